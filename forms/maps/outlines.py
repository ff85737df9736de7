"""Outlines of territories: what every map is drawn on."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.utils.translation import get_language

from forms.models.taxonomy import Territory

SECONDS = 60


@dataclass(frozen=True)
class Outlines:
    """All outlines of the portal in one language, as the maps load them."""

    body: bytes
    # Names this content: it changes with it.
    digest: str


def outlines() -> Outlines:
    """Return the outlines with the territories' names in the reader's language: at most a minute old."""
    key = _key("body")
    found: Outlines | None = cache.get(key)
    if found is None:
        found = _read()
        cache.set(key, found, SECONDS)
        cache.set(_key("digest"), found.digest, SECONDS)
    return found


def outlines_digest() -> str:
    """Return what names the outlines' content, nothing if no territory has one."""
    digest: str | None = cache.get(_key("digest"))
    return outlines().digest if digest is None else digest


def connect() -> None:
    """Have the process in which an outline was changed show it at once; the others follow in a minute."""
    for signal in (post_save, post_delete):
        signal.connect(_forget, sender=Territory, dispatch_uid="outlines")


def _forget(**kwargs: object) -> None:
    codes = [code for code, _name in settings.LANGUAGES]
    cache.delete_many([_key(part, code) for code in codes for part in ("body", "digest")])


def _read() -> Outlines:
    """Return the outlines from the database, in one query, the territories in the order of their names.

    An outline belongs to the territory in every language, whichever row holds it.
    """
    language = get_language() or settings.LANGUAGE_CODE
    names: dict[uuid.UUID, str] = {}
    areas: dict[uuid.UUID, Any] = {}
    rows = Territory.objects.filter(locale__language_code__in={language, settings.LANGUAGE_CODE})
    for key, name, code, outline in rows.order_by("name", "pk").values_list(
        "translation_key", "name", "locale__language_code", "outline"
    ):
        if code == language or key not in names:
            names[key] = name
        if outline and (code == settings.LANGUAGE_CODE or key not in areas):
            areas[key] = outline
    features = [
        {"type": "Feature", "properties": {"name": names[key]}, "geometry": area}
        for key, area in areas.items()
    ]
    collection = {"type": "FeatureCollection", "features": features}
    body = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
    return Outlines(body, hashlib.sha256(body).hexdigest()[:16] if features else "")


def _key(part: str, language: str | None = None) -> str:
    return f"outlines:{part}:{language or get_language()}"
