"""Who runs a site of the portal."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Site

from portal.branding.footer import FooterStreamBlock
from portal.branding.models.colours import COLOUR_PANEL, ColoursAndType
from portal.branding.models.legal import LEGAL_PANEL, LegalPages
from portal.branding.texts import TEXT_FIELDS, SiteTexts, resolve_texts
from portal.remembered import remember, site_of


@register_setting(icon="site", order=10)
class SiteIdentity(ColoursAndType, LegalPages, ClusterableModel, BaseSiteSetting):
    """What a site of the portal says of its authority, in every header, footer and notice.

    Facts that are the same in every language are fields here; texts are rows of
    ``SiteIdentityText``, one per language, read through ``texts``.
    """

    organisation = models.CharField(
        _("authority"),
        max_length=120,
        blank=True,
        help_text=_("Its official name: it stands in the footer and answers for personal data."),
    )
    logo = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Shown beside the name of the portal, on a light ground."),
    )
    social_image = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("image for social networks"),
        help_text=_(
            "1200 by 630 pixels. Empty: the portal draws one with the title of the page that is shared."
        ),
    )
    website = models.URLField(_("website of the authority"), blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_phone = models.CharField(
        _("contact telephone"),
        max_length=30,
        blank=True,
        validators=[RegexValidator(r"^\+?[0-9 ().-]+$", _("Write digits, spaces and + only."))],
    )
    contact_address = models.TextField(_("postal address"), blank=True, max_length=300)
    officer_email = models.EmailField(
        _("e-mail of the data protection officer"),
        blank=True,
        help_text=_("Completes the information notice of every form."),
    )
    footer = StreamField(
        FooterStreamBlock(),
        verbose_name=_("columns of the footer"),
        blank=True,
        help_text=_("Beside those that the portal makes: contact, follow-up, legal pages."),
    )

    select_related = ["logo", "social_image", "legal_notice", "privacy_policy", "accessibility_statement"]

    panels = [
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("logo"), FieldPanel("social_image")],
            heading=_("Identity"),
        ),
        COLOUR_PANEL,
        InlinePanel(
            "text_rows",
            heading=_("Texts, one set for each language"),
            label=_("Texts in one language"),
            max_num=20,
        ),
        MultiFieldPanel(
            [
                FieldPanel("website"),
                FieldPanel("contact_email"),
                FieldPanel("contact_phone"),
                FieldPanel("contact_address"),
                FieldPanel("officer_email"),
            ],
            heading=_("Contact"),
        ),
        LEGAL_PANEL,
        FieldPanel("footer"),
    ]

    class Meta:
        verbose_name = _("identity and notices")

    @classmethod
    def for_request(cls, request: HttpRequest) -> "SiteIdentity":
        """Return the settings of the site that a request is for, its texts read along."""
        known = cls.get_cache_attr_name()
        if not hasattr(request, known):
            site = site_of(request)
            found = remember(f"identity:{site.pk if site else ''}", lambda: cls._read(site))
            found._request = request
            setattr(request, known, found)
        identity: SiteIdentity = getattr(request, known)
        return identity

    @classmethod
    def _read(cls, site: Site | None) -> "SiteIdentity":
        identity: SiteIdentity = cls.for_site(site)
        # Read now, they are kept with the rest.
        len(identity._text_values)
        return identity

    def __str__(self) -> str:
        """Return the authority's name."""
        return self.organisation or str(_("Identity and notices"))

    @cached_property
    def _text_values(self) -> list[dict[str, Any]]:
        """The rows of texts, read once a request whatever the languages asked for."""
        return [
            {name: getattr(row, name) for name in ("language", *TEXT_FIELDS)} for row in self.text_rows.all()
        ]

    @property
    def texts(self) -> SiteTexts:
        """The texts in the active language; what was not written there falls back."""
        return resolve_texts(
            self._text_values,
            organisation=self.organisation,
            contact=self.officer_email or self.contact_email,
        )

    @property
    def has_contact(self) -> bool:
        """Whether there is anything to write or to call."""
        return bool(self.contact_address or self.contact_phone or self.contact_email)
