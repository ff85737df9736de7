"""What a composition is: a set of texts and blocks that an unsaved page is filled with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import override
from wagtail.fields import StreamField
from wagtail.models import Page

from pages.compositions.raw import complete


@dataclass(frozen=True)
class Composition:
    """One composition. ``fields`` returns the page's values in the active language.

    Streams are raw blocks. What only the team can know stands in square brackets, which the
    publication checklist looks for.
    """

    key: str
    # The page type that it makes, as Django names the model.
    model_name: str
    name: "str | Promise"
    description: "str | Promise"
    fields: Callable[[Page], dict[str, Any]]

    def fill(self, page: Page, parent: Page) -> None:
        """Write texts and blocks into a page that is not saved yet, in the page's own language."""
        with override(page.locale.language_code):
            values = self.fields(parent)
            for name, value in values.items():
                field = page._meta.get_field(name)
                if isinstance(field, StreamField):
                    value = complete(field.stream_block, value)
                setattr(page, name, value)
