"""A room's document as Elasticsearch takes it."""

from typing import Any

from django.utils import timezone

from portal.search.analysis import STEMMED
from portal.search.registry import Document, Source
from portal.search.vocabulary import words_of

# Longer texts are cut: forms limit what residents send far below this.
LONGEST_TEXT = 100_000


def key_of(source: Source, pk: int) -> str:
    """Return the id of a row's document."""
    return f"{source.name}-{pk}"


def body_of(source: Source, row: Any) -> dict[str, Any]:
    """Return the fields of a row's document, those without a value left out."""
    document = source.document(row)
    return {
        "key": key_of(source, row.pk),
        "source": source.name,
        "pk": row.pk,
        "stamp": source.stamp(row),
        **_text_fields(document),
        **words_of(document.title, document.text[:LONGEST_TEXT], document.names),
        **_keywords(document),
    }


def _text_fields(document: Document) -> dict[str, str]:
    """Return the texts, twice: unstemmed, and for the stems of their own language."""
    fields = {"title": document.title, "text": document.text[:LONGEST_TEXT], "names": document.names}
    language = document.language.split("-")[0]
    if language in STEMMED:
        fields |= {f"{name}_{language}": value for name, value in fields.items()}
    return {name: value for name, value in fields.items() if value}


def _keywords(document: Document) -> dict[str, Any]:
    """Return what documents are filtered, counted and sorted by."""
    date = document.date
    values = {
        "language": document.language,
        "date": date.isoformat() if date else None,
        # The year in the authority's own time zone: a contribution of New Year's Eve stays there.
        "year": str(timezone.localtime(date).year) if date else None,
        "kind": document.kind,
        "process": document.process,
        "theme": document.theme,
        "territory": document.territory,
        "external_id": document.external_id,
        "page_id": str(document.page_id) if document.page_id else None,
        "state": document.state,
        "channel": document.channel,
    }
    return {name: value for name, value in values.items() if value}
