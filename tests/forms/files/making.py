"""Files as residents have them."""

import io
import zipfile
from typing import Any

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Locale

from pages.models import Questionnaire
from tests.factories import pages
from tests.factories.forms import question

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
ORIENTATION, GPS, MAKE, SOUTH = 0x0112, 0x8825, 0x010F, "S"


def photograph(extension: str = "jpg", size: tuple[int, int] = (60, 40)) -> bytes:
    """Return a photograph that lies on its side and says where and with what it was taken."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((20, 20, 200), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = "SECRET-CAMERA"
    exif.get_ifd(GPS)[1] = SOUTH
    written = io.BytesIO()
    if extension == "heic":
        pillow_heif.from_pillow(image).save(written, exif=exif.tobytes())
    else:
        image.save(written, {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[extension], exif=exif)
    return written.getvalue()


def package(*names: str, mimetype: str = "") -> bytes:
    """Return an office document with these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "<x/>")
    return written.getvalue()


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    """Return a file as it comes in with a form; the type that the browser claims means nothing."""
    return SimpleUploadedFile(name, content, "image/svg+xml")


def asking_for_files(**value: Any) -> Questionnaire:
    """Return a published questionnaire, in English, that asks for a title and for files."""
    published = value.get("published", False)
    options = {"kinds": ["image", "pdf", "office", "text"], "most_files": 3, "most_mb": 10, **value}
    page = pages.questionnaire(
        publication="moderated" if published else "none",
        form=[
            question("short_text", "Titre", id="title", required=True, published=published),
            question("files", "Photos du lieu", id="files", **options),
        ],
    )
    return in_english(page)


def in_english(page: Any) -> Any:
    """Return a page's published English copy, with the same form."""
    locale = Locale.objects.get(language_code="en")
    home = pages.site()
    if not home.has_translation(locale):
        home.copy_for_translation(locale).save_revision().publish()
    copy = page.copy_for_translation(locale)
    copy.save_revision().publish()
    copy.refresh_from_db()
    return copy
