"""The pages that the law asks for, as the foot of every page lists them."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page


class Conformity(models.TextChoices):
    """What the statement says, in the words that decree 2019-768 (article 5) has the site show."""

    NONE = "none", _("not compliant")
    PARTIAL = "partial", _("partially compliant")
    FULL = "full", _("fully compliant")


@dataclass(frozen=True)
class LegalPage:
    """A page that the law asks for, as the footer lists it."""

    title: str
    url: str


class LegalPages(models.Model):
    """Which pages of a site they are; part of its identity."""

    legal_notice = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("legal notice"),
    )
    privacy_policy = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("privacy policy"),
    )
    accessibility_statement = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("accessibility statement"),
    )
    conformity = models.CharField(
        _("accessibility"),
        max_length=12,
        choices=Conformity,
        blank=True,
        help_text=_("What the statement concludes. The foot of every page says it, as the law asks."),
    )

    class Meta:
        abstract = True

    @property
    def legal_pages(self) -> list[LegalPage]:
        """The chosen legal pages that are live, in the active language where translated."""
        chosen = [
            page
            for page in (self.legal_notice, self.privacy_policy, self.accessibility_statement)
            if page is not None and page.live
        ]
        if not chosen:
            return []
        translated = {
            page.translation_key: page
            for page in Page.objects.live().filter(
                locale__language_code=get_language(),
                translation_key__in=[page.translation_key for page in chosen],
            )
        }
        pages = [translated.get(page.translation_key, page) for page in chosen]
        return [LegalPage(self._legal_title(page), page.url) for page in pages if page.url]

    def _legal_title(self, page: Page) -> str:
        """Return the title of a legal page; of the accessibility statement what the law has it say."""
        statement = self.accessibility_statement
        if not self.conformity or statement is None or page.translation_key != statement.translation_key:
            return page.title
        return gettext("Accessibility: %(conformity)s") % {"conformity": self.get_conformity_display()}


LEGAL_PANEL = MultiFieldPanel(
    [
        FieldPanel("legal_notice"),
        FieldPanel("privacy_policy"),
        FieldPanel("accessibility_statement"),
        FieldPanel("conformity"),
    ],
    heading=_("Legal pages"),
    help_text=_("Choose the page in the first language: its translations follow by themselves."),
)
