"""What editors call the blocks of a form."""

from typing import Any

from forms.fields import FormStreamBlock


def kind_label(kind: str) -> Any:
    """Return the name of a type of block, in the reader's language."""
    block = FormStreamBlock.base_blocks.get(kind)
    return block.label if block else kind
