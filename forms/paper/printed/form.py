"""How many sheets, in which language, handed in where."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.fields.plain import OneLineField
from forms.paper.printed.services import MOST_SHEETS


class PrintForm(forms.Form):
    """What is asked before sheets are printed."""

    number = forms.IntegerField(
        label=_("Number of sheets"),
        min_value=1,
        max_value=MOST_SHEETS,
        initial=20,
        help_text=_("Each gets a code of its own: a copy is noticed when it is typed in."),
    )
    language = forms.ChoiceField(label=_("Language"))
    hand_in = OneLineField(
        label=_("Where to hand it in"),
        max_length=300,
        required=False,
        help_text=_("Printed above the questions, beside the day on which the page closes."),
    )
    two_sided = forms.BooleanField(
        label=_("For both sides of the paper"),
        required=False,
        initial=True,
        help_text=_("Each sheet begins on a front side; a side may stay empty."),
    )

    prefix = "print"

    def __init__(self, pages: list[Any], *args: Any, **kwargs: Any) -> None:
        """Take the page in each of its languages."""
        super().__init__(*args, **kwargs)
        self.pages = {page.locale.language_code: page for page in pages}
        language: Any = self.fields["language"]
        language.choices = [(code, page.locale.get_display_name()) for code, page in self.pages.items()]

    @property
    def page(self) -> Any:
        """The page in the language that was chosen."""
        return self.pages[self.cleaned_data["language"]]
