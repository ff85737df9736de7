"""Questions answered in one's own words."""

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question
from forms.fields.plain import PlainTextField, VisibleTextarea, VisibleTextInput

SHORT_TEXT_LIMIT = 255
LONG_TEXT_LIMIT = 20_000


class ShortText(Question):
    """One line of text. The first published one is the contribution's title."""

    max_length = blocks.IntegerBlock(
        label=_("Longest answer (characters)"),
        default=150,
        min_value=1,
        max_value=SHORT_TEXT_LIMIT,
    )

    is_free_text = True

    class Meta:
        """How editors see it."""

        icon = "title"
        label = _("Short text")
        description = _("One line. The first published one becomes the contribution’s title.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("Title of your idea"), "max_length": 100, "required": True}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a field of one line with its limit."""
        limit = value.get("max_length") or SHORT_TEXT_LIMIT
        return PlainTextField(max_length=limit, widget=VisibleTextInput(), **self.common(value))


class LongText(Question):
    """Several lines of text."""

    min_length = blocks.IntegerBlock(
        label=_("Shortest answer (characters)"), required=False, min_value=1, max_value=1_000
    )
    max_length = blocks.IntegerBlock(
        label=_("Longest answer (characters)"),
        default=2_000,
        min_value=1,
        max_value=LONG_TEXT_LIMIT,
        help_text=_("Residents see how many characters are left."),
    )

    is_free_text = True

    class Meta:
        """How editors see it."""

        icon = "pilcrow"
        label = _("Long text")
        description = _("Several lines, with a counter of the characters left.")
        preview_template = "forms/fields/preview.html"
        preview_value = {
            "label": _("Describe your idea"),
            "help_text": _("Where, for whom, and what would change?"),
            "max_length": 2_000,
        }

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a field of several lines; the page's script counts from its attribute."""
        limit = value.get("max_length") or LONG_TEXT_LIMIT
        field = PlainTextField(
            max_length=limit,
            widget=VisibleTextarea(attrs={"rows": 6, "data-counter": limit}),
            **self.common(value),
        )
        if value.get("min_length"):
            field.validators.append(MinLengthValidator(value["min_length"]))
            field.widget.attrs["minlength"] = value["min_length"]
        return field


class Email(Question):
    """An e-mail address that the team needs. Never published."""

    published = None
    is_free_text = True

    class Meta:
        """How editors see it."""

        icon = "mail"
        label = _("E-mail")
        description = _("An address for your team alone. To follow a contribution none is needed.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("Your e-mail address")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return an address field that phones fill in."""
        return forms.EmailField(
            widget=forms.EmailInput(attrs={"autocomplete": "email"}), **self.common(value)
        )
