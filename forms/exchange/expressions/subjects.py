"""The questions that an expression may name, as they became here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from forms.exchange.errors import NotTaken


class Answered(Enum):
    """By what kind of answer a question is compared."""

    # One of the keys, several of them.
    ONE = auto()
    SEVERAL = auto()
    # A number, a grade, a date.
    MEASURE = auto()
    WORDS = auto()
    # A box that is ticked or not.
    TICK = auto()
    # Whether it is answered is all that can be asked.
    ANY = auto()


@dataclass(frozen=True)
class Subject:
    """What one name stands for: a question, a row of one, or an option of one."""

    question: str
    answered: Answered
    # The item's id for each name of a choice in the file, in its order.
    keys: Mapping[str, str] = field(default_factory=dict)
    # The row of a matrix.
    part: str = ""
    # The option, where the file has a name for each option; ticked, it says "Y".
    option: str = ""


@dataclass
class Names:
    """All names of a file at one place in its order.

    A question that became several here (one for each answer to an earlier one) has several subjects.
    """

    # The name of the question that the expression belongs to, how it is called in a message.
    current: str = ""
    before: dict[str, tuple[Subject, ...]] = field(default_factory=dict)
    # The names of questions of which nothing was taken, and of all the file has.
    refused: set[str] = field(default_factory=set)
    everything: set[str] = field(default_factory=set)
    # Brings a name as an expression writes it to the one that is known here.
    spelled: Callable[[str], str] = str

    # The questions that are answered by choosing.
    choices: set[str] = field(default_factory=set)

    def know(self, name: str, subjects: Sequence[Subject]) -> None:
        """Let later expressions name what a name stands for."""
        self.before[name] = tuple(subjects)
        kinds = (Answered.ONE, Answered.SEVERAL)
        self.choices.update(subject.question for subject in subjects if subject.answered in kinds)

    def find(self, name: str) -> Sequence[Subject]:
        """Return what a name stands for; ``NotTaken`` says which two questions are in the way."""
        name = self.spelled(name)
        if found := self.before.get(name):
            return found
        if name == self.current:
            raise NotTaken("condition_self", name=name)
        if name in self.refused:
            raise NotTaken("condition_refused", name=self.current, other=name)
        if name in self.everything:
            raise NotTaken("condition_later", name=self.current, other=name)
        raise NotTaken("condition_unknown", other=name)
