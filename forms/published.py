"""Published contributions as public pages list them: any number of them, the same few queries."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db.models import Exists, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import Truncator
from wagtail.models import Page, PageViewRestriction

from forms.enums import State
from forms.fields.base import Answer
from forms.maps.background import background_of
from forms.maps.points import Point
from forms.models import Outcome, Submission
from forms.sorting import LABELS, ListChoice, read_choice

PAGE_SIZE = 12
SUMMARY_LENGTH = 200
# Microseconds since 1970 and the number of the last contribution of the screen before.
CURSOR = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")
LARGEST_KEY = 2**63 - 1
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)


@dataclass
class Card:
    """A published contribution as a list shows it."""

    submission: Submission
    url: str

    @cached_property
    def _public(self) -> list[Answer]:
        return self.submission.public_answers()

    @property
    def answers(self) -> list[Answer]:
        """The published answers without the title that its author gave and without the labels."""
        titles = [answer for answer in self._public if answer.kind == "short_text"][:1]
        return [answer for answer in self._public if answer.kind not in LABELS and answer not in titles]

    @property
    def text(self) -> str:
        """What the contribution says in its author's words, beside its title."""
        return next((answer.text for answer in self.answers if answer.kind == "long_text"), "")

    @property
    def summary(self) -> str:
        """What it says, as short as other sites show it beside a link."""
        words = self.text or " – ".join(answer.text for answer in self.answers)
        return Truncator(" ".join(words.split())).chars(SUMMARY_LENGTH)

    @property
    def has_own_title(self) -> bool:
        """Whether its author gave it a title, rather than its first words being taken for one."""
        return any(answer.kind == "short_text" for answer in self._public)

    @property
    def point(self) -> Point | None:
        """Where on a map it lies, if the form publishes that."""
        return next((answer.point for answer in self._public if answer.point), None)

    @property
    def place(self) -> str:
        """The address or the name of its place, if the form publishes it."""
        return self._label("place") or self._label("map_point")

    @property
    def theme(self) -> str:
        """The theme's name if the form publishes it, or nothing."""
        return self._label("theme")

    @property
    def territory(self) -> str:
        """The territory's name if the form publishes it, or nothing."""
        return self._label("territory")

    @property
    def outcome(self) -> Outcome | None:
        """What the authority says became of it, if it has said so."""
        return getattr(self.submission, "outcome", None)

    def _label(self, kind: str) -> str:
        return next((answer.text for answer in self._public if answer.kind == kind), "")


@dataclass
class ContributionList:
    """One screen of contributions; ``following`` and ``first`` are query strings of other screens."""

    cards: list[Card]
    choice: ListChoice
    following: str
    is_first: bool

    @property
    def has_any(self) -> bool:
        """Whether something is published, on this screen or under another choice."""
        return bool(self.cards) or self.choice.is_filtered or not self.is_first

    @property
    def first(self) -> str:
        """The first screen of the same choice."""
        return self.choice.query()


def contribution_list(page: Any, request: HttpRequest) -> ContributionList | None:
    """Return the screen that the address asks for (forms.sorting). 400 for a value that is none.

    None for a page that publishes nothing (and never did). Screens follow one another by key, so
    the last costs no more than the first, and a link to a later screen stays good when a
    contribution on the one before is hidden.
    """
    choice = read_choice(page, request.GET)
    if choice.has_map and background_of(request) is None:
        # Nothing to draw points on: addresses do not go on asking for a map.
        choice = replace(choice, has_map=False, is_map=False)
    rows = choice.apply(published_on(page, request))
    cursor = request.GET.get(choice.cursor_name, "")
    if cursor:
        moment, pk = _position(cursor)
        rows = rows.filter(
            Q(published_at__gt=moment) | Q(published_at=moment, id__gt=pk)
            if choice.is_oldest_first
            else Q(published_at__lt=moment) | Q(published_at=moment, id__lt=pk)
        )
    found = list(rows[: PAGE_SIZE + 1])
    if not found and not page.publishes:
        return None
    shown = found[:PAGE_SIZE]
    following = choice.query(_cursor(shown[-1])) if len(found) > PAGE_SIZE else ""
    return ContributionList(_cards(page, shown, request), choice, following, is_first=not cursor)


def find_contribution(page: Page, pk: int, request: HttpRequest | None) -> Card | None:
    """Return one published contribution of a page, None if there is none or none to be seen.

    Without a request only what anybody may read is to be seen.
    """
    if pk > LARGEST_KEY:
        return None
    found = _cards(page, published_on(page, request).filter(pk=pk), request)
    return found[0] if found else None


def published_on(page: Page, request: HttpRequest | None) -> "QuerySet[Submission]":
    """Return what was published on a page in any of its languages, the newest first."""
    return (
        Submission.objects.filter(
            page_key=page.translation_key,
            state=State.PUBLISHED,
            page__in=readable_translations(page, request),
        )
        .select_related("version", "outcome")
        .order_by("-published_at", "-id")
    )


def readable_translations(page: Page, request: HttpRequest | None) -> list[int]:
    """Return the page in all languages in which it is published and this visitor may read it.

    A contribution is as public as the page that it was sent to (restrictions of Wagtail included).
    """
    live = (
        Page.objects.live()
        .filter(translation_key=page.translation_key)
        .annotate(are_some_restricted=Exists(PageViewRestriction.objects.all()))
    )
    return [each.pk for each in live if not each.are_some_restricted or _may_read(each, request)]


def _may_read(page: Page, request: HttpRequest | None) -> bool:
    return all(
        request is not None and restriction.accept_request(request)
        for restriction in page.get_view_restrictions()
    )


def _cursor(last: Submission) -> str:
    moment = last.published_at or EPOCH
    return f"{(moment - EPOCH) // MICROSECOND}-{last.pk}"


def _position(cursor: str) -> tuple[datetime.datetime, int]:
    """Return the moment and the number that a cursor names; SuspiciousOperation if it is none."""
    match = CURSOR.fullmatch(cursor)
    if match is None:
        raise SuspiciousOperation("unknown value of a known parameter")
    return EPOCH + int(match[1]) * MICROSECOND, int(match[2])


def _cards(page: Page, rows: Iterable[Submission], request: HttpRequest | None) -> list[Card]:
    """Return the rows as cards; one version object serves all rows that share it."""
    rows = list(rows)
    versions = {row.version_id: row.version for row in rows}
    for row in rows:
        row.version = versions[row.version_id]
    return [Card(row, page.contribution_url(row, request)) for row in rows]
