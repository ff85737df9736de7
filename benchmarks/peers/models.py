"""A form page of ``wagtail.contrib.forms``, as Wagtail's documentation has it, and what its search reads."""

from typing import ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField
from wagtail.search import index


class PeerFormField(AbstractFormField):
    """A field of the form."""

    page = ParentalKey("PeerForm", on_delete=models.CASCADE, related_name="form_fields")


class PeerForm(AbstractForm):
    """A page with a form."""

    template = "peers/form.html"
    landing_page_template = "peers/landing.html"


class Contribution(index.Indexed, models.Model):
    """A contribution for Wagtail's search; the title weighs three times, as in ours."""

    title = models.CharField(max_length=255)
    text = models.TextField()
    theme = models.CharField(max_length=100)
    place = models.CharField(max_length=100)

    search_fields: ClassVar = [
        index.SearchField("title", boost=3),
        index.SearchField("text"),
        index.SearchField("theme"),
        index.SearchField("place"),
    ]
    # Indexed as a whole, by the benchmarks.
    search_auto_update = False

    def __str__(self) -> str:
        """Return the title."""
        return self.title
