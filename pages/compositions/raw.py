"""Raw blocks with an id each, short to write."""

import uuid
from typing import Any

from wagtail.blocks import StreamBlock, StreamValue


def block(kind: str, value: Any) -> dict[str, Any]:
    """Return a block of a stream."""
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def items(values: list[Any]) -> list[dict[str, Any]]:
    """Return the items of a list."""
    return [block("item", value) for value in values]


def question(kind: str, label: str, *, options: tuple[str, ...] = (), **value: Any) -> dict[str, Any]:
    """Return a question; ``options`` are the words to choose from."""
    if options:
        value["options"] = items(list(options))
    return block(kind, {"label": label, **value})


def accordion(parts: dict[str, str]) -> dict[str, Any]:
    """Return an accordion of headings with one paragraph each."""
    values = [{"heading": heading, "text": f"<p>{text}</p>"} for heading, text in parts.items()]
    return block("accordion", {"parts": items(values)})


def complete(stream_block: StreamBlock, raw: list[dict[str, Any]]) -> StreamValue:
    """Return the blocks with every value that was left out at its default."""
    value = stream_block.to_python(raw)
    # A child that was never looked at would keep its raw value.
    whole = [{"type": c.block_type, "id": c.id, "value": c.block.get_prep_value(c.value)} for c in value]
    return stream_block.to_python(whole)
