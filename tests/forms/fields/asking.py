"""One question by itself: asked, answered, kept, read and counted."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from wagtail.blocks import StreamValue

from forms.builder import QuestionForm
from forms.fields import FormStreamBlock
from forms.fields.drawing import Counted, Drawing
from forms.fields.reading import read_answers
from forms.statistics import Tally
from tests.factories.forms import question

ID = "q1"
FIELD = f"q-{ID}"


@dataclass
class Asked:
    """A form of one question."""

    stream: StreamValue

    @property
    def block(self) -> Any:
        """Its question type."""
        return self.stream[0].block

    @property
    def value(self) -> Any:
        """How the editor filled in the block."""
        return self.stream[0].value

    @property
    def option_ids(self) -> list[str]:
        """The ids of its options."""
        return [item.id for item in self.value["options"].bound_blocks]

    def form(self, *sent: str) -> QuestionForm:
        """The form with what a browser sent."""
        data = QueryDict(mutable=True)
        data.setlist(FIELD, list(sent))
        return QuestionForm(self.stream, offers_contact=False, publishes=True, data=data)

    def form_of(self, **parts: str | list[str]) -> QuestionForm:
        """The form with what a browser sent under the names of the parts of its question."""
        data = QueryDict(mutable=True)
        for part, given in parts.items():
            data.setlist(f"{FIELD}_{part}" if part else FIELD, given if isinstance(given, list) else [given])
        return QuestionForm(self.stream, offers_contact=False, publishes=True, data=data)

    def stores_of(self, **parts: str | list[str]) -> Any:
        """What is kept of a valid answer in parts, None for none."""
        form = self.form_of(**parts)
        assert form.is_valid(), form.errors
        return form.answers().get(ID)

    def refuses_of(self, **parts: str | list[str]) -> str:
        """Why an answer in parts is refused, in words."""
        form = self.form_of(**parts)
        assert not form.is_valid()
        return " ".join(form.errors[FIELD])

    def reads(self, text: str) -> Any:
        """What is kept of an answer that stands in a file."""
        return self.stores(*self.block.from_text(self.value, text))

    def draws(self, *answers: Any) -> Drawing:
        """What results show of kept answers."""
        tally = Tally()
        for stored in answers:
            tally.add(self.stream[0], stored)
        counted = Counted(tally.answered[ID], tally.counts.get(ID, {}), tally.totals.get(ID, {}))
        drawing = self.block.drawn(self.value, counted)
        assert drawing is not None
        return drawing

    def stores(self, *sent: str) -> Any:
        """What is kept of a valid answer, None for none."""
        form = self.form(*sent)
        assert form.is_valid(), form.errors
        return form.answers().get(ID)

    def refuses(self, *sent: str) -> str:
        """Why an answer is refused, in words."""
        form = self.form(*sent)
        assert not form.is_valid()
        return " ".join(form.errors[FIELD])

    def shows(self, stored: Any) -> tuple[str, ...]:
        """A kept answer as people read it."""
        (answer,) = read_answers(self.stream, {ID: stored})
        return answer.lines

    def counts(self, stored: Any) -> list[str]:
        """The words of what a kept answer counts for."""
        labels = self.block.bucket_labels(self.value)
        return [str(labels.get(bucket, bucket)) for bucket in self.block.buckets(self.value, stored)]


def ask(kind: str, label: str = "Question ?", **value: Any) -> Asked:
    """Return a form that asks one question."""
    return Asked(FormStreamBlock().to_python([question(kind, label, id=ID, **value)]))


def clean(kind: str, **value: Any) -> Any:
    """Validate a block as publishing a page does."""
    asked = ask(kind, **value)
    return asked.block.clean(asked.value)
