"""What an author and a moderator fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.models import Objection

ANSWER_LENGTH = 2_000


class ObjectionForm(forms.ModelForm):
    """What the author says against a decision."""

    # The decision that stood on the screen: another one may have been taken since.
    decision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    class Meta:
        """Its text alone."""

        model = Objection
        fields = ("text",)
        labels = {"text": _("Why do you disagree with this decision?")}
        help_texts = {"text": _("Another moderator reads it, and nobody else.")}
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        error_messages = {"text": {"required": _("Write in a few words why you disagree.")}}


class AnswerForm(forms.Form):
    """Whether the objection is upheld, and why."""

    is_upheld = forms.TypedChoiceField(
        label=_("Outcome"),
        choices=[
            ("yes", _("Upheld: the decision is reversed")),
            ("no", _("Dismissed: the decision stands")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    text = forms.CharField(
        label=_("Text to the author"),
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Why. It is sent with the outcome, and shown to whoever has the receipt’s code."),
        error_messages={"required": _("Say why: the author is owed a reasoned answer.")},
    )
