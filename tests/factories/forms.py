"""Forms, and what residents send."""

import itertools
import uuid
from typing import Any

from wagtail.models import Page

from forms.enums import Channel
from forms.intake.services import submit
from forms.models import Submission, Territory, Theme

_seeds = itertools.count()


def question(kind: str, label: str, **value: Any) -> dict[str, Any]:
    """Return the raw block of a question; ``id`` can be given.

    Options, rows and columns get ids, unless they come as a dictionary: id -> words.
    """
    block_id = value.pop("id", str(uuid.uuid4()))
    for name in ("options", "rows", "columns"):
        if name in value:
            value[name] = _items(value[name])
    return {"type": kind, "id": block_id, "value": {"label": label, **value}}


def _items(words: dict[str, str] | list[Any]) -> list[dict[str, Any]]:
    if isinstance(words, dict):
        return [{"type": "item", "value": text, "id": key} for key, text in words.items()]
    return [
        each if isinstance(each, dict) else {"type": "item", "value": each, "id": str(uuid.uuid4())}
        for each in words
    ]


def idea_form() -> list[dict[str, Any]]:
    """Return the usual form of a call for ideas: title and text published, one private answer."""
    return [
        question("short_text", "Titre", id="title", required=True, published=True, max_length=150),
        question("long_text", "Votre idée", id="idea", published=True, max_length=2000),
        question("long_text", "Un mot pour l’équipe", id="private", max_length=500),
    ]


def send(page: Page, answers: dict[str, Any], **options: Any) -> Submission:
    """Record stored answers as the portal does; ``language`` is French unless given."""
    options.setdefault("language", "fr")
    options.setdefault("channel", Channel.WEB)
    options.setdefault("seed", f"seed-{next(_seeds)}-{uuid.uuid4()}")
    return submit(page, page.form, answers, **options).submission


def theme(name: str) -> Theme:
    """Return a theme in the first language."""
    from wagtail.models import Locale

    return Theme.objects.create(name=name, locale=Locale.get_default())


def territory(name: str) -> Territory:
    """Return a territory in the first language."""
    from wagtail.models import Locale

    return Territory.objects.create(name=name, locale=Locale.get_default())
