"""Ideas and opinions, sent and decided on as in life: by the services, then dated back."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.models import Page

from forms.enums import Channel, State
from forms.intake.services import submit
from forms.models import Decision, Submission
from forms.moderation import services
from pages.demo.blocks import uid
from pages.demo.content import ideas, station
from pages.demo.tree import day

CONTENT = Path(__file__).parent / "content"


def send_ideas(page: Page, labels: dict[str, str], moderator: User) -> None:
    """Send the ideas of the demo and bring each to its state."""
    for number, row in enumerate(_rows("ideas")):
        answers = {
            uid(ideas.KEY, "title"): row["title"],
            uid(ideas.KEY, "idea"): row["text"],
            uid(ideas.KEY, "theme"): labels[row["theme"]],
            uid(ideas.KEY, "canton"): labels[row["canton"]],
        }
        _send(page, row, number, answers, moderator)


def send_opinions(page: Page, labels: dict[str, str], moderator: User) -> None:
    """Send the opinions of the consultation and bring each to its state."""
    for number, row in enumerate(_rows("opinions")):
        answers = {
            uid(station.KEY, "opinion"): row["text"],
            uid(station.KEY, "canton"): labels[row["canton"]],
        }
        if row["use"]:
            answers[uid(station.KEY, "use")] = uid(station.KEY, "use", row["use"])
        _send(page, row, number, answers, moderator)


def _rows(name: str) -> list[dict[str, Any]]:
    """Return what a file of content holds, in the order in which it came."""
    return json.loads((CONTENT / f"{name}.json").read_text())


def _send(page: Page, row: dict[str, Any], number: int, answers: dict[str, str], moderator: User) -> None:
    # The last ones came a few minutes ago, so that the queue has something new.
    received = min(
        day(-row["days_ago"], hour=8 + number % 12, minute=7 * number % 60),
        timezone.now() - datetime.timedelta(minutes=5 + number % 40),
    )
    submission = submit(
        page,
        page.form,
        answers,
        seed=f"demo:{page.translation_key}:{number}",
        language=row["language"],
        channel=Channel(row["channel"]),
        received_at=received,
    ).submission
    _decide(submission, row, received, moderator)


def _decide(
    submission: Submission, row: dict[str, Any], received: datetime.datetime, moderator: User
) -> None:
    """Bring a submission to its state, each step some hours after the one before."""
    told = {"reason": row.get("reason", ""), "message": row.get("message", "")}
    first, second = (received + datetime.timedelta(hours=hours) for hours in (20, 70))
    match State(row["state"]):
        case State.PUBLISHED:
            _dated(services.publish(submission, by=moderator), first)
        case State.REFUSED:
            _dated(services.refuse(submission, by=moderator, **told), first)
        case State.SPAM:
            _dated(services.mark_spam(submission, by=moderator), first)
        case State.HIDDEN:
            _dated(services.publish(submission, by=moderator), first)
            _dated(services.hide(submission, by=moderator, **told), second)
        case State.WITHDRAWN:
            _dated(services.publish(submission, by=moderator), first)
            _dated(services.withdraw(submission), second)


def _dated(decision: Decision, at: datetime.datetime) -> None:
    """Date a decision back, which the services date now. Never into the future."""
    at = min(at, timezone.now())
    Decision.objects.filter(pk=decision.pk).update(at=at)
    rows = Submission.objects.filter(pk=decision.submission_id)
    rows.update(decided_at=at)
    if decision.to_state == State.PUBLISHED:
        rows.update(published_at=at)
