"""What a moderator fills in to decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.enums import Action, FollowUp
from forms.models import Note, Outcome
from forms.moderation.states import REASONED_ACTIONS
from forms.reasons.services import reason_choices

MESSAGE_LENGTH = 2_000
NO_REASON = _("Choose a reason: its author will read it.")
NO_MESSAGE = _("Write what should be changed: its author will read it.")


class ReasonForm(forms.Form):
    """The reason and the words to the author, for decisions that owe them."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        required=False,
        help_text=_("The author reads it, with the facts and the rule that your team wrote for it."),
    )
    message = forms.CharField(
        label=_("Text to the author"),
        required=False,
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Sent with the decision, and shown to whoever has the receipt’s code. A request for a change "
            "needs it; otherwise it is optional."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the reasons in use, read once for this form."""
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose…")), *reason_choices()]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]

    def require_reason_for(self, action: Action) -> None:
        """Refuse a refusal or a hiding that says no reason."""
        if action in REASONED_ACTIONS and not self.cleaned_data.get("reason"):
            self.add_error("reason", NO_REASON)


class DecisionForm(ReasonForm):
    """One decision on one submission, with the revision that the moderator saw."""

    action = forms.ChoiceField(choices=Action.choices)
    revision = forms.IntegerField(min_value=1)

    def clean(self) -> dict[str, Any]:
        """Check that there is a reason, or a message, where the author is owed one."""
        cleaned = super().clean() or {}
        if action := cleaned.get("action"):
            self.require_reason_for(Action(action))
            if action == Action.REQUEST_CHANGE and "message" in cleaned and not cleaned["message"]:
                self.add_error("message", NO_MESSAGE)
        return cleaned


class OutcomeForm(forms.ModelForm):
    """What became of a published contribution, for everybody to read."""

    # Revision of the answer that stood on the screen, 0 for none.
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    class Meta:
        """Where it stands, and why."""

        model = Outcome
        fields = ("state", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "maxlength": 3_000})}
        help_texts = {
            "text": _("Everybody reads it under the contribution. Its author is told by e-mail."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what is asked where nothing is chosen yet."""
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("Choose…")), *FollowUp.choices]  # type: ignore[attr-defined]


class NoteForm(forms.ModelForm):
    """A private note."""

    class Meta:
        """Its text alone."""

        model = Note
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 3, "maxlength": 5_000})}
        help_texts = {"text": _("Read by moderators only, never by the author.")}
