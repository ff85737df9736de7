"""Questions answered by choosing among pictures."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from forms.fields.options import OPTION_LENGTH, OneField, OptionsQuestion
from forms.fields.several import Boxes, SeveralField, refuse_bounds
from forms.fields.written import several_keys
from forms.logic.kinds import Kind


class PictureOption(blocks.StructBlock):
    """One picture with the words that name it."""

    image = ImageBlock(label=_("Image"))
    words = blocks.CharBlock(
        label=_("Words"),
        max_length=OPTION_LENGTH,
        required_on_save=True,
        help_text=_("Stand below the image, and for it wherever it cannot be seen."),
    )

    class Meta:
        """How editors see it."""

        icon = "image"
        label = _("Option")
        # What a folded option is called.
        label_format = "{words}"


class Pictured:
    """Options with a picture each; mixed into Django's widgets for options."""

    # What the template asks for (templates/forms/fields/question.html).
    has_pictures = True
    # Whether a drawing stands for pictures: the preview of a question that nobody made yet.
    is_sample = False
    pictures: Mapping[str, Any]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the picture, None if it was deleted."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        return {**option, "picture": self.pictures.get(value)}


class PictureRadios(Pictured, forms.RadioSelect):
    """One of them."""


class PictureBoxes(Pictured, Boxes):
    """Several of them."""


class ImageChoice(OptionsQuestion):
    """One picture out of several, or several."""

    options = blocks.ListBlock(
        PictureOption(),
        label=_("Options"),
        min_num=2,
        max_num=24,
        help_text=_("Correct the words freely; a removed option keeps the answers it was given."),
    )
    several = blocks.BooleanBlock(label=_("Several may be chosen"), required=False)
    maximum = blocks.IntegerBlock(
        label=_("At most"), required=False, min_value=1, help_text=_("Where several may be chosen.")
    )

    compared_as = Kind.SEVERAL

    class Meta:
        """How editors see it."""

        icon = "image"
        label = _("Image choice")
        description = _("One or several pictures out of a few: plans, places, colours.")
        preview_template = "forms/fields/preview.html"
        preview_value = {
            "label": _("Which square do you prefer?"),
            "options": [
                {"words": _("With trees"), "image": None},
                {"words": _("With a stage"), "image": None},
            ],
        }

    def clean(self, value: Any) -> Any:
        """Return the valid block; refuse a number that nobody can meet."""
        cleaned = super().clean(value)
        refuse_bounds(cleaned, len(cleaned["options"]))
        return cleaned

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return buttons or boxes, each with its picture."""
        widget = PictureBoxes() if value.get("several") else PictureRadios()
        widget.pictures = pictures_of(value)
        options = {"choices": list(self.offered(value).items()), "widget": widget, **self.common(value)}
        if value.get("several"):
            return SeveralField(fewest=None, most=value.get("maximum"), **options)
        return OneField(**options)

    def get_preview_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Let a drawing of ours stand for the pictures: a new site has none yet."""
        context = super().get_preview_context(value, parent_context=parent_context)
        context["field"].field.widget.is_sample = True
        return context

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the pictures that are named, one after another."""
        return several_keys(self.offered(value), text) or [text]

    def images(self, value: blocks.StructValue) -> list[Any]:
        """Return its pictures."""
        return [image for image in pictures_of(value).values() if image]


def pictures_of(value: blocks.StructValue) -> dict[str, Any]:
    """Return the image of each option by its id, None for one that was deleted."""
    options = value.get("options")
    return {item.id: item.value.get("image") for item in options.bound_blocks} if options else {}


def know_renditions(images: Iterable[Any]) -> None:
    """Read which sizes of images there are, in one query whatever their number."""
    if found := list(images):
        prefetch_related_objects(found, Prefetch("renditions", to_attr="prefetched_renditions"))
