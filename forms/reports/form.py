"""What a visitor fills in to report a contribution."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.fields.text import EmailField
from forms.models import Report
from forms.reasons.services import report_choices


class ReportForm(forms.ModelForm):
    """The reason, and if they like details and an address."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the reasons.")},
    )
    email = EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_(
            "Only if you want to know what becomes of your report. It is erased once we have told you."
        ),
    )

    class Meta:
        """The reason and the details."""

        model = Report
        fields = ("reason", "text")
        labels = {"text": _("Details")}
        help_texts = {"text": _("Which passage, and why. Moderators alone read it, never the author.")}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the reasons that the team lets visitors choose."""
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = report_choices()
