"""Site settings that editors fill in: who runs the portal and what its notices say."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.forms import TextInput
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from portal.branding import readability
from portal.branding.colours import BLACK, HEX
from portal.branding.footer import FooterStreamBlock, content_languages
from portal.branding.palettes import Palette
from portal.branding.stylesheet import Choice, digest_of, render
from portal.branding.texts import RICH_FIELDS, TEXT_FIELDS, SiteTexts, resolve_texts
from portal.branding.typefaces import Typeface

NOTICE_FEATURES = ["bold", "link", "ul"]
COLOUR_FIELDS = ("main_colour", "main_colour_dark", "band_colour", "highlight_colour")


class Conformity(models.TextChoices):
    """What the statement says, in the words that decree 2019-768 (article 5) has the site show."""

    NONE = "none", _("not compliant")
    PARTIAL = "partial", _("partially compliant")
    FULL = "full", _("fully compliant")


class ColourField(models.CharField):
    """A colour as ``#rrggbb``, or nothing."""

    default_validators = [
        RegexValidator(rf"^{HEX.pattern}\Z", _("Write # and six digits or letters from a to f: #0b5a68."))
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what a CharField takes; length and emptiness are settled."""
        super().__init__(*args, **{**kwargs, "max_length": 7, "blank": True})

    def to_python(self, value: Any) -> Any:
        """Take capitals and blanks around it as well."""
        return value.strip().lower() if isinstance(value, str) else value


@dataclass(frozen=True)
class LegalPage:
    """A page that the law asks for, as the footer lists it."""

    title: str
    url: str


@register_setting(icon="site", order=10)
class SiteIdentity(ClusterableModel, BaseSiteSetting):
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
    palette = models.CharField(_("colours"), max_length=12, choices=Palette.choices, default=Palette.LAGOON)
    main_colour = ColourField(
        _("main colour"), help_text=_("Links and buttons on light screens. Empty: that of the set above.")
    )
    main_colour_dark = ColourField(
        _("main colour on dark screens"), help_text=_("Empty: a lighter shade of the main colour.")
    )
    band_colour = ColourField(
        _("colour of the band"),
        help_text=_(
            "Behind the title of the home page and at the foot. Empty: a darker shade of the main colour."
        ),
    )
    highlight_colour = ColourField(
        _("highlight"), help_text=_("The main button on the band, and the ring around what has the focus.")
    )
    typeface = models.CharField(_("type"), max_length=12, choices=Typeface, default=Typeface.FIGTREE)
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
        MultiFieldPanel(
            [
                FieldPanel("palette"),
                *[
                    FieldPanel(
                        name, widget=TextInput(attrs={"placeholder": "#0b5a68", "spellcheck": "false"})
                    )
                    for name in COLOUR_FIELDS
                ],
                FieldPanel("typeface"),
            ],
            heading=_("Colours and type"),
            help_text=_(
                "A set, or colours of your own. Each is checked when you save: text keeps a contrast of "
                "4.5 to 1 on light and on dark screens."
            ),
        ),
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
        MultiFieldPanel(
            [
                FieldPanel("legal_notice"),
                FieldPanel("privacy_policy"),
                FieldPanel("accessibility_statement"),
                FieldPanel("conformity"),
            ],
            heading=_("Legal pages"),
            help_text=_("Choose the page in the first language: its translations follow by themselves."),
        ),
        FieldPanel("footer"),
    ]

    class Meta:
        verbose_name = _("identity and notices")

    def __str__(self) -> str:
        """Return the authority's name."""
        return self.organisation or str(_("Identity and notices"))

    def clean(self) -> None:
        """Refuse colours in which a page could not be read."""
        super().clean()
        if not all(HEX.fullmatch(getattr(self, name) or BLACK) for name in COLOUR_FIELDS):
            # Not colours at all, which the fields themselves say.
            return
        errors: dict[str, list[str]] = {}
        for fault in readability.faults(self.choice):
            errors.setdefault(fault.field, []).append(fault.message)
        if errors:
            raise ValidationError(errors)

    @property
    def choice(self) -> Choice:
        """What was chosen of colours and type."""
        return Choice(
            palette=self.palette,
            main=self.main_colour,
            main_dark=self.main_colour_dark,
            band=self.band_colour,
            highlight=self.highlight_colour,
            typeface=self.typeface,
        )

    @property
    def stylesheet_digest(self) -> str:
        """What names the site's own style sheet; empty where it needs none."""
        return "" if self.choice.is_plain else digest_of(render(self.choice))

    @property
    def loads_figtree(self) -> bool:
        """Whether pages are set in the type that the portal serves."""
        return self.typeface == Typeface.FIGTREE

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
