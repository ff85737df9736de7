"""The first screen: which page the sheets answer."""

from typing import Any

from django.db.models import Count

from forms.paper.sections import form_pages
from forms.paper.views.base import PaperView

BATCHES_SHOWN = 20


class PagesView(PaperView):
    """The pages of the agent's sections, and the agent's last batches."""

    template_name = "forms/admin/paper/pages.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both."""
        batches = self.batches.annotate(number=Count("entries"))[:BATCHES_SHOWN]
        return {
            **super().get_context_data(**kwargs),
            "form_pages": form_pages(self.agent),
            "batches": batches,
        }
