"""Rows of submissions, their contacts and the decisions on them, drawn one after another."""

import datetime
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.million.portal import (
    IDEA,
    MODE,
    NOTE,
    OPINION,
    SCALE,
    TERRITORY,
    THEME,
    TITLE,
    Answered,
    Portal,
)
from forms.enums import Channel, DecisionAction, State

YEARS = 3
# Most of what came in the last weeks waits; of what is older, little does.
FRESH_DAYS = 60
WAITING_FRESH, WAITING_OLD = 0.8, 0.004
WITH_CONTACT = 0.35
CHANNELS = (Channel.WEB, Channel.PAPER, Channel.IMPORT, Channel.DESK, Channel.WORKSHOP, Channel.PHONE)
CHANNEL_WEIGHTS = (820, 70, 50, 30, 25, 5)
LANGUAGES, LANGUAGE_WEIGHTS = ("fr", "en"), (97, 3)
# What became of what was decided.
OUTCOMES = (
    State.PUBLISHED,
    State.REFUSED,
    State.SPAM,
    State.HIDDEN,
    State.WITHDRAWN,
    State.CHANGES_REQUESTED,
)
OUTCOME_WEIGHTS = (790, 85, 70, 25, 20, 10)
ACTIONS = {
    State.PUBLISHED: DecisionAction.PUBLISH,
    State.REFUSED: DecisionAction.REFUSE,
    State.SPAM: DecisionAction.SPAM,
    State.HIDDEN: DecisionAction.HIDE,
    State.WITHDRAWN: DecisionAction.WITHDRAW,
    State.CHANGES_REQUESTED: DecisionAction.REQUEST_CHANGE,
}
REASONS = ("offensive", "off_topic", "personal_data", "duplicate")
REASONED = (State.REFUSED, State.HIDDEN)
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Taken:
    """A decision, before it has its place in the chain."""

    at: datetime.datetime
    submission: int
    staff: Any
    action: DecisionAction
    from_state: State
    to_state: State
    reason: str
    revision: int


@dataclass
class Source:
    """Draws ``number`` submissions; what else they need gathers beside them."""

    portal: Portal
    number: int
    # Whether everything is published, for the public search.
    is_public: bool
    now: datetime.datetime
    contacts: list[tuple[Any, ...]] = field(default_factory=list)
    decisions: list[Taken] = field(default_factory=list)

    def submissions(self) -> Iterator[dict[str, Any]]:
        """Yield the columns of one submission after another, in the order of their time."""
        draw = random.Random(self.number)
        span = datetime.timedelta(days=365 * YEARS)
        pages = [each for each in self.portal.pages if each.is_published or not self.is_public]
        # A few pages have most of the answers.
        weights = [1 / (rank + 1) ** 0.8 for rank in range(len(pages))]
        territories = self.portal.territories
        spread = [1 / (rank + 3) for rank in range(len(territories))]
        begun = self.now - span
        step = span / self.number
        for pk in range(1, self.number + 1):
            received = begun + step * (pk - draw.random())
            page = draw.choices(pages, weights)[0]
            language = draw.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0]
            theme = draw.choice(self.portal.themes)
            place = draw.choices(territories, spread)[0]
            channel = draw.choices(CHANNELS, CHANNEL_WEIGHTS)[0]
            row = {
                "id": pk,
                "page_id": page.page.pk,
                "page_key": page.page.translation_key,
                "version_id": page.version_id,
                "language": language,
                "channel": str(channel),
                "theme_key": theme.translation_key,
                "territory_key": place.translation_key,
                "external_id": f"ref-{pk}" if channel in (Channel.IMPORT, Channel.PAPER) else "",
                "received_at": received,
                "created_at": received,
                "contributor_id": None,
                "receipt_digest": hashlib.sha256(b"receipt %d" % pk).hexdigest(),
                "nonce_digest": hashlib.sha256(b"nonce %d" % pk).hexdigest(),
                **self._words(draw, page, language, theme, place),
            }
            if channel == Channel.WEB and draw.random() < WITH_CONTACT:
                row["contributor_id"] = pk
                self.contacts.append((pk, f"resident{pk}@example.org", language, received))
            row |= self._fate(draw, pk, page, received)
            yield row

    def _words(
        self, draw: random.Random, page: Answered, language: str, theme: Any, place: Any
    ) -> dict[str, Any]:
        """Return the answers, and what follows from them."""
        answers: dict[str, Any] = {THEME: str(theme.translation_key), TERRITORY: str(place.translation_key)}
        text = self.portal.mixer.mix(language, theme.name)
        title, folded = "", f"{theme.name} {place.name}".lower()
        if page.options:
            answers |= {MODE: draw.choice(page.options), SCALE: draw.randint(1, 5)}
            if draw.random() < 0.4:
                answers[NOTE] = text.body
        elif page.page.form[0].id == OPINION:
            answers[OPINION] = text.body
            title, folded = text.body[:70], f"{text.folded} {folded}"
        else:
            answers |= {TITLE: text.title, IDEA: text.body}
            title, folded = text.title, f"{text.folded} {folded}"
        return {"answers": json.dumps(answers, ensure_ascii=False), "title": title, "search_text": folded}

    def _fate(
        self, draw: random.Random, pk: int, page: Answered, received: datetime.datetime
    ) -> dict[str, Any]:
        """Return what became of it, and note the decisions."""
        if not page.is_published:
            return {"state": str(State.RECORDED), "revision": 1, "decided_at": None, "published_at": None}
        is_fresh = self.now - received < FRESH_DAYS * DAY
        waits = draw.random() < (WAITING_FRESH if is_fresh else WAITING_OLD)
        if waits and not self.is_public:
            return {"state": str(State.PENDING), "revision": 1, "decided_at": None, "published_at": None}
        outcome = State.PUBLISHED if self.is_public else draw.choices(OUTCOMES, OUTCOME_WEIGHTS)[0]
        decided = min(received + draw.random() * 10 * DAY, self.now)
        steps = [State.PUBLISHED, outcome] if outcome == State.HIDDEN else [outcome]
        before, revision = State.PENDING, 1
        for state in steps:
            revision += 1
            if not self.is_public:
                reason = draw.choice(REASONS) if state in REASONED else ""
                staff = None if state == State.WITHDRAWN else draw.choice(self.portal.staff)
                moment = decided + (revision - 2) * DAY
                self.decisions.append(
                    Taken(moment, pk, staff, ACTIONS[state], before, state, reason, revision)
                )
            before = state
        published = decided if State.PUBLISHED in steps else None
        return {
            "state": str(outcome),
            "revision": revision,
            "decided_at": decided + (revision - 2) * DAY,
            "published_at": published,
        }
