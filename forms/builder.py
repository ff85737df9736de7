"""A form StreamField becomes a Django form with its crispy layout."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from forms.fields.reading import questions_of

PREFIX = "q-"
CONTACT = "contact_email"
NONCE = "nonce"
# Looks like something a robot wants to fill in; people never see it.
HONEYPOT = "website"
QUESTION_TEMPLATE = "forms/fields/question.html"


def field_name(question_id: str) -> str:
    """Return the name of a question's field in the page."""
    return f"{PREFIX}{question_id}"


class QuestionForm(forms.Form):
    """The form of a page: one field for each question, and, if offered, an e-mail address."""

    error_css_class = "is-invalid"
    required_css_class = "is-required"

    def __init__(self, stream: StreamValue, *, offers_contact: bool, **kwargs: Any) -> None:
        """Make the fields of a form stream, which may be half finished (a draft in preview)."""
        super().__init__(**kwargs)
        self.stream = stream
        # The page tells residents which answers others will read.
        self.published_fields = {
            field_name(child.id) for child in questions_of(stream) if child.value.get("published")
        }
        for child in questions_of(stream):
            self.fields[field_name(child.id)] = child.block.form_field(child.value)
        if offers_contact:
            self.fields[CONTACT] = forms.EmailField(
                label=_("Your e-mail address"),
                help_text=_(
                    "To receive the confirmation and what becomes of your submission. It is never published."
                ),
                required=False,
                widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self._layout()

    def _layout(self) -> Layout:
        """Return the questions in their sections, the address last."""
        parts: list[Any] = []
        section = parts
        for child in self.stream:
            if child.block_type == "section":
                section = [_Verbatim(child.render({"section_id": f"section-{child.id}"}))]
                parts.append((child.id, section))
            elif getattr(child.block, "asks", False):
                section.append(Field(field_name(child.id), template=QUESTION_TEMPLATE))
        layout = [
            part
            if not isinstance(part, tuple)
            else Div(
                *part[1],
                css_class="form-section",
                role="group",
                aria_labelledby=f"section-{part[0]}",
            )
            for part in parts
        ]
        if CONTACT in self.fields:
            layout.append(Field(CONTACT, template=QUESTION_TEMPLATE))
        return Layout(*layout)

    def clean(self) -> dict[str, Any]:
        """Refuse answers to questions that the form does not ask (any more), and quote them.

        An editor may have removed a question while somebody answered: what they wrote is not
        dropped in silence.
        """
        cleaned = super().clean() or {}
        known = set(self.fields)
        for name in self.data:
            if name.startswith(PREFIX) and name not in known:
                lost = " / ".join(v for v in self.data.getlist(name) if v.strip())
                if lost:
                    self.add_error(
                        None,
                        ValidationError(
                            _(
                                "The form has changed since you opened it: this question is no "
                                "longer asked. You had answered: %(answer)s. Check the form, then "
                                "send it again."
                            ),
                            code="unknown_question",
                            params={"answer": f"“{lost}”"},
                        ),
                    )
        return cleaned

    def answers(self) -> dict[str, Any]:
        """Return what a valid form was given as JSON, keyed by the question's id."""
        stored = {}
        for child in questions_of(self.stream):
            value = child.block.store(self.cleaned_data.get(field_name(child.id)))
            if value is not None:
                stored[child.id] = value
        return stored

    def contact_email(self) -> str:
        """Return the address given, or nothing."""
        return self.cleaned_data.get(CONTACT) or ""


class _Verbatim(HTML):
    """A rendered block in the layout: never parsed as a template, whatever an editor typed."""

    def render(self, form: forms.Form, context: Any, *args: Any, **kwargs: Any) -> str:
        """Return the HTML as it is."""
        return self.html
