"""Reasons in the admin."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from forms.models import Decision
from forms.models.reason import ModerationReason


class ReasonForm(WagtailAdminModelForm):
    """A reason with its words; the code stays as it was made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the code of a reason that is there already, to be read only."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True

    def clean(self) -> dict[str, Any]:
        """Ask for words in the portal's first language, on which the others fall back."""
        cleaned = super().clean() or {}
        rows = self.formsets["texts"].forms if "texts" in self.formsets else []
        kept = [row for row in rows if row.is_valid() and not row.cleaned_data.get("DELETE")]
        if all(row.cleaned_data.get("language") != settings.LANGUAGE_CODE for row in kept):
            name = dict(settings.LANGUAGES)[settings.LANGUAGE_CODE]
            raise ValidationError(_("Give its words in this language: %(language)s.") % {"language": name})
        return cleaned


ModerationReason.base_form_class = ReasonForm


class ReasonViewSet(SnippetViewSet):
    """The list that moderators choose from."""

    model = ModerationReason
    icon = "warning"
    menu_label = gettext_lazy("Reasons")
    menu_order = 355
    add_to_admin_menu = True
    list_display: ClassVar = [
        "__str__",
        "code",
        BooleanColumn("for_reports", label=gettext_lazy("Reports")),
        BooleanColumn("is_active", label=gettext_lazy("In use")),
        "sort_order",
    ]
    ordering: ClassVar = ["sort_order", "code"]
    list_per_page = 50
    copy_view_enabled = False
    inspect_view_enabled = False


def refuse_reason_deletion(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Answer the deletion of a reason that was used with what to do instead."""
    reasons = {item.code: item for item in instances if isinstance(item, ModerationReason)}
    used = Decision.objects.filter(reason__in=reasons).values_list("reason", flat=True).first()
    if used is None:
        return None
    text = _("“%(name)s” was used in decisions: retire it (untick “in use”). Nothing was deleted.")
    messages.error(request, text % {"name": reasons[used]})
    return redirect(type(reasons[used]).snippet_viewset.get_url_name("list"))
