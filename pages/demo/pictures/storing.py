"""Keeping the pictures as an editor's uploads would be."""

from io import BytesIO

from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.images.models import Image

from pages.demo.pictures import scenes

TITLES = {
    "valley": "La vallée de la Sauvelle",
    "station": "L’ancienne gare de Vaubrun",
    "village": "Vernouze et son église",
    "bus": "Un car de la ligne 4",
    "library": "La médiathèque de Montérac",
    "river": "Le pont de Rives-de-Sauvelle",
}


def make_pictures() -> dict[str, Image]:
    """Draw and store the pictures, and return them by name."""
    return {name: _stored(name, title) for name, title in TITLES.items()}


def _stored(name: str, title: str) -> Image:
    buffer = BytesIO()
    getattr(scenes, name)().reduced().save(buffer, "PNG")
    buffer.seek(0)
    return get_image_model().objects.create(
        title=title, description=title, file=ImageFile(buffer, name=f"{name}.png")
    )
