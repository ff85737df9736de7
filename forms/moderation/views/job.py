"""How far a bulk decision is, and what could not be done."""

from typing import Any

from django.http import Http404
from django.utils.functional import cached_property

from forms.models import BulkJob
from forms.moderation.views.base import DeskView, moderator_of

# So many of the items that could not be done are listed on the page.
MOST_PROBLEMS = 500


class JobView(DeskView):
    """A bulk decision, for whoever asked for it."""

    template_name = "forms/admin/job.html"
    http_method_names = ["get", "head"]

    @cached_property
    def job(self) -> BulkJob:
        """The job; those of others do not exist here."""
        job = BulkJob.objects.filter(pk=self.kwargs["pk"], by=moderator_of(self.request)).first()
        if job is None:
            raise Http404
        return job

    def get_page_subtitle(self) -> str:
        """Return what was asked."""
        return self.job.get_action_display()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the figures and the lines."""
        job = self.job
        problems = job.problems.select_related("submission")
        number = problems.count()
        # A row that left the moderator's sections meanwhile is named by its number alone.
        shown = [(p, self.scope.holds(p.submission)) for p in problems[:MOST_PROBLEMS]]
        return {
            **super().get_context_data(**kwargs),
            "job": job,
            "dealt_with": job.done + number,
            "problems": shown,
            "problem_count": number,
            "more_problems": number - len(shown),
            # Rows that somebody else took out of the filtered set before the job came to them.
            "gone": max(0, job.total - job.done - number) if job.finished_at else 0,
        }
