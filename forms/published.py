"""Published contributions as public pages list them: any number of them, the same few queries."""

from dataclasses import dataclass

from django.core.exceptions import SuspiciousOperation
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.models import Page

from forms.fields.base import Answer
from forms.models import Submission

PAGE_SIZE = 12
PARAMETER = "before"
# Question types that say what a contribution is sorted by.
LABELS = ("theme", "territory")


@dataclass
class Card:
    """A published contribution as a list shows it."""

    submission: Submission
    url: str

    @cached_property
    def _published(self) -> list[Answer]:
        return self.submission.public_answers()

    @property
    def answers(self) -> list[Answer]:
        """The published answers without the title and the labels, which stand apart."""
        return [
            answer
            for answer in self._published
            if answer.kind not in LABELS and answer.text != self.submission.title
        ]

    @property
    def text(self) -> str:
        """What the contribution says, in its author's words, beside its title."""
        return next((answer.text for answer in self.answers if answer.kind == "long_text"), "")

    @property
    def has_own_title(self) -> bool:
        """Whether its author gave it a title, rather than its first words being taken for one."""
        return any(answer.kind == "short_text" for answer in self._published)

    @property
    def theme(self) -> str:
        """The theme's name if the form says that it is published, or nothing."""
        return self._label("theme")

    @property
    def territory(self) -> str:
        """The territory's name if the form says that it is published, or nothing."""
        return self._label("territory")

    def _label(self, kind: str) -> str:
        return next((answer.text for answer in self._published if answer.kind == kind), "")


@dataclass
class ContributionList:
    """One screen of contributions, the newest first; ``older`` is the next screen's query string."""

    cards: list[Card]
    older: str
    is_first: bool


def contribution_list(page: Page, request: HttpRequest) -> ContributionList:
    """Return the screen that ``?before=<number>`` asks for. 400 for a value that is none.

    Screens follow one another by key, so the last costs no more than the first.
    """
    rows = _published(page)
    before = request.GET.get(PARAMETER, "")
    if before:
        if not before.isdecimal() or len(before) > 18:
            raise SuspiciousOperation("unknown value of a known parameter")
        last = rows.filter(pk=int(before)).values("published_at", "id").first()
        if last is None:
            raise SuspiciousOperation("unknown value of a known parameter")
        rows = rows.filter(
            Q(published_at__lt=last["published_at"]) | Q(published_at=last["published_at"], id__lt=last["id"])
        )
    found = list(rows[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    older = f"?{PARAMETER}={shown[-1].pk}" if len(found) > PAGE_SIZE else ""
    return ContributionList(_cards(page, shown, request), older, is_first=not before)


def newest_contributions(page: Page, number: int, request: HttpRequest | None) -> list[Card]:
    """Return the newest published contributions of a page that anybody may see."""
    if not page.live or page.get_view_restrictions().exists():
        return []
    return _cards(page, list(_published(page)[:number]), request)


def _published(page: Page) -> "QuerySet[Submission]":
    return (
        Submission.objects.public()
        .filter(page_key=page.translation_key)
        .select_related("version")
        .order_by("-published_at", "-id")
    )


def _cards(page: Page, rows: list[Submission], request: HttpRequest | None) -> list[Card]:
    """Return the rows as cards; one version object serves all rows that share it."""
    versions = {row.version_id: row.version for row in rows}
    for row in rows:
        row.version = versions[row.version_id]
    return [Card(row, page.contribution_url(row, request)) for row in rows]
