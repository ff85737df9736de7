"""Which places a form asks for in public."""

from typing import Any

from wagtail.blocks import StreamValue

from forms.fields.place import Place
from forms.fields.reading import questions_of


def public_places(stream: StreamValue) -> list[str]:
    """Return the ids of the places that a form publishes, in its order."""
    return [
        child.id
        for child in questions_of(stream)
        if isinstance(child.block, Place) and child.value.get("published")
    ]


def has_map(page: Any) -> bool:
    """Whether what is published on a page may lie on a map."""
    return bool(page.publishes and public_places(page.form))
