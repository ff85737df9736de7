"""A form StreamField becomes a Django form with its crispy layout."""

from typing import TYPE_CHECKING, Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from forms.fields.order import ORDER, seed_of
from forms.fields.pictures import know_renditions
from forms.fields.plain import visible
from forms.fields.reading import questions_of
from forms.fields.text import EmailField
from forms.logic.asking import Asking
from forms.logic.marks import Marks

if TYPE_CHECKING:
    from django.http import QueryDict

PREFIX = "q-"
CONTACT = "contact_email"
NONCE = "nonce"
# Looks like something a robot wants to fill in; people never see it.
HONEYPOT = "website"
# What the page itself adds to the answers.
OTHER_FIELDS = frozenset({NONCE, HONEYPOT, ORDER, "csrfmiddlewaretoken"})
# Blocks that questions stand under.
HEADED = ("page", "section")
QUESTION_TEMPLATE = "forms/fields/question.html"

NO_LONGER_ASKED = _(
    "The form has changed since you opened it: this question is no longer asked. "
    "You had answered: %(answer)s. Check the form, then send it again."
)
ANSWERED_TWICE = _(
    "This question was answered several times. Only the last answer stands in the form; "
    "the others were: %(answer)s. Check it, then send the form again."
)


def field_name(question_id: str) -> str:
    """Return the name of a question's field in the page."""
    return f"{PREFIX}{question_id}"


class QuestionForm(forms.Form):
    """The form of a page: one field for each question, and, if offered, an e-mail address."""

    error_css_class = "is-invalid"
    required_css_class = "is-required"

    def __init__(
        self,
        stream: StreamValue,
        *,
        offers_contact: bool,
        publishes: bool,
        children: list[StreamValue.StreamChild] | None = None,
        known: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """Make the fields of a form stream, which may be half finished (a draft in preview).

        ``children`` are those that one screen shows, all of them unless said; ``known`` are stored
        answers by question id that were given on other screens.
        """
        super().__init__(**kwargs)
        self.stream = stream
        self.children = list(stream) if children is None else children
        self.known = known or {}
        # The questions that this form shows, and, of a valid form, those that it asks.
        self.questions = questions_of(self.children)
        self.asked: set[str] = set()
        # What gives options in random order back their order; empty where none are.
        self.order = ""
        # The page tells residents which answers others will read.
        self.published_fields = {
            field_name(child.id) for child in self.questions if publishes and child.value.get("published")
        }
        for child in self.questions:
            self.fields[field_name(child.id)] = child.block.form_field(child.value)
        if offers_contact:
            self.fields[CONTACT] = EmailField(
                label=_("Your e-mail address"),
                help_text=_(
                    "To receive the confirmation and what becomes of your submission. It is never published."
                ),
                required=False,
            )

    def shuffle(self, seed: str | None = None) -> None:
        """Show options in another order to each visitor, where the editor asks for that.

        ``seed`` is what the form was shown with before (its hidden field), so that the order stays.
        What is sent, kept and counted is the same in any order.
        """
        random = [child for child in self.questions if child.value.get("random_order")]
        if random:
            self.order = seed_of(seed)
        for child in random:
            child.block.shuffle(child.value, self.fields[field_name(child.id)], f"{self.order}:{child.id}")

    @cached_property
    def logic(self) -> Marks:
        """What the form says of its conditions where it is shown."""
        return Marks(self.stream, self.children, self.known, PREFIX)

    @cached_property
    def helper(self) -> FormHelper:
        """How crispy shows the form; most forms that come back are recorded and never shown."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        # The summary above the form says them (templates/forms/error_summary.html).
        helper.form_show_errors = False
        helper.layout = self._layout()
        return helper

    def _layout(self) -> Layout:
        """Return the questions in their sections, the address last."""
        know_renditions(image for child in self.questions for image in child.block.images(child.value))
        parts: list[Any] = []
        section = parts
        for child in self.children:
            if child.block_type in HEADED:
                section = [
                    *self._words(child),
                    _Verbatim(child.render({"section_id": f"section-{child.id}"})),
                ]
                parts.append((child, section))
            elif child.block_type == "note":
                note = _Verbatim(child.render({"note_id": f"note-{child.id}"}))
                section.append(self._marked(child, *self._words(child), note))
            elif getattr(child.block, "asks", False):
                self.fields[field_name(child.id)].shown_if = self.logic.words(child)  # type: ignore[attr-defined]
                field = Field(field_name(child.id), template=QUESTION_TEMPLATE)
                section.append(self._marked(child, field))
        layout = [
            part
            if not isinstance(part, tuple)
            else Div(*part[1], css_class="form-section", **_named(part[0]), **self.logic.attributes(part[0]))
            for part in parts
        ]
        if CONTACT in self.fields:
            layout.append(Field(CONTACT, template=QUESTION_TEMPLATE))
        return Layout(*layout)

    def _words(self, child: StreamValue.StreamChild) -> list[Any]:
        """Return on which answers a page, a section or a note depends, for those without JavaScript."""
        words = self.logic.words(child)
        return [_Verbatim(render_to_string("forms/fields/shown_if.html", {"words": words}))] if words else []

    def _marked(self, child: StreamValue.StreamChild, *parts: Any) -> Any:
        """Return what shows a block, in an element with what the script needs to know of it, if anything."""
        marks = self.logic.attributes(child)
        return Div(*parts, **marks) if marks or len(parts) > 1 else parts[0]

    def _clean_fields(self) -> None:
        """Clean question by question: what is not asked is neither required nor kept."""
        shown = {child.id for child in self.questions}
        asking = Asking()
        for child in self.stream:
            if not asking.meets(child):
                if child.id in shown:
                    self.cleaned_data[field_name(child.id)] = None
                continue
            self.asked.add(child.id)
            if child.id in shown:
                self._clean_field(field_name(child.id))
                asking.answer(child, child.block.store(self.cleaned_data.get(field_name(child.id))))
            elif child.id in self.known:
                asking.answer(child, self.known[child.id])
        if CONTACT in self.fields:
            self._clean_field(CONTACT)

    def _clean_field(self, name: str) -> None:
        try:
            field: Any = self.fields[name]
            self.cleaned_data[name] = field._clean_bound_field(self[name])
        except ValidationError as error:
            self.add_error(name, error)

    def clean(self) -> dict[str, Any]:
        """Refuse answers to what the form does not ask (any more) and second answers, and quote them.

        An editor may have removed a question while somebody answered: what they wrote is not
        dropped in silence.
        """
        cleaned = super().clean() or {}
        data = cast("QueryDict", self.data)
        fields = {part: name for name in self.fields for part in self.parts(name)}
        dropped = {field_name(child.id) for child in self.questions if child.id not in self.asked}
        for name in data:
            given = [visible(text) for text in data.getlist(name) if text.strip()]
            if not given or name in OTHER_FIELDS or fields.get(name) in dropped:
                continue
            if name not in fields:
                self.add_error(None, self._lost(NO_LONGER_ASKED, "unknown_question", given))
            elif len(given) > 1 and not self._takes_several(fields[name], name):
                self.add_error(fields[name], self._lost(ANSWERED_TWICE, "answered_twice", given[:-1]))
        return cleaned

    def parts(self, name: str) -> list[str]:
        """Return the names under which a browser sends a field: one, or one for each of its inputs."""
        widget = self.fields[name].widget
        endings = getattr(widget, "sent_names", None) or getattr(widget, "widgets_names", [""])
        return [name + ending for ending in endings]

    def _takes_several(self, name: str, sent: str) -> bool:
        """Whether a browser may send several values of a field under one of its names."""
        field = self.fields[name]
        several = getattr(field.widget, "lists", ())
        return isinstance(field, forms.MultipleChoiceField) or sent.removeprefix(name) in several

    @staticmethod
    def _lost(message: Any, code: str, given: list[str]) -> ValidationError:
        """Return the error that quotes what the form will not hold when it is shown again."""
        quoted = ", ".join(gettext("“%(text)s”") % {"text": text} for text in given)
        return ValidationError(message, code=code, params={"answer": quoted})

    def answers(self) -> dict[str, Any]:
        """Return what a valid form was given as JSON, keyed by the question's id."""
        stored = {}
        for child in self.questions:
            value = child.block.store(self.cleaned_data.get(field_name(child.id)))
            if value is not None:
                stored[child.id] = value
        return stored

    def contact_email(self) -> str:
        """Return the address given, or nothing."""
        return self.cleaned_data.get(CONTACT) or ""


def _named(child: StreamValue.StreamChild) -> dict[str, str]:
    """Return what makes a group of a page or section: its heading names it."""
    return {"role": "group", "aria_labelledby": f"section-{child.id}"} if child.value["heading"] else {}


class _Verbatim(HTML):
    """A rendered block in the layout: never parsed as a template, whatever an editor typed."""

    def render(self, form: forms.Form, context: Any, *args: Any, **kwargs: Any) -> str:
        """Return the HTML as it is."""
        return self.html
