"""Read what was typed in."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from forms.models import PaperBatch
from forms.paper.sections import form_page
from forms.paper.views.base import HandingView


class BatchView(HandingView):
    """What the agent typed in for one page in one sitting: to check against the sheets, and to print."""

    template_name = "forms/admin/paper/batch.html"

    @cached_property
    def batch(self) -> PaperBatch:
        """One of the agent's own; another's does not exist here."""
        return get_object_or_404(self.batches.select_related("page__locale"), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Name the page."""
        return str(self.batch.page.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the entries; one version object serves all that share it."""
        entries = list(
            self.batch.entries.select_related(
                "submission__version",
                "submission__double_entry__first_agent",
                "submission__double_entry__second_agent",
                "submission__double_entry__settled_by",
            )
        )
        versions = {entry.submission.version_id: entry.submission.version for entry in entries}
        for entry in entries:
            entry.submission.version = versions[entry.submission.version_id]
        return {
            **super().get_context_data(**kwargs),
            "batch": self.batch,
            "entries": entries,
            "agent": self.agent,
            "takes_more": form_page(self.agent, self.batch.page_id) is not None,
        }
