"""Which column of a file gives what."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from forms.fields.reading import questions_of
from forms.imports.errors import ImportRefused
from forms.imports.table import column_key

EXTERNAL_ID = "external_id"
RECEIVED = "received"
LANGUAGE = "language"
# What a submission has besides its answers.
FACTS = (EXTERNAL_ID, RECEIVED, LANGUAGE)
# Short names for the question that gives a contribution its title, and so on: kind of question.
SHORT_NAMES = {"title": "short_text", "text": "long_text", "theme": "theme", "territory": "territory"}
# Column names that need no mapping, folded.
USUAL_NAMES = {
    EXTERNAL_ID: {"external id", "id", "identifiant", "numero", "reference"},
    RECEIVED: {"received", "received at", "date", "recu le", "date de reception", "date de depot"},
    LANGUAGE: {"language", "langue"},
    "title": {"title", "titre"},
    "text": {"text", "texte", "description"},
    "theme": {"theme", "thematique"},
    "territory": {"territory", "territoire", "district", "canton", "commune", "quartier"},
}


@dataclass
class Columns:
    """The number of the column for each fact and for each question; the names of those left."""

    facts: dict[str, int] = field(default_factory=dict)
    questions: dict[str, int] = field(default_factory=dict)
    # The number of the column for each part of a question: a line of a matrix, an option of a budget.
    parts: dict[str, dict[str, int]] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)

    def answers(self, question_id: str) -> bool:
        """Whether any column answers a question."""
        return question_id in self.questions or question_id in self.parts


def parse_map(texts: Iterable[str]) -> dict[str, str]:
    """Return target and column of each pair in texts like ``title=Titre,text=Description``.

    A name with a comma stands in quotation marks: ``"title=Titre, en bref"``. ``ImportRefused``
    for what is no pair and for a target that is named twice.
    """
    pairs: dict[str, str] = {}
    for text in texts:
        for pair in next(csv.reader([text], skipinitialspace=True), []):
            target, equals, column = (part.strip() for part in pair.partition("="))
            if not (target and equals and column):
                raise ImportRefused(_("--map: “%(pair)s” is not of the form target=column.") % {"pair": pair})
            if target in pairs:
                raise ImportRefused(_("--map: “%(target)s” is named twice.") % {"target": target})
            pairs[target] = column
    return pairs


def match_columns(stream: StreamValue, header: list[str], wanted: dict[str, str]) -> Columns:
    """Return the column of each fact and question of a form: as told, else by their names.

    ``wanted`` gives a column for a fact, a short name, a question's id or its label. The other
    columns are matched by a question's id or label, then by ``USUAL_NAMES``. ``ImportRefused`` if
    a name is unknown, or if what every row needs has no column.
    """
    matcher = _Matcher(stream, header)
    for target, column in wanted.items():
        matcher.match_wanted(target, column)
    matcher.match_by_name()
    return matcher.checked()


class _Matcher:
    """Gives out each column at most once."""

    def __init__(self, stream: StreamValue, header: list[str]) -> None:
        self.questions = questions_of(stream)
        self.header = header
        self.free = {column_key(name): number for number, name in enumerate(header) if name}
        self.columns = Columns()

    def match_wanted(self, target: str, column: str) -> None:
        """Give a target the column that was named for it."""
        number = self.free.pop(column_key(column), None)
        if number is None:
            raise ImportRefused(
                _("--map: the file has no column “%(column)s” (any more to give). It has: %(columns)s.")
                % {"column": column, "columns": self._named(self.header)}
            )
        if target in FACTS:
            self.columns.facts[target] = number
            return
        question_id = self._question(target)
        if question_id is None:
            raise ImportRefused(
                _("--map: the form has nothing called “%(target)s”. It takes: %(targets)s.")
                % {"target": target, "targets": self._named(self._targets())}
            )
        if question_id in self.columns.questions:
            raise ImportRefused(_("--map: “%(target)s” is named twice.") % {"target": target})
        self.columns.questions[question_id] = number

    def match_by_name(self) -> None:
        """Give what is left the columns of its name."""
        for child in self.questions:
            label = child.value.get("label") or child.id
            unit = child.value.get("unit")
            # As an export names it.
            with_unit = f"{label} ({unit})" if unit else label
            self._offer(child.id, {column_key(child.id), column_key(label), column_key(with_unit)})
            if child.id not in self.columns.questions:
                self._offer_parts(child, with_unit)
        for name in FACTS:
            number = self._take(USUAL_NAMES[name]) if name not in self.columns.facts else None
            if number is not None:
                self.columns.facts[name] = number
        for name in SHORT_NAMES:
            question_id = self._question(name)
            if question_id is not None:
                self._offer(question_id, USUAL_NAMES[name])

    def checked(self) -> Columns:
        """Return what was matched, if it is enough to make a submission."""
        if EXTERNAL_ID not in self.columns.facts:
            raise ImportRefused(
                _(
                    "No column gives each row a reference of its own, by which a second run knows it. "
                    "Name one: --map external_id=… The file has: %(columns)s."
                )
                % {"columns": self._named(self.header)}
            )
        if not self.columns.questions and not self.columns.parts:
            raise ImportRefused(
                _(
                    "No column fits a question of the form. Name them with --map. "
                    "The file has: %(columns)s. The form takes: %(targets)s."
                )
                % {"columns": self._named(self.header), "targets": self._named(self._targets())}
            )
        for child in self.questions:
            if child.value.get("required") and not self.columns.answers(child.id):
                raise ImportRefused(
                    _("No column answers the compulsory question “%(label)s”. Name one with --map.")
                    % {"label": child.value.get("label")}
                )
        parts = [number for columns in self.columns.parts.values() for number in columns.values()]
        used = {*self.columns.facts.values(), *self.columns.questions.values(), *parts}
        self.columns.unused = [name for i, name in enumerate(self.header) if name and i not in used]
        return self.columns

    def _offer(self, question_id: str, names: set[str]) -> None:
        if question_id not in self.columns.questions:
            number = self._take(names)
            if number is not None:
                self.columns.questions[question_id] = number

    def _offer_parts(self, child: StreamValue.StreamChild, label: str) -> None:
        """Give the parts of a question the columns that are named as an export names them."""
        for part, words in child.block.parts(child.value).items():
            number = self._take({column_key(f"{child.id}:{part}"), column_key(f"{label} – {words}")})
            if number is not None:
                self.columns.parts.setdefault(child.id, {})[part] = number

    def _take(self, names: set[str]) -> int | None:
        found = next((name for name in self.free if name in names), None)
        return None if found is None else self.free.pop(found)

    def _question(self, name: str) -> str | None:
        """Return the id of the question that an id, a short name or a label means."""
        for child in self.questions:
            if child.id == name:
                return child.id
        if name in SHORT_NAMES:
            of_kind = [child for child in self.questions if child.block_type == SHORT_NAMES[name]]
            # The first published one is the contribution's title, or its text.
            of_kind.sort(key=lambda child: not child.value.get("published"))
            if of_kind:
                return of_kind[0].id
        labels = {column_key(child.value.get("label") or ""): child.id for child in reversed(self.questions)}
        return labels.get(column_key(name))

    def _targets(self) -> list[str]:
        short = [name for name in SHORT_NAMES if self._question(name)]
        return [*FACTS, *short, *[c.value.get("label") or c.id for c in self.questions]]

    def _named(self, names: Iterable[str]) -> str:
        return ", ".join(f"“{name}”" for name in names if name)
