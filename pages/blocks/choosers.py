"""Choosers whose values can be read together, whatever the number of blocks that hold one.

Wagtail reads what the blocks of one type chose in one query, so a page with twelve types of blocks
takes twelve. While ``preloaded`` is active these choosers take what they need from it instead. In
migrations they stand under Wagtail's own names.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

# Rows by model and key.
Rows = dict[type[models.Model], dict[int, models.Model]]
_rows: ContextVar[Rows | None] = ContextVar("rows", default=None)


@contextmanager
def preloaded(rows: Rows) -> Iterator[None]:
    """Let the choosers take from these rows; what is not among them does not exist."""
    token = _rows.set(rows)
    try:
        yield
    finally:
        _rows.reset(token)


class PreloadedChooser(blocks.ChooserBlock):
    """A chooser that looks at what is preloaded before it asks the database."""

    # What migrations call it.
    path = ""

    def bulk_to_python(self, values: Any) -> list[Any]:
        """Return the rows of the keys, each a copy of its own, as Wagtail does."""
        rows = _rows.get()
        if rows is None or self.model_class not in rows:
            return super().bulk_to_python(values)
        known = rows[self.model_class]
        return [copy.copy(known.get(key)) for key in values]

    def deconstruct(self) -> tuple[str, tuple, dict]:
        """Return Wagtail's own block: the database keeps the same."""
        _path, args, kwargs = super().deconstruct()
        return self.path, args, kwargs


class PageChooser(PreloadedChooser, blocks.PageChooserBlock):
    """A page."""

    path = "wagtail.blocks.PageChooserBlock"


class DocumentChooser(PreloadedChooser, DocumentChooserBlock):
    """A file."""

    path = "wagtail.documents.blocks.DocumentChooserBlock"


class ImageChooser(PreloadedChooser, ImageChooserBlock):
    """An image without its description."""

    path = "wagtail.images.blocks.ImageChooserBlock"


class DescribedImage(ImageBlock):
    """An image with its description, unless it only decorates."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        """Choose the image with a chooser of ours."""
        super().__init__(required=required, **kwargs)
        chooser = ImageChooser(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


def chosen_in(block: blocks.Block, raw: Any, found: dict[type[models.Model], set[int]]) -> None:
    """Add the keys of all that the raw value of a block chose to ``found``, by model."""
    if isinstance(block, PreloadedChooser):
        if isinstance(raw, int):
            found.setdefault(block.model_class, set()).add(raw)
    elif isinstance(block, blocks.StreamBlock):
        for item in raw or []:
            if item["type"] in block.child_blocks:
                chosen_in(block.child_blocks[item["type"]], item["value"], found)
    elif isinstance(block, DescribedImage) and isinstance(raw, int):
        chosen_in(block.child_blocks["image"], raw, found)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            chosen_in(child, (raw or {}).get(name), found)
    elif isinstance(block, blocks.ListBlock):
        for item in raw or []:
            chosen_in(block.child_block, _plain(item), found)


def _plain(item: Any) -> Any:
    """Return the value of a list's item; lists of old held their values alone."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
