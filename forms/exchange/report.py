"""What became of each question of a file, to be read in any language, now or later."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.exchange.reasons import REASONS


class Outcome(StrEnum):
    """What became of one question."""

    TAKEN = "taken"
    APPROXIMATED = "approximated"
    REFUSED = "refused"

    @property
    def label(self) -> Any:
        """What a person reads."""
        return LABELS[self]


LABELS = {
    Outcome.TAKEN: _("Taken"),
    Outcome.APPROXIMATED: _("Approximated"),
    Outcome.REFUSED: _("Refused"),
}


@dataclass
class Remark:
    """One thing to know: a reason (``forms.exchange.reasons``) with what it names."""

    reason: str
    params: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence in the reader's language."""
        return str(REASONS[self.reason]) % self.params


@dataclass
class Line:
    """One question of the file."""

    # Where it stands: a row's number, a group.
    place: str
    # Its name in the file, the words of the question and its type there.
    name: str
    label: str
    type: str
    # The types of the blocks that it became here.
    became: list[str] = field(default_factory=list)
    outcome: str = Outcome.TAKEN
    remarks: list[Remark] = field(default_factory=list)

    def approximate(self, reason: str, **params: Any) -> None:
        """Say what is not as in the file."""
        remark = Remark(reason, {name: str(value) for name, value in params.items()})
        if remark not in self.remarks:
            self.remarks.append(remark)
        if self.outcome == Outcome.TAKEN:
            self.outcome = Outcome.APPROXIMATED

    def refuse(self, reason: str, **params: Any) -> None:
        """Say why nothing of it is taken."""
        self.remarks.append(Remark(reason, {name: str(value) for name, value in params.items()}))
        self.outcome = Outcome.REFUSED

    @property
    def outcome_label(self) -> Any:
        """What a person reads."""
        return Outcome(self.outcome).label


@dataclass
class Report:
    """What became of a whole file."""

    file: str = ""
    lines: list[Line] = field(default_factory=list)
    # What concerns no question alone: languages, settings.
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, reason: str, **params: Any) -> None:
        """Say something about the file as a whole."""
        self.remarks.append(Remark(reason, {name: str(value) for name, value in params.items()}))

    def count(self, outcome: Outcome) -> int:
        """Return how many questions had this outcome."""
        return sum(line.outcome == outcome for line in self.lines)

    @property
    def totals(self) -> list[tuple[Outcome, int]]:
        """Return each outcome with its number."""
        return [(outcome, self.count(outcome)) for outcome in Outcome]

    def as_json(self) -> dict[str, Any]:
        """Return it as a log keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Report":
        """Return what ``as_json`` gave."""
        lines = [
            Line(**{**line, "remarks": [Remark(**remark) for remark in line["remarks"]]})
            for line in raw["lines"]
        ]
        return cls(raw["file"], lines, [Remark(**remark) for remark in raw["remarks"]])
