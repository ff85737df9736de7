"""A participation process: what is decided, in which steps, with whom."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelsearch import index
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from forms.models import Territory, Theme
from forms.page import Opening, opening_between
from forms.taxonomy import label_key, label_names
from pages.blocks.steps import DocumentsStreamBlock, StepsStreamBlock
from pages.milestones import milestones_of
from pages.models.base import BasePage


class Kind(models.TextChoices):
    """Where and how a process is held."""

    HERE = "here", _("On this portal")
    MEETING = "meeting", _("Public meeting")
    INQUIRY = "inquiry", _("Public inquiry")
    ELSEWHERE = "elsewhere", _("On another site")


class Process(BasePage):
    """Steps with dates, what they are about, and who answers for it; the pages below are steps too."""

    kind = models.CharField(
        _("held"),
        max_length=20,
        choices=Kind,
        default=Kind.HERE,
        help_text=_("A process that is held elsewhere is listed here and leads there."),
    )
    link = models.URLField(
        _("address elsewhere"),
        max_length=500,
        blank=True,
        help_text=_("Where the process is held, or its official file."),
    )
    opens_at = models.DateTimeField(
        _("opens"),
        null=True,
        blank=True,
        help_text=_("Empty: as soon as the page is published."),
    )
    closes_at = models.DateTimeField(
        _("closes"),
        null=True,
        blank=True,
        help_text=_("The end of the last step in which one can take part."),
    )
    steps = StreamField(StepsStreamBlock(), verbose_name=_("steps"), blank=True)
    documents = StreamField(DocumentsStreamBlock(), verbose_name=_("documents"), blank=True)
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("territory"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the whole area."),
    )
    service = models.CharField(
        _("owning service"), max_length=160, blank=True, help_text=_("Who answers for the process.")
    )
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)

    template = "pages/process.html"
    page_description = _("A whole process: its steps with their dates, its documents, who answers for it.")
    parent_page_types: ClassVar = ["pages.HomePage", "pages.ProcessIndex"]
    subpage_types: ClassVar = [
        "pages.Consultation",
        "pages.Questionnaire",
        "pages.CallForIdeas",
        "pages.Results",
        "pages.Event",
        "pages.News",
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("service")]
    override_translatable_fields: ClassVar = [
        *BasePage.page_translatable_fields,
        TranslatableField("steps"),
        TranslatableField("documents"),
        TranslatableField("service"),
        SynchronizedField("kind", overridable=False),
        SynchronizedField("link"),
        SynchronizedField("opens_at", overridable=False),
        SynchronizedField("closes_at", overridable=False),
        SynchronizedField("territory", overridable=False),
        SynchronizedField("theme_links", overridable=False),
        SynchronizedField("contact_email"),
        SynchronizedField("contact_phone"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(BasePage.content_panels, heading=_("Content")),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("kind"),
                            FieldPanel("link"),
                            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                        ],
                        heading=_("Where and when"),
                    ),
                    FieldPanel("steps"),
                    FieldPanel("documents"),
                ],
                heading=_("Steps and documents"),
            ),
            ObjectList(
                [
                    InlinePanel("theme_links", heading=_("Themes"), label=_("theme")),
                    FieldPanel("territory"),
                    MultiFieldPanel(
                        [
                            FieldPanel("service"),
                            FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
                        ],
                        heading=_("Contact"),
                    ),
                ],
                heading=_("Classification and contact"),
            ),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )

    class Meta:
        """Words of the interface."""

        verbose_name = _("process")
        verbose_name_plural = _("processes")

    def clean(self) -> None:
        """Refuse dates the wrong way round, and a process on another site without its address."""
        super().clean()
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValidationError({"closes_at": _("The page would close before it opens.")})
        if self.kind == Kind.ELSEWHERE and not self.link:
            raise ValidationError({"link": _("Say where the process is held.")})

    @property
    def opening(self) -> Opening:
        """Whether the process is upcoming, open or closed at this moment."""
        return opening_between(self.opens_at, self.closes_at)

    @property
    def theme_names(self) -> list[str]:
        """The names of its themes in the reader's language."""
        names = label_names(Theme)
        keys = (str(link.theme.translation_key) for link in self.theme_links.select_related("theme"))
        # Two rows of one theme, each of its language, are one theme.
        return [names[key] for key in dict.fromkeys(keys) if key in names]

    @property
    def territory_name(self) -> str:
        """The name of its territory in the reader's language; empty for the whole area."""
        if self.territory_id is None:
            return ""
        return label_names(Territory).get(label_key(Territory, self.territory_id), "")

    def searchable_texts(self) -> list[str]:
        """Return what the search reads beside lead and body."""
        steps = self.steps.stream_block.get_searchable_content(self.steps)
        return [*super().searchable_texts(), *steps, self.service]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the steps, written ones and pages below, in the order of their dates."""
        context = super().get_context(request, *args, **kwargs)
        context["milestones"] = milestones_of(self)
        return context


class ProcessTheme(Orderable):
    """One theme of a process; the theme's row in whichever language, since they share a key."""

    process = ParentalKey(Process, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.CASCADE, related_name="+")

    panels: ClassVar = [FieldPanel("theme")]

    class Meta(Orderable.Meta):
        """Once each."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "theme"], name="process_theme_once")
        ]

    def __str__(self) -> str:
        """Return the theme's name."""
        return str(self.theme)
