"""What a moderator fills in to mask words."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.assist.screen import Warned
from forms.assist.texts import Written
from forms.moderation.decision_form import NO_REASON, ReasonForm
from forms.redaction.masking import Part, find_words


class MaskForm(ReasonForm):
    """Warnings to accept, other words to mask, and the reason that the author reads."""

    places = forms.MultipleChoiceField(
        label=_("What was pointed out"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("What you chose is no longer pointed out: choose again.")},
    )
    words = forms.CharField(
        label=_("Other words to mask"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One word or expression a line, as it stands in the text. It is masked wherever it stands."
        ),
    )
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    field_order = ("places", "words", "reason", "message")

    def __init__(
        self, *args: Any, written: Sequence[Written], warnings: Sequence[Warned], **kwargs: Any
    ) -> None:
        """Offer what was found in the answers."""
        super().__init__(*args, **kwargs)
        self.written = written
        self.fields["places"].choices = [(each.place, each) for each in warnings]  # type: ignore[attr-defined]
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = NO_REASON
        self.fields["message"].help_text = _("Optional. Sent with the decision.")

    def clean_words(self) -> list[str]:
        """Return the expressions; ``ValidationError`` names those that stand nowhere."""
        lines = [line.strip() for line in self.cleaned_data["words"].splitlines()]
        expressions = [line for line in lines if line]
        missing = [e for e in expressions if not any(find_words(each.text, e) for each in self.written)]
        if missing:
            raise forms.ValidationError(
                _("Not in the text: %(words)s."), params={"words": ", ".join(f"“{e}”" for e in missing)}
            )
        return expressions

    def clean(self) -> dict[str, Any]:
        """Ask for something to mask."""
        cleaned = super().clean() or {}
        if "words" in cleaned and "places" in cleaned and not (cleaned["words"] or cleaned["places"]):
            raise forms.ValidationError(_("Choose the words to mask."))
        return cleaned

    def parts(self) -> dict[str, list[Part]]:
        """Return what a valid form masks, by question."""
        parts: dict[str, list[Part]] = {each.question_id: [] for each in self.written}
        for place in self.cleaned_data["places"]:
            question_id, start, end = place.rsplit(":", 2)
            parts[question_id].append((int(start), int(end)))
        for each in self.written:
            for expression in self.cleaned_data["words"]:
                parts[each.question_id] += find_words(each.text, expression)
        return parts
