"""Ideas and opinions, sent and decided on as in life: by the services, then dated back."""

import datetime
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.models import Page

from forms import outcomes
from forms.enums import Channel, DecisionAction, DecisionSource, FollowUp, State
from forms.intake.services import Sending, submit_all
from forms.models import Note, Outcome, Submission
from forms.moderation import services
from pages.demo.blocks import uid
from pages.demo.content import ideas, station
from pages.demo.made import day

CONTENT = Path(__file__).parent / "content"
ACTIONS = {
    State.PUBLISHED: DecisionAction.PUBLISH,
    State.REFUSED: DecisionAction.REFUSE,
    State.PENDING: DecisionAction.RESTORE,
    State.HIDDEN: DecisionAction.HIDE,
    State.SPAM: DecisionAction.SPAM,
    State.WITHDRAWN: DecisionAction.WITHDRAW,
}
NO_DECISION: dict[str, str] = {}


@dataclass
class Desk:
    """Those who decide, and what they decided so far, to be dated back in one go."""

    moderators: list[User]
    notes: list[Note] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def date_back(self) -> None:
        """Write when things happened, which the services date now."""
        Outcome.objects.bulk_update(self.outcomes, ["answered_at"])
        times = [note.created_at for note in self.notes]
        # Dates each note as it saves it.
        notes = Note.objects.bulk_create(self.notes)
        for note, at in zip(notes, times, strict=True):
            note.created_at = at
        Note.objects.bulk_update(notes, ["created_at"])


def send_ideas(page: Page, labels: dict[str, str], desk: Desk) -> list[Submission]:
    """Send the ideas of the demo, bring each to its state and return them."""
    rows = _rows("ideas")
    answers = [
        {
            uid(ideas.KEY, "title"): row["title"],
            uid(ideas.KEY, "idea"): row["text"],
            uid(ideas.KEY, "theme"): labels[row["theme"]],
            uid(ideas.KEY, "canton"): labels[row["canton"]],
        }
        | _place(row)
        for row in rows
    ]
    return _send(page, rows, answers, desk, reference="I")


def _place(row: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to the question of the place as it is stored, if there is one."""
    given = {"address": row.get("place"), "point": row.get("point")}
    stored = {name: part for name, part in given.items() if part}
    return {uid(ideas.KEY, "place"): stored} if stored else {}


def send_opinions(page: Page, labels: dict[str, str], desk: Desk) -> list[Submission]:
    """Send the opinions of the consultation, bring each to its state and return them."""
    rows = _rows("opinions")
    answers = [
        {uid(station.KEY, "opinion"): row["text"], uid(station.KEY, "canton"): labels[row["canton"]]}
        | ({uid(station.KEY, "use"): uid(station.KEY, "use", row["use"])} if row["use"] else {})
        for row in rows
    ]
    return _send(page, rows, answers, desk, reference="G")


def _rows(name: str) -> list[dict[str, Any]]:
    """Return what a file of content holds, in the order in which it came."""
    lines = (CONTENT / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _send(
    page: Page, rows: list[dict[str, Any]], answers: list[dict[str, Any]], desk: Desk, *, reference: str
) -> list[Submission]:
    """Send all of them, channel by channel, then decide in the order in which they came."""
    latest = timezone.now() - datetime.timedelta(minutes=5)
    sendings: dict[Channel, list[tuple[int, Sending]]] = defaultdict(list)
    for number, row in enumerate(rows):
        channel = Channel(row["channel"])
        received = day(-row["days_ago"], hour=8 + number % 12, minute=7 * number % 60)
        sending = Sending(
            answers=answers[number],
            seed=f"demo:{page.translation_key}:{number}",
            language=row["language"],
            external_id=f"{reference}-{number:03}" if channel == Channel.PAPER else "",
            # The last ones came a few minutes ago, so that the queue has something new.
            received_at=min(received, latest - datetime.timedelta(minutes=number % 40)),
        )
        sendings[channel].append((number, sending))
    sent: dict[int, Submission] = {}
    for channel, some in sendings.items():
        submissions = submit_all(page, page.form, [sending for _number, sending in some], channel=channel)
        sent |= {number: each for (number, _sending), each in zip(some, submissions, strict=True)}
    for number, row in enumerate(rows):
        _decide(sent[number], row, number, desk)
    return [sent[number] for number in range(len(rows))]


def _steps(row: dict[str, Any]) -> list[tuple[State, dict[str, str]]]:
    """Return through which states a contribution went, with what its author was told."""
    told = {"reason": row.get("reason", ""), "message": row.get("message", "")}
    first = [(State.PUBLISHED, NO_DECISION)]
    match State(row["state"]):
        case State.PENDING:
            return []
        case State.PUBLISHED if told["reason"]:
            # Refused, then the team thought better of it.
            return [(State.REFUSED, told), (State.PENDING, NO_DECISION), *first]
        case State.PUBLISHED:
            return first
        case State.HIDDEN | State.WITHDRAWN as last:
            return [*first, (last, told if last == State.HIDDEN else NO_DECISION)]
        case last:
            return [(last, told)]


def _decide(submission: Submission, row: dict[str, Any], number: int, desk: Desk) -> None:
    """Bring a submission to its state, each step some hours after the one before."""
    now = timezone.now()
    at = submission.received_at
    # Two of three by the first, as holidays and half days have it.
    moderator = desk.moderators[number % 3 == 2]
    for state, told in _steps(row):
        at = min(at + datetime.timedelta(hours=4 + number * 5 % 44), now)
        withdrawn = state == State.WITHDRAWN
        services.decide(
            submission,
            state,
            ACTIONS[state],
            by=None if withdrawn else moderator,
            source=DecisionSource.AUTHOR if withdrawn else None,
            reason=told.get("reason", ""),
            message=told.get("message", ""),
            at=at,
        )
    if reply := row.get("answer"):
        outcome = outcomes.answer(
            submission, by=moderator, state=FollowUp(reply["state"]), text=reply["text"]
        )
        # Some days after it was published.
        outcome.answered_at = min(at + datetime.timedelta(days=3 + number % 9), now)
        desk.outcomes.append(outcome)
    for text in row.get("notes", []):
        written = min(submission.received_at + datetime.timedelta(hours=3), now)
        desk.notes.append(Note(submission=submission, author=moderator, text=text, created_at=written))
