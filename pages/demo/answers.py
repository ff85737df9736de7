"""Answers to the demo's questionnaires, drawn from distributions written here: the same every time.

They stand for nobody: no survey was made, the figures only show how results look.
"""

import datetime
import random
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from forms.enums import Channel
from forms.intake.services import Sending, submit_all
from forms.models import Submission
from pages.demo.blocks import uid
from pages.demo.content import library, travel
from pages.demo.made import day

LIBRARY_ANSWERS, TRAVEL_ANSWERS = 486, 148
CHANNELS = {Channel.WEB: 62, Channel.PAPER: 27, Channel.DESK: 11}
CANTON_WEIGHTS = {
    "monterac": 27,
    "vaubrun": 18,
    "castelmore": 14,
    "rives": 12,
    "saint-aubry": 11,
    "ormieres": 9,
    "tharse": 5,
    "lanzac": 4,
    "aurenne": 6,
    "pontmirail": 7,
}
Draw = Callable[[random.Random, dict[str, str]], dict[str, Any]]


def send_library_answers(page: Page, labels: dict[str, str]) -> list[Submission]:
    """Send the answers to the questionnaire that is closed, and return them."""
    return _send(page, library, LIBRARY_ANSWERS, _library, labels, span=library.CLOSES - library.OPENS)


def send_travel_answers(page: Page, labels: dict[str, str]) -> list[Submission]:
    """Send the answers that the open questionnaire has so far, and return them."""
    return _send(page, travel, TRAVEL_ANSWERS, _travel, labels, span=-travel.OPENS)


def _library(draw: random.Random, labels: dict[str, str]) -> dict[str, Any]:
    """Return one person's answers, by key: those who come often use more and like it better."""
    visits = _one(draw, {"week": 24, "month": 33, "year": 27, "never": 16})
    often = visits in ("week", "month")
    answers: dict[str, Any] = {
        "visits": visits,
        "hours": _several(
            draw, {"sunday": 53, "evening": 48, "saturday": 24, "noon": 19, "morning": 12}, most=2
        ),
        "sunday": _one(draw, {"yes": 58, "no": 34, None: 8}),
        "canton": _canton(draw, labels),
    }
    if visits != "never":
        chances = {"books": 78, "children": 41, "games": 33, "events": 22, "work": 19, "computers": 14}
        answers["uses"] = _several(draw, chances, most=4)
        answers["grade"] = _one(
            draw, {5: 42, 4: 38, 3: 14, 2: 4, 1: 2} if often else {4: 31, 3: 38, 2: 21, 5: 10}
        )
    return answers


def _travel(draw: random.Random, labels: dict[str, str]) -> dict[str, Any]:
    """Return one person's answers, by key."""
    mode = _one(draw, {"car": 57, "shared": 11, "bus": 13, "train": 4, "bike": 9, "walk": 6})
    typical = {"car": 19, "shared": 22, "bus": 16, "train": 38, "bike": 5, "walk": 1.5}[mode]
    rides = mode == "bus"
    answers: dict[str, Any] = {
        "mode": mode,
        "distance": str(round(max(0.3, draw.lognormvariate(0, 0.5) * typical), 1)),
        "pass": _one(draw, {"yes": 81, "no": 19} if rides else {"yes": 6, "no": 94}),
        "grade": _one(
            draw, {1: 8, 2: 17, 3: 34, 4: 31, 5: 10} if rides else {1: 29, 2: 33, 3: 26, 4: 10, 5: 2}
        ),
        # Compulsory.
        "wishes": _several(draw, {"more": 61, "late": 34, "weekend": 28, "demand": 26, "bikes": 13}, most=2)
        or ["more"],
        "canton": _canton(draw, labels),
        "age": _one(draw, {"30-59": 46, "60-74": 21, "18-29": 17, "75": 9, "under18": 7}),
    }
    if not rides:
        chances = {"hours": 48, "none": 37, "slow": 29, "other": 18, "shelter": 14, "price": 12}
        answers["brakes"] = _several(draw, chances, most=3)
    if rides or draw.random() < 0.3:
        ago = draw.randint(0, 3) if rides else draw.randint(10, 500)
        answers["last"] = (timezone.localdate() - datetime.timedelta(days=12 + ago)).isoformat()
    return answers


def _one(draw: random.Random, weights: Mapping[Any, float]) -> Any:
    return draw.choices(list(weights), list(weights.values()))[0]


def _several(draw: random.Random, chances: Mapping[str, float], *, most: int) -> list[str]:
    """Return some of the options, each of which has its chance in per cent."""
    chosen = [key for key, chance in chances.items() if draw.random() * 100 < chance]
    draw.shuffle(chosen)
    return chosen[:most]


def _canton(draw: random.Random, labels: dict[str, str]) -> str | None:
    return labels[_one(draw, CANTON_WEIGHTS)] if draw.random() < 0.9 else None


def _send(
    page: Page, module: ModuleType, number: int, answer: Draw, labels: dict[str, str], *, span: int
) -> list[Submission]:
    """Send so many people's answers over the days in which the page was open."""
    draw = random.Random(module.KEY)  # noqa: S311 - the same demo every time
    sendings: dict[Channel, list[Sending]] = {channel: [] for channel in CHANNELS}
    latest = timezone.now() - datetime.timedelta(minutes=3)
    for person in range(number):
        answers = answer(draw, labels)
        # Most people answer in the first days.
        after = int(span * min(draw.expovariate(3), 0.99))
        received = day(module.OPENS + after, hour=draw.randint(9, 17), minute=draw.randint(0, 59))
        channel = _one(draw, CHANNELS)
        sendings[channel].append(
            Sending(
                answers={
                    uid(module.KEY, key): _stored(module, key, value)
                    for key, value in answers.items()
                    if value
                },
                seed=f"demo:{page.translation_key}:{person}",
                language="fr",
                external_id=f"{module.KEY[0].upper()}-{person:03}" if channel == Channel.PAPER else "",
                received_at=min(received, latest),
            )
        )
    return [
        submission
        for channel, some in sendings.items()
        for submission in submit_all(page, page.form, some, channel=channel)
    ]


def _stored(module: ModuleType, key: str, value: Any) -> Any:
    """Return an answer as the form stores it: options by their ids."""
    options = next(b["value"].get("options") for b in module.FORM if b["id"] == uid(module.KEY, key))
    if not options:
        return value
    if isinstance(value, list):
        return [uid(module.KEY, key, option) for option in value]
    return uid(module.KEY, key, value)
