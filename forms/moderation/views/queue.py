"""The list of what was received: what awaits a decision first."""

from dataclasses import replace
from typing import Any

from django.utils.functional import cached_property

from forms.cases_panel import cases_links
from forms.enums import Action, State
from forms.merging.services import MERGEABLE
from forms.models import BulkJob
from forms.moderation.filters import ANY_STATE, UNSEEN, QueueFilters
from forms.moderation.listing import (
    COUNT_LIMIT,
    Screen,
    bounded_count,
    count_up_to_limit,
    read_cursor,
    screen,
)
from forms.moderation.states import ACTIONS
from forms.moderation.text import Matching, matching
from forms.moderation.views.base import FilteredView, moderator_of
from forms.triage.claims import holders


class QueueView(FilteredView):
    """One screen of the queue, with its filters and the decisions for many at once."""

    template_name = "forms/admin/queue.html"

    @cached_property
    def matching(self) -> Matching:
        """The rows of this choice."""
        return matching(self.filters, self.scope)

    def paginate_queryset(self) -> Screen:
        """Return the screen that ``after`` or ``before`` names, by key."""
        cursor = read_cursor(self.request.GET, self.scope.submissions())
        found = screen(self.matching.rows, self.filters.order, cursor)
        names = holders([row.submission.pk for row in found.rows], other_than=moderator_of(self.request))
        return replace(
            found, rows=[replace(row, holder=names.get(row.submission.pk, "")) for row in found.rows]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows, how many there are, and what can be done with them."""
        filters = self.filters
        page = self.paginate_queryset()
        number = count_up_to_limit(self.matching.rows)
        waiting = self.scope.submissions().filter(state=State.PENDING)
        offered = {action for state in filters.states for action in ACTIONS[state]}
        # Each author is asked for a change of their own.
        offered.discard(Action.REQUEST_CHANGE)
        if filters.state not in (ANY_STATE, UNSEEN):
            offered.discard(Action.KEEP)
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "filters": filters,
            "matching": self.matching,
            "screen": page,
            "number": number,
            "number_is_exact": number < COUNT_LIMIT,
            "waiting": bounded_count(waiting),
            "oldest": self.scope.oldest(State.PENDING),
            "actions": [(action.value, action.label) for action in Action if action in offered],
            "can_merge": not MERGEABLE.isdisjoint(filters.states),
            "here": self.request.get_full_path(),
            "inspect_query": filters.query_string(),
            "choice": filters.parameters(),
            "previous_url": filters.query_string(before=page.previous) if page.previous else "",
            "next_url": filters.query_string(after=page.next) if page.next else "",
            "more_filters": bool(set(filters.parameters()) - {"q", "state", "order"}),
            "is_first": not {"after", "before"} & set(self.request.GET),
            "unseen": bounded_count(self.scope.submissions().filter(state=State.PUBLISHED, unseen=True)),
            "unseen_url": QueueFilters(state=UNSEEN).query_string(),
            **cases_links(self.scope),
            "jobs": BulkJob.objects.filter(by=moderator_of(self.request), finished_at=None)[:5],
        }
