"""Questions answered with a commune, found by its postcode."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.communes.gazetteer import CODE, POSTCODE, Commune, gazetteer
from forms.fields.base import Question
from forms.fields.drawing import Bar, Counted, Drawing, Group, percent
from forms.fields.plain import OneLineField, VisibleTextInput
from forms.fields.printed import Printed, lines
from forms.logic.kinds import Kind

# More communes than this are a list to unfold rather than buttons.
MOST_BUTTONS = 8
# A postcode before or after a name or a code: “55140 Vaucouleurs”, “Vaucouleurs (55140)”, “55140 55533”.
BEFORE = re.compile(r"([0-9]{5})(?![0-9])\s*[,;:–-]?\s*(.*)")
AFTER = re.compile(r"(.+?)\s*[,;:–-]?\s*\(?(?<![0-9])([0-9]{5})\)?")
LONGEST = 100


class CommuneWidget(forms.MultiWidget):
    """A postcode, and the commune that is chosen where several have it."""

    # What shows the question (templates/forms/fields/question.html).
    question_template = "forms/fields/commune.html"

    def __init__(self) -> None:
        """Name the parts: the postcode has the question's own name."""
        postcode = VisibleTextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"})
        super().__init__({"": postcode, "commune": forms.TextInput()})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the communes to choose from, if there is a choice, and the one that is chosen."""
        parts = value if isinstance(value, list) else self.decompress(value)
        context = super().get_context(name, parts, attrs)
        postcode, code = (str(part or "").strip() for part in parts)
        found = gazetteer().at(postcode) if POSTCODE.fullmatch(postcode) else ()
        context["widget"] |= {
            "communes": found if len(found) > 1 else (),
            "only": found[0] if len(found) == 1 else None,
            "chosen": code,
            "most_buttons": MOST_BUTTONS,
        }
        return context

    def decompress(self, value: Any) -> list[str]:
        """Return the parts of no answer; an answer comes in its parts (``CommuneQuestion.initial``)."""
        return ["", ""]


class CommuneField(forms.MultiValueField):
    """A postcode and one of its communes: chosen, the only one, or written beside the postcode."""

    widget = CommuneWidget
    default_error_messages = {
        "invalid": _("Write the five digits of the postcode, like 35000."),
        "unknown": _(
            "No commune has the postcode %(postcode)s. One that says “cedex” belongs to a company or an "
            "office: write the one of the commune."
        ),
        "ambiguous": _("Several communes have the postcode %(postcode)s: choose yours below."),
    }

    def __init__(self, **kwargs: Any) -> None:
        """Ask for the postcode; the commune may follow from it."""
        fields = (
            OneLineField(max_length=LONGEST, required=False),
            OneLineField(max_length=LONGEST, required=False),
        )
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str] | None:
        """Return ``code`` and ``postcode``. ``ValidationError`` says what is missing to find the commune."""
        text, chosen = data_list or ("", "")
        if not text:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        postcode, written = postcode_and_rest(text)
        if not postcode:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        found = gazetteer().at(postcode)
        params = {"postcode": postcode}
        if not found:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params=params)
        commune = self._meant(postcode, chosen, written) or (found[0] if len(found) == 1 else None)
        if commune is None:
            raise ValidationError(self.error_messages["ambiguous"], code="ambiguous", params=params)
        return {"code": commune.code, "postcode": postcode}

    @staticmethod
    def _meant(postcode: str, *texts: str) -> Commune | None:
        found = (gazetteer().find(postcode, text) for text in texts if text)
        return next((commune for commune in found if commune), None)


def postcode_and_rest(text: str) -> tuple[str, str]:
    """Return the postcode in a text and what stands beside it; no postcode if there is none."""
    compact = re.sub(r"\s", "", text)
    if POSTCODE.fullmatch(compact):
        return compact, ""
    if match := BEFORE.fullmatch(text):
        return match[1], match[2]
    if match := AFTER.fullmatch(text):
        return match[2], match[1]
    return "", ""


class CommuneQuestion(Question):
    """The commune where somebody lives, works or means: its postcode is enough in most places."""

    is_countable: ClassVar[bool] = True
    has_open_buckets: ClassVar[bool] = True
    compared_as = Kind.TEXT

    class Meta:
        """How editors see it."""

        icon = "home"
        label = _("Postcode and commune")
        description = _("People write a postcode and choose their commune where several have it. Counted.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("Where do you live?"), "help_text": _("The postcode of your commune.")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return the postcode and the choice."""
        return CommuneField(**self.common(value))

    def printed(self, value: blocks.StructValue) -> Printed:
        """Return two lines: what is typed from them may be the one after the other."""
        return lines(2, instruction=str(_("The postcode, then the name of the commune.")))

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return what was written, or the postcode and the code that a code alone stands for."""
        commune = gazetteer().by_code.get(text.strip()) if CODE.fullmatch(text.strip()) else None
        if commune and not gazetteer().at(text.strip()) and len(commune.postcodes) == 1:
            return [f"{commune.postcodes[0]} {commune.code}"]
        return [text]

    def initial(self, stored: Any) -> list[str]:
        """Return the parts as the widget takes them."""
        return [self._part(stored, "postcode"), self._part(stored, "code")]

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the name and the postcode; the code of a commune that has gone since stays readable."""
        code, postcode = self._part(stored, "code"), self._part(stored, "postcode")
        if not code:
            return ()
        commune = gazetteer().by_code.get(code)
        return (f"{commune.name if commune else code} ({postcode})",)

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count the commune."""
        code = self._part(stored, "code")
        return [code] if code else []

    def keys(self, value: blocks.StructValue, stored: Any) -> set[str]:
        """Return the code, the postcode and, for an arrondissement, the code of its commune."""
        code = self._part(stored, "code")
        commune = gazetteer().by_code.get(code)
        known = (code, self._part(stored, "postcode"), commune.parent if commune else "")
        return {key for key in known if key}

    def bucket_labels(self, value: blocks.StructValue) -> dict[str, str]:
        """Return all communes."""
        return {code: commune.name for code, commune in gazetteer().by_code.items()}

    def drawn(self, value: blocks.StructValue, counted: Counted) -> Drawing:
        """Return the communes that somebody answered alone, the most frequent first."""
        known = gazetteer().by_code
        named = [(known[code].name if code in known else code, n) for code, n in counted.counts.items()]
        named.sort(key=lambda item: (-item[1], item[0]))
        return Drawing([Group([Bar(name, n, percent(n, counted.answered)) for name, n in named])])

    @staticmethod
    def _part(stored: Any, name: str) -> str:
        part = stored.get(name) if isinstance(stored, dict) else ""
        return part if isinstance(part, str) else ""
