"""Several options: how many, and those that stand alone."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks

from forms.fields.options import NOT_OFFERED

NOT_ALONE = _("“%(option)s” excludes the other answers: keep it alone, or keep the others without it.")


class Boxes(forms.CheckboxSelectMultiple):
    """Boxes to tick, of which some untick all others."""

    def __init__(self, exclusive: Mapping[str, str] | None = None) -> None:
        """Take the options that stand alone."""
        super().__init__()
        self.exclusive = dict(exclusive or {})

    @property
    def media(self) -> forms.Media:
        """What unticks boxes that do not go together; the server refuses them without it, too."""
        scripts: list[Any] = [Script("js/alone.js", type="module")] if self.exclusive else []
        return forms.Media(js=scripts)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Mark those that stand alone."""
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "is_alone": value in self.exclusive}


class SeveralField(forms.MultipleChoiceField):
    """Several options, each once, between a minimum and a maximum; or one that excludes all others."""

    default_error_messages = {"invalid_choice": NOT_OFFERED}

    def __init__(
        self,
        *,
        fewest: int | None,
        most: int | None,
        exclusive: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Keep the bounds, and the options that stand alone with their words."""
        super().__init__(**kwargs)
        self.fewest, self.most = fewest, most
        self.exclusive = dict(exclusive or {})

    def to_python(self, value: Any) -> list[str]:
        """Return each chosen option once, however often it was sent."""
        return list(dict.fromkeys(super().to_python(value)))

    def validate(self, value: list[str]) -> None:
        """Refuse what does not go together, too few (once anything is chosen) and too many."""
        super().validate(value)
        if alone := [words for key, words in self.exclusive.items() if key in value]:
            if len(value) > 1:
                raise ValidationError(NOT_ALONE, code="not_alone", params={"option": alone[0]})
            return
        refuse_number(len(value), self.fewest, self.most)


def refuse_number(chosen: int, fewest: int | None, most: int | None) -> None:
    """``ValidationError`` for too few options (once any is chosen) and too many."""
    if fewest and chosen and chosen < fewest:
        raise ValidationError(
            ngettext("Choose at least %(number)d option.", "Choose at least %(number)d options.", fewest)
            % {"number": fewest},
            code="too_few",
        )
    if most and chosen > most:
        raise ValidationError(
            ngettext("Choose at most %(number)d option.", "Choose at most %(number)d options.", most)
            % {"number": most},
            code="too_many",
        )


def refuse_bounds(value: blocks.StructValue, options: int) -> None:
    """``StructBlockValidationError`` for a smallest and a largest number that nobody can meet."""
    fewest, most = value.get("minimum"), value.get("maximum")
    if fewest and most and fewest > most:
        raise blocks.StructBlockValidationError(
            {"maximum": ValidationError(_("The largest number is below the smallest."))}
        )
    if fewest and fewest > options:
        raise blocks.StructBlockValidationError(
            {"minimum": ValidationError(_("There are fewer options than that."))}
        )
