"""Images made anew from their pixels: where they were taken, with what and by whom is left behind."""

import io
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from forms.files.kinds import KINDS, FileKind

# A photograph of a good telephone; more would take the server's memory.
MOST_PIXELS = 50_000_000
# The longest side that is kept: enough to print a page.
LONGEST_SIDE = 4_096
QUALITY = 88
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}

pillow_heif.register_heif_opener()


class NotAnImage(Exception):
    """It cannot be read as the image that it claims to be."""


class TooManyPixels(Exception):
    """It is larger than ``MOST_PIXELS``."""


def remade(file: BinaryIO, kind: FileKind) -> tuple[bytes, FileKind]:
    """Return an image of the same look without metadata, turned upright, and of what kind it is.

    HEIC becomes JPEG, which every browser shows. Of several images (an animation) the first stays.
    ``NotAnImage`` or ``TooManyPixels`` for what cannot be taken.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=[FORMATS[kind.extension]]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise TooManyPixels
            # A JPEG is decoded at half or a quarter of its size where that is all that stays.
            image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _encoded(_in_common_colours(upright), kind)
    # Image libraries raise many things at what strangers send.
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, Image.DecompressionBombError) as error:
        raise NotAnImage from error


def _in_common_colours(image: Image.Image) -> Image.Image:
    """Return the image in sRGB, so that it looks the same without its colour profile."""
    profile = image.info.get("icc_profile")
    mode = "RGBA" if image.has_transparency_data else "L" if image.mode in ("1", "L") else "RGB"
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            common = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, own, common, outputMode=mode)
            if converted is not None:
                return converted
        except ImageCms.PyCMSError:
            # A broken profile: the colours are taken as they are.
            pass
    return image.convert(mode)


def _encoded(image: Image.Image, kind: FileKind) -> tuple[bytes, FileKind]:
    kind = KINDS["jpg"] if kind.extension == "heic" else kind
    if kind.extension == "jpg":
        image = image.convert("L" if image.mode == "L" else "RGB")
    # A new image knows nothing but its pixels.
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    written = io.BytesIO()
    options = {} if kind.extension == "png" else {"quality": QUALITY}
    clean.save(written, FORMATS[kind.extension], **options)
    return written.getvalue(), kind
