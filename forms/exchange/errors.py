"""Why a file, or a part of it, is not taken."""

from typing import Any


class FileRefused(Exception):
    """Nothing of the file can be taken; the text says why, in the reader's language."""


class NotTaken(Exception):
    """A part of a question has no counterpart here: ``reason`` is one of ``forms.exchange.reasons``."""

    def __init__(self, reason: str, **params: Any) -> None:
        """Keep the reason and what it names."""
        super().__init__(reason)
        self.reason = reason
        self.params = params
