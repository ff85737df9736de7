"""What a site says of itself, in each of its languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import RichTextField

from portal.branding.footer import content_languages
from portal.branding.models.identity import SiteIdentity
from portal.branding.texts import RICH_FIELDS

NOTICE_FEATURES = ["bold", "link", "ul"]


class SiteIdentityText(models.Model):
    """The texts of a site in one language."""

    identity = ParentalKey(SiteIdentity, on_delete=models.CASCADE, related_name="text_rows")
    language = models.CharField(_("language"), max_length=12, choices=content_languages)
    name = models.CharField(
        _("name of the portal"),
        max_length=80,
        blank=True,
        help_text=_("Stands in the header of every page, for example “I take part in Ville-Neuve”."),
    )
    tagline = models.CharField(
        _("tagline"), max_length=120, blank=True, help_text=_("A few words under the name.")
    )
    introduction = models.TextField(
        _("text of the footer"),
        max_length=400,
        blank=True,
        help_text=_("Two sentences that say what the portal is for."),
    )
    notice_controller = RichTextField(
        _("who is responsible for the data"), blank=True, features=NOTICE_FEATURES
    )
    notice_purpose = RichTextField(
        _("what the data are for"),
        blank=True,
        features=NOTICE_FEATURES,
        help_text=_("The default; each page with a form can say more precisely."),
    )
    notice_legal_basis = RichTextField(_("legal basis"), blank=True, features=NOTICE_FEATURES)
    notice_recipients = RichTextField(_("who receives the data"), blank=True, features=NOTICE_FEATURES)
    notice_rights = RichTextField(_("rights of the person"), blank=True, features=NOTICE_FEATURES)
    notice_officer = RichTextField(
        _("how to reach the data protection officer"), blank=True, features=NOTICE_FEATURES
    )

    panels = [
        FieldPanel("language"),
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("introduction"),
        HelpPanel(
            content=_(
                "The information notice stands under every form. What is left empty says what the "
                "portal says by default: the public interest as legal basis, the rights the GDPR gives."
            ),
            heading=_("Information notice"),
        ),
        *[FieldPanel(name) for name in RICH_FIELDS],
    ]

    class Meta:
        verbose_name = _("texts in one language")
        verbose_name_plural = _("texts in one language")
        constraints = [
            models.UniqueConstraint(
                fields=["identity", "language"],
                name="one_text_row_per_language",
                violation_error_message=_("There are already texts in this language."),
            )
        ]

    def __str__(self) -> str:
        """Return the language."""
        return self.get_language_display()
