"""The first screen: which page the sheets answer."""

from typing import Any

from django.db.models import Count

from forms.models import TypedSheet
from forms.paper.sections import form_pages
from forms.paper.views.base import PaperView

BATCHES_SHOWN = 20
TYPED_SHOWN = 200
SECOND_PLACE = 2


class PagesView(PaperView):
    """The pages of the agent's sections, and the agent's last batches."""

    template_name = "forms/admin/paper/pages.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both."""
        batches = self.batches.annotate(number=Count("entries"))[:BATCHES_SHOWN]
        pages = form_pages(self.agent)
        typed = list(
            TypedSheet.objects.filter(page_id__in=[page.pk for page in pages])
            .select_related("page", "agent")
            .order_by("typed_at", "pk")[:TYPED_SHOWN]
        )
        twice = {sheet.reference.casefold() for sheet in typed if sheet.place == SECOND_PLACE}
        return {
            **super().get_context_data(**kwargs),
            "form_pages": pages,
            "to_compare": [
                sheet for sheet in typed if sheet.place == 1 and sheet.reference.casefold() in twice
            ],
            "typed_once": [sheet for sheet in typed if sheet.reference.casefold() not in twice],
            "batches": batches,
        }
