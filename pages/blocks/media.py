"""Pictures, films and files."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks.choosers import DescribedImage
from pages.blocks.steps import Document

GROUP = _("Images and files")


class Picture(blocks.StructBlock):
    """An image with its alternative text, unless it only decorates, and a caption."""

    image = DescribedImage(
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
        group = GROUP
        description = _("An image with its description for those who cannot see it, and a caption.")
        template = "pages/blocks/picture.html"
        # A drawing of ours: a new site has no image yet.
        preview_template = "pages/blocks/picture_preview.html"
        preview_value = {"caption": _("The square in front of the town hall")}


class GalleryPicture(blocks.StructBlock):
    """One image of a gallery."""

    image = DescribedImage(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=160, required=False, default="")

    class Meta:
        """How editors see it."""

        icon = "image"
        label = _("Image")


class Gallery(blocks.StructBlock):
    """Several images side by side, each with its caption."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    pictures = blocks.ListBlock(GalleryPicture(), label=_("Images"), min_num=2, max_num=12)

    class Meta:
        """How editors see it."""

        icon = "image"
        label = _("Gallery")
        group = GROUP
        description = _("Two to twelve images side by side, each with its caption; nothing moves by itself.")
        template = "pages/blocks/gallery.html"
        # Drawings of ours: a new site has no image yet.
        preview_template = "pages/blocks/gallery_preview.html"
        preview_value = {"heading": _("The square, today and tomorrow")}


class Video(blocks.StructBlock):
    """A film on another site: a card that leads there, so that nothing is loaded before a click."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    url = blocks.URLBlock(label=_("Address of the video"))
    poster = DescribedImage(
        label=_("Image"), required=False, help_text=_("An image of your own, shown above the title.")
    )
    duration = blocks.CharBlock(
        label=_("Duration"),
        max_length=40,
        required=False,
        default="",
        help_text=_("In words: “3 minutes”."),
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=["bold", "italic", "ol", "ul"],
        required=False,
        default="",
        help_text=_("What is said and shown, for those who cannot hear or see the video."),
    )

    class Meta:
        """How editors see it."""

        icon = "media"
        label = _("Video")
        group = GROUP
        description = _("A card that leads to a video on another site; nothing is loaded from there.")
        template = "pages/blocks/video.html"
        preview_value = {
            "title": _("The project explained"),
            "url": "https://example.org/",
            "duration": _("3 minutes"),
        }


class Documents(blocks.StructBlock):
    """Files to read."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    documents = blocks.ListBlock(Document(), label=_("Documents"), min_num=1)

    class Meta:
        """How editors see it."""

        icon = "doc-full"
        label = _("Documents")
        group = GROUP
        description = _("Files that readers can download, each with its format.")
        template = "pages/blocks/documents.html"

    def get_preview_value(self) -> Any:
        """Return two names without their files: a new site has none yet."""
        titles = [gettext("The plan of the square"), gettext("The report of the workshops")]
        documents = [{"document": None, "title": title} for title in titles]
        return self.normalize({"heading": gettext("To read"), "documents": documents})
