"""Blocks as an editor would leave them: complete, each with an id that never changes."""

import uuid
from typing import Any

from wagtail.blocks import StreamBlock, StreamValue

NAMESPACE = uuid.UUID("5b0f5c1e-7a53-4d6e-9d0b-2f6a54b6c1de")


def uid(*names: str) -> str:
    """Return the id that belongs to these names."""
    return str(uuid.uuid5(NAMESPACE, "/".join(names)))


def question(page: str, key: str, kind: str, label: str, **value: Any) -> dict[str, Any]:
    """Return the raw block of a question; ``options`` maps a key to words."""
    options = value.pop("options", None)
    if options is not None:
        value["options"] = items(page, key, options)
    plain = {"label": label, "help_text": "", "required": False, "published": False}
    return {"type": kind, "id": uid(page, key), "value": {**plain, **value}}


def section(page: str, key: str, heading: str, intro: str = "") -> dict[str, Any]:
    """Return the raw block of a section."""
    return {"type": "section", "id": uid(page, key), "value": {"heading": heading, "intro": intro}}


def block(page: str, key: str, kind: str, value: Any) -> dict[str, Any]:
    """Return a raw block of a body."""
    return {"type": kind, "id": uid(page, key), "value": value}


def items(page: str, key: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the raw items of a list, each with an id of its own."""
    return [{"type": "item", "id": uid(page, key, name), "value": value} for name, value in values.items()]


def accordion(page: str, key: str, parts: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """Return an accordion of headings with their texts."""
    values = {name: {"heading": heading, "text": text} for name, (heading, text) in parts.items()}
    return block(page, key, "accordion", {"parts": items(page, key, values)})


def complete(stream_block: StreamBlock, raw: list[dict[str, Any]]) -> StreamValue:
    """Return the blocks with every value that was left out: translation needs them whole."""
    value = stream_block.to_python(raw)
    # A child that was never looked at would keep its raw value.
    whole = [{"type": c.block_type, "id": c.id, "value": c.block.get_prep_value(c.value)} for c in value]
    return stream_block.to_python(whole)
