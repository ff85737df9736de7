"""The contributions as a Wagtail project without an engine of its own would keep and index them."""

from typing import ClassVar

from django.db import models
from wagtail.search import index


class Idea(index.Indexed, models.Model):
    """One contribution for Wagtail's own search backends; the title weighs three times, as in ours."""

    slug = models.CharField(max_length=50, unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField()
    theme = models.CharField(max_length=100)
    place = models.CharField(max_length=100)

    search_fields: ClassVar = [
        index.SearchField("title", boost=3),
        index.SearchField("text"),
        index.SearchField("theme"),
        index.SearchField("place"),
    ]
    # Indexed once, by the benchmark.
    search_auto_update = False

    def __str__(self) -> str:
        """Return the title."""
        return self.title
