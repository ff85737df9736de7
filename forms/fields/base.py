"""What every question type is: a block, a form field, and how its answer is kept and read."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from forms.fields.code import CodeBlock
from forms.fields.drawing import Counted, Drawing
from forms.fields.printed import Printed, of_field
from forms.logic.block import ConditionsBlock
from forms.logic.conditions import Compared
from forms.logic.kinds import Kind
from forms.maps.points import Point

# Longest label shown in a list or used as a column's heading.
LABEL_LENGTH = 500


class Searched(Enum):
    """What the public search makes of a published answer."""

    # Words that results are cut from.
    EXCERPTED = "excerpted"
    # Found by its words, which say little alone: an option, a name.
    FOUND = "found"
    # A figure, a yes: nobody looks for it.
    NEVER = "never"


@dataclass(frozen=True)
class Answer:
    """One question with what was answered, ready to be read by a person."""

    question_id: str
    kind: str
    label: str
    # One line for each thing answered; empty when nothing was.
    lines: tuple[str, ...]
    published: bool
    # Where it lies on a map, if it says so.
    point: Point | None = None
    # Keys of the files that were sent (forms.files).
    files: tuple[str, ...] = ()
    searched: Searched = Searched.FOUND

    @property
    def is_given(self) -> bool:
        """Whether the resident answered."""
        return bool(self.lines)

    @property
    def text(self) -> str:
        """The lines in one text."""
        return "\n".join(self.lines)


class Question(blocks.StructBlock):
    """A question that residents answer.

    A subclass is one question type. It says in five methods how the form shows it
    (``form_field``), what is stored as JSON (``store``), how that is read (``show``), whether it
    is text that residents wrote (``is_free_text``) and which buckets it counts in (``buckets``).
    """

    label = blocks.CharBlock(
        label=_("Question"),
        max_length=LABEL_LENGTH,
        required_on_save=True,
        help_text=_("What residents read."),
    )
    help_text = blocks.CharBlock(
        label=_("Help"),
        max_length=LABEL_LENGTH,
        required=False,
        # A page made by code may leave it out; wagtail-localize needs a text.
        default="",
        help_text=_("Shown under the question: an example, what is expected."),
    )
    required = blocks.BooleanBlock(
        label=_("Compulsory"),
        required=False,
        help_text=_("Ask only for what you really need: each compulsory question loses answers."),
    )
    published = blocks.BooleanBlock(
        label=_("Published with the contribution"),
        required=False,
        help_text=_("Otherwise only your team reads the answer."),
    )
    code = CodeBlock()
    show_if = ConditionsBlock()

    # Whether answers may hold what a person wrote freely (erased at the end of the retention).
    is_free_text: ClassVar[bool] = False
    # Whether results can be counted and drawn.
    is_countable: ClassVar[bool] = False
    # Whether ``bucket_labels`` names all that can be counted: nobody knows the numbers or words beforehand.
    has_open_buckets: ClassVar[bool] = False
    searched: ClassVar[Searched] = Searched.FOUND
    # How conditions compare its answers; None leaves it to what the type does (forms.logic.subjects).
    compared_as: ClassVar[Kind | None] = None
    # With which kind of input an editor writes the value of a condition.
    condition_input: ClassVar[str] = "text"
    # Whether it asks for something at all (a section does not).
    asks: ClassVar[bool] = True
    # Whether residents see it (a hidden field is filled from the link).
    is_seen: ClassVar[bool] = True

    class Meta:
        """Where editors find it."""

        group = _("Questions")
        form_classname = "question-block struct-block"

    def get_form_layout(self) -> BlockGroup:
        """Show the conditions below all else, and what few editors need behind a button."""
        names = [name for name in self.child_blocks if name not in ("show_if", "code")]
        conditions = [name for name in ("show_if",) if name in self.child_blocks]
        return BlockGroup([*names, *conditions], [name for name in ("code",) if name in self.child_blocks])

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return the Django field that asks this question; ``value`` may be half filled in."""
        raise NotImplementedError

    def get_preview_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the question as residents see it, for its preview in the admin."""
        form = forms.Form()
        form.fields["preview"] = self.form_field(value)
        context = super().get_preview_context(value, parent_context=parent_context)
        return {**context, "field": form["preview"]}

    def common(self, value: blocks.StructValue) -> dict[str, Any]:
        """Return the arguments that every Django field takes."""
        return {
            "label": value.get("label") or _("Untitled question"),
            "help_text": value.get("help_text") or "",
            "required": bool(value.get("required")),
            "error_messages": {"required": _("Answer this question: it is compulsory.")},
        }

    def printed(self, value: blocks.StructValue) -> Printed | None:
        """Return how it looks on paper, in the active language; None for what nobody sees."""
        return of_field(self.form_field(value))

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the form data that an answer written in a file or on paper stands for.

        The form validates it as if a resident had sent it. ``ValidationError`` if the text stands
        for no answer that the form could even be asked about.
        """
        return [text]

    def store(self, cleaned: Any) -> Any:
        """Return what a valid form gave as JSON, or None when nothing was answered."""
        return cleaned if cleaned not in (None, "", []) else None

    def initial(self, stored: Any) -> Any:
        """Return a stored answer as the form takes it back."""
        return stored

    # What a person wrote in their own words: what moderators may mask, and what is erased in time.

    def holds_text(self, value: blocks.StructValue) -> bool:
        """Whether answers to the question, as its editor made it, may hold own words."""
        return self.is_free_text

    def written(self, stored: Any) -> str:
        """Return the own words of a stored answer."""
        return stored if self.is_free_text and isinstance(stored, str) else ""

    def without_text(self, stored: Any) -> Any:
        """Return a stored answer as it still counts once its own words are erased; None for nothing."""
        return None if self.is_free_text else stored

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return a stored answer as lines to read; nothing for no answer or a foreign value."""
        return (str(stored),) if stored not in (None, "", []) else ()

    def images(self, value: blocks.StructValue) -> list[Any]:
        """Return the images that the question shows, so that a form reads what it needs of all at once."""
        return []

    def point(self, stored: Any) -> Point | None:
        """Return where on a map a stored answer lies, None for most questions."""
        return None

    def files(self, stored: Any) -> tuple[str, ...]:
        """Return the keys of the files of a stored answer, none for most questions."""
        return ()

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Return the keys under which this answer is counted."""
        return []

    def bucket_labels(self, value: blocks.StructValue) -> dict[str, str]:
        """Return all the keys that can be counted, in order, with what a person reads."""
        return {}

    def amounts(self, value: blocks.StructValue, stored: Any) -> Mapping[str, Decimal | int]:
        """Return what this answer adds to the totals of its question, by key."""
        return {}

    def fewer(self, counts: Counter[str]) -> Counter[str]:
        """Return counts under fewer buckets, once there are too many to keep (forms.statistics)."""
        return counts

    def drawn(self, value: blocks.StructValue, counted: Counted) -> Drawing | None:
        """Return what results show, None for a line for each of ``bucket_labels``."""
        return None

    # What conditions on later questions compare (forms.logic).

    def keys(self, value: blocks.StructValue, stored: Any) -> set[str]:
        """Return what “is” and “is one of” compare: the keys of what was chosen, if it was chosen."""
        return set(self.buckets(value, stored))

    def measure(self, value: blocks.StructValue, stored: Any) -> Decimal | None:
        """Return what “greater” and “less” compare, None for what has no measure."""
        return None

    def measure_of(self, value: blocks.StructValue, text: str) -> Decimal | None:
        """Return the measure that an editor wrote in a condition, None for what is none."""
        return None

    def parts(self, value: blocks.StructValue) -> dict[str, str]:
        """Return the id and the words of each part that is answered by itself, such as a row of a matrix."""
        return {}

    def part(self, value: blocks.StructValue, stored: Any, part: str) -> Any:
        """Return the answer to one part of the question, such as a row of a matrix."""
        return None

    def compared(self, value: blocks.StructValue, stored: Any, part: str = "") -> Compared:
        """Return a stored answer, or one part of it, as conditions compare it."""
        if part:
            found = self.part(value, stored, part)
            kept = found if isinstance(found, list) else [found] if found else []
            return Compared(keys=frozenset(kept))
        keys = frozenset(self.keys(value, stored))
        # The words of an option are the editor's: that a person wrote them says nothing.
        is_listed = bool(keys) and self.compared_as in (None, Kind.ONE, Kind.SEVERAL, Kind.GRADE)
        text = "" if is_listed else "\n".join(self.show(value, stored))
        return Compared(keys=keys, measure=self.measure(value, stored), text=text)
