"""Pictures."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class Picture(blocks.StructBlock):
    """An image with its alternative text, unless it only decorates, and a caption."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption and credit"), max_length=250, required=False)

    class Meta:
        """How editors see it."""

        icon = "image"
        label = _("Image")
        description = _("An image; says what it shows, or that it only decorates.")
        template = "pages/blocks/picture.html"
