"""Pictures."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class Picture(blocks.StructBlock):
    """An image with its alternative text, unless it only decorates, and a caption."""

    image = ImageBlock(
        label=_("Image"),
        help_text=_(
            "Describe what the image shows to somebody who cannot see it, or say that it only decorates."
        ),
    )
    caption = blocks.CharBlock(
        label=_("Caption and credit"),
        max_length=250,
        required=False,
        default="",
        help_text=_("Shown below the image: place, author, licence."),
    )

    class Meta:
        """How editors see it."""

        icon = "image"
        label = _("Image")
        description = _("An image with its description for those who cannot see it, and a caption.")
        template = "pages/blocks/picture.html"
        # A drawing of ours: a new site has no image yet.
        preview_template = "pages/blocks/picture_preview.html"
        preview_value = {"caption": _("The square in front of the town hall")}
