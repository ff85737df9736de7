"""What was merged with what, as the public, the author and moderators see it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from forms.enums import State
from forms.merging.services import MERGEABLE
from forms.models import Submission
from forms.published import Card, find_contribution, readable_translations

# So many are shown in full beneath the one that stays.
MOST_SHOWN = 50
# So many are listed on a moderator's screen.
MOST_LISTED = 50


@dataclass(frozen=True)
class Lineage:
    """What a published contribution brings together beside itself."""

    cards: list[Card]
    number: int

    @property
    def together(self) -> int:
        """How many contributions there are, the one that stays included."""
        return self.number + 1

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.cards)


def lineage_of(page: Any, submission: Submission, request: HttpRequest | None) -> Lineage | None:
    """Return what was merged with a published contribution of a page, None if nothing was."""
    rows = Submission.objects.filter(merged_into=submission, state=State.MERGED)
    number = rows.count()
    if not number:
        return None
    readable = rows.filter(page__in=readable_translations(page, request)).select_related("version")
    cards = [
        Card(row, page.contribution_url(submission, request)) for row in readable.order_by("pk")[:MOST_SHOWN]
    ]
    return Lineage(cards, number)


def successor(page: Any, pk: int, request: HttpRequest | None) -> Card | None:
    """Return the published contribution that speaks for a merged one, None if there is none to be seen."""
    merged = Submission.objects.filter(pk=pk, page_key=page.translation_key, state=State.MERGED)
    target = merged.values_list("merged_into", flat=True).first()
    return find_contribution(page, target, request) if target else None


def public_url_of_successor(submission: Submission) -> str:
    """Return where anybody can read what speaks for a merged contribution, or nothing."""
    target = submission.merged_into
    if submission.state != State.MERGED or target is None:
        return ""
    is_readable = Submission.objects.public().filter(pk=target.pk).exists()
    return (target.get_public_url() or "") if is_readable else ""


def lineage_context(submission: Submission) -> dict[str, Any]:
    """Return what a moderator reads of a contribution's lineage; costs two queries at most."""
    rows = Submission.objects.filter(merged_into=submission, state=State.MERGED).order_by("pk")
    merged = list(rows.defer("answers", "search_text")[: MOST_LISTED + 1])
    return {
        "can_merge": submission.state in MERGEABLE,
        "merged": merged[:MOST_LISTED],
        "more_merged": len(merged) > MOST_LISTED,
        "stays": submission.merged_into if submission.state == State.MERGED else None,
    }
