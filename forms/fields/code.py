"""A short name that machines know a question by."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

CODE_LENGTH = 40
CODE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


class CodeBlock(blocks.CharBlock):
    """The short name of a question in exports, imports and links; the same in every language."""

    def __init__(self, **kwargs: Any) -> None:
        """Bound its length."""
        super().__init__(
            **{
                "label": _("Short name"),
                "required": False,
                "default": "",
                "max_length": CODE_LENGTH,
                "help_text": _(
                    "For exports and links: letters, digits, “_”, “-” and “.”. Residents never see it."
                ),
                **kwargs,
            }
        )

    def clean(self, value: Any) -> Any:
        """Return the valid name."""
        cleaned = super().clean(value)
        if cleaned and not CODE.fullmatch(cleaned):
            raise ValidationError(_("Begin with a letter, then letters, digits, “_”, “-” and “.” alone."))
        return cleaned

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Give wagtail-localize nothing to translate."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        """Return what there is."""
        return value
