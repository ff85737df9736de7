"""A form as the editor’s inputs hold it, read as far as it can be: numbers are texts until it is saved."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from forms.logic.block import ConditionsBlock

READ_AS_THEY_ARE = (blocks.CharBlock, blocks.ListBlock, ConditionsBlock)


def readable(stream: blocks.StreamValue) -> blocks.StreamValue:
    """Return the same blocks, each value as it would be saved; what could not be is its block's default.

    Texts, lists and conditions that are not valid (yet) stay as they are: they can be read all the same.
    """
    read = [(child.block_type, _readable(child.block, child.value), child.id) for child in stream]
    value = blocks.StreamValue(stream.stream_block, read)
    value.deleted = getattr(stream, "deleted", {})
    return value


def _readable(block: blocks.StructBlock, value: blocks.StructValue) -> Any:
    return block.normalize({name: _one(child, value.get(name)) for name, child in block.child_blocks.items()})


def _one(block: blocks.Block, value: Any) -> Any:
    try:
        return block.clean(value)
    except ValidationError:
        return value if isinstance(block, READ_AS_THEY_ARE) else block.get_default()
