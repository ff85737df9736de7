"""What editors are asked: how many codes, for whom, from which file, with which letter."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.fields.plain import OneLineField
from forms.invitations.files import read_codes
from forms.invitations.letters import files_of
from forms.invitations.services import MOST_CODES
from forms.limits.questions import divisible
from forms.models import InvitationBatch, Quota

NAME_LENGTH = 120
LETTER_LENGTH = 3_000
MOST_PLACES = 1_000_000


class GenerateForm(forms.Form):
    """New codes."""

    prefix = "generate"
    name = OneLineField(
        label=_("Group"),
        max_length=NAME_LENGTH,
        help_text=_("Who receives them: a street, a club, a class. Only your team reads it."),
    )
    number = forms.IntegerField(label=_("Number of codes"), min_value=1, max_value=MOST_CODES, initial=100)


class BringInForm(forms.Form):
    """Codes of another tool."""

    prefix = "import"
    name = OneLineField(label=_("Group"), max_length=NAME_LENGTH)
    file = forms.FileField(
        label=_("CSV or Excel file"),
        help_text=_(
            "Its column “code” or “token”, else its first one. Names and addresses in it are not kept. Codes "
            "are kept so that nobody can read them: print the letters with the tool that made them."
        ),
    )

    def clean_file(self) -> list[str]:
        """Return the codes."""
        return read_codes(self.cleaned_data["file"])


class LetterForm(forms.Form):
    """What stands in the letters of a batch."""

    text = forms.CharField(
        label=_("Text of the letter"),
        max_length=LETTER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One paragraph a line. The code, its QR code and the address of the page follow."),
    )
    part = forms.TypedChoiceField(label=_("Letters"), coerce=int)

    def __init__(self, batch: InvitationBatch, *args: Any, **kwargs: Any) -> None:
        """Offer the parts of a large batch."""
        super().__init__(*args, **kwargs)
        part: Any = self.fields["part"]
        part.choices = [(place, f"{first}–{last}") for place, (first, last) in enumerate(files_of(batch))]


class PlacesForm(forms.Form):
    """How many places each option of a page's questions has."""

    prefix = "places"

    def __init__(self, page: Any, *args: Any, **kwargs: Any) -> None:
        """Make a field for each option; what there is already stands in it."""
        super().__init__(*args, **kwargs)
        self.page = page
        self.quotas = {
            (row.question_id, row.option): row
            for row in Quota.objects.filter(page_key=page.translation_key).exclude(question_id="")
        }
        self.groups: list[tuple[str, list[tuple[Any, int]]]] = []
        self._keys: dict[str, tuple[str, str]] = {}
        for number, child in enumerate(divisible(page.form)):
            names = []
            for place, (option, label) in enumerate(child.block.bucket_labels(child.value).items()):
                name = f"{number}-{place}"
                quota = self.quotas.get((child.id, option))
                self.fields[name] = forms.IntegerField(
                    label=label,
                    min_value=0,
                    max_value=MOST_PLACES,
                    required=False,
                    initial=quota.places if quota else None,
                )
                self._keys[name] = (child.id, option)
                names.append((name, quota.taken if quota else 0))
            label = str(child.value.get("label") or child.block.label)
            self.groups.append((label, names))

    @property
    def rows(self) -> list[tuple[str, list[tuple[Any, int]]]]:
        """Each question with its fields and how many places are taken."""
        return [(label, [(self[name], taken) for name, taken in names]) for label, names in self.groups]

    def wanted(self) -> dict[tuple[str, str], int | None]:
        """Return the places of each option, None for no limit."""
        return {key: self.cleaned_data.get(name) for name, key in self._keys.items()}

    def clean(self) -> dict[str, Any]:
        """Refuse what no field stands for."""
        cleaned = super().clean() or {}
        if not self._keys:
            raise ValidationError(_("The form has no question with options."))
        return cleaned
