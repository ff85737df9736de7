"""What taking one question of LimeSurvey needs: where it goes, what it is called, how its texts combine."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise

from forms.exchange.assembling import Assembly, asking, subject_of
from forms.exchange.draft import Item, Piece, Texts
from forms.exchange.expressions.logic import ALWAYS, Logic
from forms.exchange.expressions.subjects import Answered, Subject
from forms.exchange.identifiers import item_ids
from forms.exchange.limesurvey.document import Asked, Choice
from forms.exchange.limesurvey.names import names_of
from forms.exchange.report import Line
from forms.exchange.texts import one_line

OTHER_ANSWER = "-oth-"


@dataclass
class Taking:
    """One question on its way into the form."""

    made: Assembly
    sid: str
    asked: Asked
    line: Line
    languages: Sequence[str]
    condition: Logic = ALWAYS

    def block(
        self,
        kind: str,
        label: Texts | None = None,
        *,
        hint: Texts | None = None,
        required: bool | None = None,
        **values: object,
    ) -> Piece:
        """Return a block with the question's words, or others."""
        return asking(
            kind,
            self.asked.texts if label is None else label,
            self.asked.help if hint is None else hint,
            required=self.asked.mandatory if required is None else required,
            **values,
        )

    def add(self, piece: Piece, suffix: str = "", condition: Logic | None = None) -> Piece:
        """Add a block under the question's code, with what follows the code where there are several."""
        code = self.asked.code + suffix
        return self.made.add(piece, code, self.line, self.condition if condition is None else condition)

    def know(self, subject: Subject, part: str = "") -> None:
        """Let later conditions name the question, or a subquestion."""
        asked = self.asked
        for name in names_of(self.sid, asked.gid, asked.qid, asked.code, part):
            self.made.know(name, subject)

    def know_block(self, piece: Piece, keys: dict[str, str] | None = None, part: str = "") -> None:
        """Let later conditions name a block by what was asked."""
        self.know(subject_of(piece, keys), part)

    def know_options(self, piece: Piece, keys: dict[str, str]) -> None:
        """Let later conditions name each option of a block, too: ticked, it says "Y"."""
        self.know_block(piece, keys)
        for code, key in keys.items():
            self.know(Subject(piece.id, Answered.SEVERAL, keys, option=key), code)

    def together(self, choice: Choice, *, label: Texts | None = None) -> Texts:
        """Return the words of the question and of a subquestion, in each language."""
        first = self.asked.texts if label is None else label
        codes = dict.fromkeys((*first, *choice.texts))
        return {
            code: " – ".join(
                filter(None, (one_line(texts.get(code, "")).rstrip(" :") for texts in (first, choice.texts)))
            )
            for code in codes
        }

    def items(self, choices: Sequence[Choice]) -> tuple[list[Item], dict[str, str]]:
        """Return choices as items of a list, and the identifier of each code."""
        ids = item_ids([choice.code for choice in choices])
        listed = [
            Item(
                ids[choice.code],
                {code: one_line(text) for code, text in choice.texts.items()} or {"": choice.code},
            )
            for choice in choices
        ]
        return listed, ids

    def words(self, text: "str | Promise") -> Texts:
        """Return words of our own in each language of the survey that the portal speaks."""
        found = {}
        for code in self.languages:
            with translation.override(code):
                found[code] = str(text)
        return found
