"""Putting a questionnaire together, whichever tool its file comes from."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from forms.exchange.draft import Draft, Item, Piece, Texts
from forms.exchange.errors import FileRefused, NotTaken
from forms.exchange.expressions.logic import ALWAYS, All, Logic, groups
from forms.exchange.expressions.meaning import meaning
from forms.exchange.expressions.parser import Dialect, parse
from forms.exchange.expressions.subjects import Answered, Names, Subject
from forms.exchange.identifiers import code_of
from forms.exchange.report import Line
from forms.exchange.texts import cut, one_line, plain, shows_more
from forms.fields.base import LABEL_LENGTH
from forms.logic.conditions import write_conditions

HEADING_LENGTH = 200
# Beyond this no editor can save the page, and nobody would answer it.
MOST_BLOCKS = 1_000
ITEM_LENGTH = 250
ANSWERED = {
    "short_text": Answered.WORDS,
    "long_text": Answered.WORDS,
    "single_choice": Answered.ONE,
    "yes_no": Answered.ONE,
    "multiple_choice": Answered.SEVERAL,
    "image_choice": Answered.SEVERAL,
    "matrix_single": Answered.ONE,
    "matrix_multiple": Answered.SEVERAL,
    "scale": Answered.MEASURE,
    "net_promoter": Answered.MEASURE,
    "number": Answered.MEASURE,
    "date": Answered.MEASURE,
    "date_time": Answered.MEASURE,
    "time": Answered.MEASURE,
    "ranking": Answered.SEVERAL,
    "hidden": Answered.WORDS,
    "consent": Answered.TICK,
}


@dataclass
class Part:
    """A group of the file that is being read: how it is headed, and on which condition."""

    # page, section, or nothing for a group that shows nothing and asks for nothing.
    kind: str
    heading: Texts
    # All that must hold, that of the groups around it included, as far as this block says it itself.
    logic: Logic = ALWAYS


@dataclass
class Assembly:
    """A draft that grows block by block, in the order of the file."""

    draft: Draft
    dialect: Dialect
    names: Names = field(default_factory=Names)
    _codes: set[str] = field(default_factory=set)
    _parts: list[Part] = field(default_factory=list)
    # How many hidden fields stand at the beginning; whether there is a page.
    _hidden: int = 0
    _has_pages: bool = False
    # Whether the group above has ended, so that what follows must not stand under it.
    _ended: bool = False

    def logic(self, expression: str, line: Line) -> Logic:
        """Return the condition that an expression states; what cannot be taken is reported, and asks all."""
        if not expression.strip():
            return ALWAYS
        try:
            found = meaning(parse(expression, self.dialect), self.names)
            groups(found)
        except NotTaken as error:
            line.approximate("condition_dropped", expression=cut(expression.strip(), 200))
            line.approximate(error.reason, **error.params)
            return ALWAYS
        return found

    # Groups.

    def begin(self, part: Part, code: str, intro: Texts) -> Piece | None:
        """Begin a group; what follows stands under it."""
        self._parts.append(part)
        if not part.kind:
            return None
        piece = Piece(part.kind, self.code(code) if code else "")
        piece.texts = {"heading": self._heading(part.heading), "intro": rich(intro)}
        piece.show_if = write_conditions(groups(part.logic))
        self.draft.pieces.append(piece)
        self._has_pages = self._has_pages or part.kind == "page"
        self._ended = False
        return piece

    def end(self) -> None:
        """End the group: what follows stands under the one around it, or under none."""
        if self._parts.pop().kind:
            self._ended = True

    @property
    def around(self) -> Logic:
        """What must hold for the groups around, page apart, whose condition is its own."""
        return next((part.logic for part in reversed(self._parts) if part.kind == "section"), ALWAYS)

    def _resume(self) -> None:
        """Go on after a group that ended: under the heading of the one around it, or under none."""
        self._ended = False
        around = next((part for part in reversed(self._parts) if part.kind), None)
        if around is None and self._has_pages:
            piece = Piece("page", texts={"heading": self._heading(self.draft.title), "intro": {}})
        elif around is None or around.kind == "page":
            piece = Piece("section", texts={"heading": {}, "intro": {}})
        else:
            piece = Piece("section", texts={"heading": self._heading(around.heading), "intro": {}})
            piece.show_if = write_conditions(groups(around.logic))
        self.draft.pieces.append(piece)

    # Questions.

    def add(self, piece: Piece, name: str, line: Line, condition: Logic = ALWAYS) -> Piece:
        """Add a block of a question, with the name that it has in the file."""
        if self._ended and piece.kind != "hidden":
            self._resume()
        piece.code = self.code(name) if name else ""
        piece.show_if = write_conditions(groups(condition))
        if piece.code != name and name:
            line.approximate("code_changed", name=name, code=piece.code)
        self._bound(piece, line)
        line.became.append(piece.kind)
        if piece.kind == "hidden":
            # Wherever it stands in the file: the link is read on the first page alone.
            self.draft.pieces.insert(self._hidden, piece)
            self._hidden += 1
        else:
            self.draft.pieces.append(piece)
        if len(self.draft.pieces) > MOST_BLOCKS:
            raise FileRefused(
                _("The questionnaire would have more than %(most)d questions, pages and texts.")
                % {"most": MOST_BLOCKS}
            )
        return piece

    def know(self, name: str, *subjects: Subject) -> None:
        """Let later conditions name a question."""
        self.names.know(name, subjects)

    def code(self, name: str) -> str:
        """Return the short name that a block gets."""
        code = code_of(name, self._codes)
        self._codes.add(code)
        return code

    def _bound(self, piece: Piece, line: Line) -> None:
        """Cut what is longer than the portal's texts; the whole of a question then stands before it."""
        label = piece.texts.get("label")
        if label and any(len(text) > LABEL_LENGTH for text in label.values()):
            note = Piece("note", texts={"text": dict(label)}, show_if=piece.show_if)
            self.draft.pieces.append(note)
            line.became.append("note")
            line.approximate("label_long", limit=LABEL_LENGTH)
        for name, limit in (("label", LABEL_LENGTH), ("help_text", LABEL_LENGTH)):
            texts = piece.texts.get(name, {})
            if name == "help_text" and any(len(text) > limit for text in texts.values()):
                line.approximate("hint_long", limit=limit)
            for code, text in texts.items():
                texts[code] = cut(one_line(text), limit)
        self._bound_items(piece, line)

    @staticmethod
    def _bound_items(piece: Piece, line: Line) -> None:
        for items in piece.lists.values():
            for item in items:
                if any(len(text) > ITEM_LENGTH for text in item.texts.values()):
                    line.approximate("option_long", limit=ITEM_LENGTH)
                    item.texts = {code: cut(text, ITEM_LENGTH) for code, text in item.texts.items()}

    @staticmethod
    def _heading(texts: Texts) -> Texts:
        return {code: cut(one_line(text), HEADING_LENGTH) for code, text in texts.items()}


def subject_of(piece: Piece, keys: dict[str, str] | None = None, part: str = "") -> Subject:
    """Return what conditions know a block by."""
    return Subject(piece.id, ANSWERED.get(piece.kind, Answered.ANY), keys or {}, part)


def asking(kind: str, label: Texts, hint: Texts, *, required: bool = False, **values: object) -> Piece:
    """Return the block of a question with what all have."""
    piece = Piece(kind, values={"required": required, "published": False, **values})
    piece.texts = {
        "label": {code: plain(text) for code, text in label.items()},
        "help_text": {code: one_line(text) for code, text in hint.items()},
    }
    return piece


def note(texts: Texts) -> Piece:
    """Return a text between questions."""
    return Piece("note", texts={"text": rich(texts)})


def rich(texts: Texts) -> Texts:
    """Return texts of several lines without their HTML."""
    return {code: found for code, text in texts.items() if (found := plain(text))}


def lines_of(items: list[Item]) -> list[Item]:
    """Return items with their words in one line each."""
    return [Item(item.id, {code: one_line(text) for code, text in item.texts.items()}) for item in items]


def report_media(line: Line, *texts: Texts) -> None:
    """Say that pictures, sounds or films in a text are not taken."""
    if any(shows_more(text) for each in texts for text in each.values()):
        line.approximate("media_dropped")


def both(*logics: Logic) -> Logic:
    """Return that all of these hold."""
    kept = tuple(logic for logic in logics if logic != ALWAYS)
    return kept[0] if len(kept) == 1 else All(kept)
