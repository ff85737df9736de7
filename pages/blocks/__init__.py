"""The blocks of a page's body."""

from pages.blocks.streams import BodyStreamBlock, ResultsStreamBlock

__all__ = ["BodyStreamBlock", "ResultsStreamBlock"]
