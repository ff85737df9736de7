"""What every page has."""

from functools import partial
from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.fields import TranslatableField

from pages.blocks import BodyStreamBlock
from pages.blocks.reading import read_body
from pages.page_form import BasePageForm

LEAD_LENGTH = 400


class BasePage(Page):
    """A title, a lead and a body of blocks."""

    lead = models.TextField(
        _("lead"),
        max_length=LEAD_LENGTH,
        blank=True,
        help_text=_("Two sentences under the title: what it is about and what readers can do."),
    )
    body = StreamField(BodyStreamBlock(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead")]
    page_translatable_fields: ClassVar = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("lead"),
        TranslatableField("body"),
    ]
    override_translatable_fields: ClassVar = page_translatable_fields
    base_form_class = BasePageForm

    class Meta:
        """A base of page types."""

        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Read what the body's blocks need, all at once."""
        reader = read_body(request, self)
        context = super().get_context(request, *args, **kwargs)
        # Called where a template asks for them: no other page pays for the query.
        below = partial(reader.public_below, self) if self.pk else ()
        return {**context, "reader": reader, "below": below}

    def get_view_restrictions(self) -> "QuerySet[PageViewRestriction]":
        """Return what restricts the page, without a query where nothing on the portal is restricted.

        ``are_some_restricted`` is what ``portal.routes`` read along with the page.
        """
        if getattr(self, "are_some_restricted", True):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    def searchable_texts(self) -> list[str]:
        """Return what the public search reads of the page beside its title."""
        body = self.body.stream_block.get_searchable_content(self.body)
        return [self.lead, self.search_description, *body]
