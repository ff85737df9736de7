"""Why a contribution is not shown: the list that the team keeps, in every language of the portal."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from portal.branding.footer import content_languages

# A decision keeps the code: see Decision.reason.
CODE_LENGTH = 40


class ModerationReason(ClusterableModel):
    """One reason. A decision keeps its code, and the words of the day on which it was taken.

    Changing a reason changes nothing that an author was told, see ``forms.reasons.services``. One that
    was used is retired rather than deleted.
    """

    code = models.SlugField(
        _("code"),
        max_length=CODE_LENGTH,
        unique=True,
        help_text=_("What decisions, exports and figures know it by. It does not change any more."),
    )
    is_active = models.BooleanField(
        _("in use"),
        default=True,
        help_text=_("Unticked, it is retired: nobody can choose it, and what was decided keeps it."),
    )
    for_reports = models.BooleanField(
        _("offered to whoever reports a contribution"),
        default=False,
        help_text=_("Visitors choose among these reasons when they report a published contribution."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Small numbers come first in the lists.")
    )

    panels: ClassVar = [
        FieldPanel("code"),
        InlinePanel("texts", label=_("Words in one language"), heading=_("Words"), min_num=1, max_num=20),
        FieldPanel("for_reports"),
        FieldPanel("sort_order"),
        FieldPanel("is_active"),
    ]

    class Meta:
        """In the order that the team gives them."""

        verbose_name = _("moderation reason")
        verbose_name_plural = _("moderation reasons")
        ordering: ClassVar = ["sort_order", "code"]

    def __str__(self) -> str:
        """Return its label in the reader's language."""
        words = self.words_in(get_language() or settings.LANGUAGE_CODE)
        return words.label if words else self.code

    def words_in(self, language: str) -> "ModerationReasonText | None":
        """Return its words in a language, else in the portal's first, else any, None if it has none."""
        by_language: dict[str, Any] = {text.language: text for text in self.texts.all()}
        return (
            by_language.get(language)
            or by_language.get(settings.LANGUAGE_CODE)
            or next(iter(by_language.values()), None)
        )


class ModerationReasonText(models.Model):
    """The words of a reason in one language."""

    reason = ParentalKey(ModerationReason, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=12, choices=content_languages)
    label = models.CharField(
        _("label"), max_length=80, help_text=_("What moderators choose and what the author reads first.")
    )
    rule = models.CharField(
        _("rule relied on"),
        max_length=250,
        help_text=_("The article of your charter, or the law. The author reads it."),
    )
    text = models.TextField(
        _("text to the author"),
        max_length=1_000,
        help_text=_("What was found in the contribution, in plain words. What the moderator writes follows."),
    )

    panels: ClassVar = [
        FieldPanel("language"),
        FieldPanel("label"),
        FieldPanel("rule"),
        FieldPanel("text"),
    ]

    class Meta:
        """One set for each language."""

        verbose_name = _("words in one language")
        verbose_name_plural = _("words in one language")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reason", "language"],
                name="reason_words_once_a_language",
                violation_error_message=_("There are already words in this language."),
            )
        ]

    def __str__(self) -> str:
        """Return the label."""
        return self.label
