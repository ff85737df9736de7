"""The page editor's screens: what they have beside Wagtail's own."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import AddSubpageView, CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from forms.logic.outline import Outline
from forms.page import FormPage
from pages.checklist import checks_of
from pages.compositions import compositions_of, find_composition
from pages.exchange.views import import_url
from portal.branding.models import SiteIdentity

COMPOSITION = "composition"


class ChecklistSidePanel(BaseSidePanel):
    """What the page still lacks before it is published, with a way to each field."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it, with the number of what is missing."""

        aria_label = gettext_lazy("Toggle the publication checklist")
        icon_name = "tasks"

        def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
            """Add the number."""
            number = sum(not check.is_met for check in self.panel.checks)
            return {**super().get_context_data(parent_context), "count": number}

    name = "checklist"
    title = gettext_lazy("Publication checklist")
    template_name = "pages/admin/checklist.html"
    order = 200

    class Media:
        """Its styles."""

        css: ClassVar = {"all": ["css/admin/checklist.css"]}

    def __init__(self, page: Page, request: HttpRequest) -> None:
        """Check the page as it stands in the editor."""
        super().__init__(page, request)
        self.checks = checks_of(
            page,
            SiteIdentity.for_request(request) or SiteIdentity(),
            may_change_settings=request.user.has_perm("portal.change_siteidentity"),
        )

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Add the checks, and whether the button's number is to be brought up to date with them."""
        return {
            **super().get_context_data(parent_context),
            "checks": self.checks,
            "missing": sum(not check.is_met for check in self.checks),
            "is_partial": parent_context.get("is_partial", False),
        }


class OutlineSidePanel(BaseSidePanel):
    """The form in a list, with the conditions in words and a way to each block."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it."""

        aria_label = gettext_lazy("Toggle the outline of the form")
        icon_name = "list-ol"

    name = "outline"
    title = gettext_lazy("Outline of the form")
    template_name = "pages/admin/outline.html"
    order = 210

    class Media:
        """Its styles."""

        css: ClassVar = {"all": ["css/admin/outline.css"]}

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Add the outline of the form as it is saved."""
        return {**super().get_context_data(parent_context), "outline": Outline(self.object.form)}


def own_panels(page: Page, request: HttpRequest) -> list[BaseSidePanel]:
    """Return the side panels that the editor of a page has beside Wagtail's own."""
    panels: list[BaseSidePanel] = [ChecklistSidePanel(page, request)]
    return [*panels, OutlineSidePanel(page, request)] if isinstance(page, FormPage) else panels


class AddPageView(AddSubpageView):
    """Choose the type of a new page, or a ready composition to start from."""

    template_name = "pages/admin/add_page.html"

    def dispatch(
        self, request: HttpRequest, parent_page_id: int, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Show the choice even where one type alone is possible, if it has compositions."""
        response = super().dispatch(request, parent_page_id, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect) and self.ready():
            return TemplateView.dispatch(self, request, parent_page_id, *args, **kwargs)
        return response

    def ready(self) -> list[tuple[Any, str, str]]:
        """Return each composition that may be added here, with its type and its address."""
        found = []
        for type_name, app_label, model_name, _description in self.page_types:
            address = reverse("wagtailadmin_pages:add", args=[app_label, model_name, self.parent_page.pk])
            found += [
                (composition, type_name, f"{address}?{urlencode({COMPOSITION: composition.key})}")
                for composition in compositions_of(model_name)
            ]
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the compositions, and the way to import a questionnaire."""
        return {
            **super().get_context_data(**kwargs),
            "compositions": self.ready(),
            "import_url": import_url(self.request.user, self.parent_page),
        }


class CreatePageView(CreateView):
    """A new page, empty or as a composition begins it; nothing is saved before the editor saves."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Fill the form. 404 for a composition that there is not or that makes pages of another type."""
        key = request.GET.get(COMPOSITION)
        if key is not None:
            composition = find_composition(self.page_content_type.model, key)
            if composition is None:
                raise Http404
            composition.fill(self.page, self.parent_page)
            messages.info(
                request, _("The texts in [brackets] are yours to write; the rest can stay as it is.")
            )
        return super().get(request)

    def get_side_panels(self) -> MediaContainer:
        """Add the checklist and the outline."""
        return MediaContainer([*super().get_side_panels(), *own_panels(self.page, self.request)])


class EditPageView(EditView):
    """A page, with its checklist."""

    def get_side_panels(self) -> MediaContainer:
        """Add the checklist and the outline."""
        return MediaContainer([*super().get_side_panels(), *own_panels(self.page, self.request)])


class EditorViewSet(PageViewSet):
    """Every page type is edited so."""

    add_view_class = CreatePageView
    add_subpage_view_class = AddPageView
    edit_view_class = EditPageView
