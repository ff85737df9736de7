"""A parser of the expressions of XLSForm (XPath 1.0) and of LimeSurvey (its expression manager).

Grammar, from the loosest: or, and, not, comparisons, sums, products, then what stands alone. Sources:
https://xlsform.org/en/ref-table/ and https://www.limesurvey.org/manual/ExpressionScript_-_Presentation.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from forms.exchange.errors import NotTaken
from forms.exchange.expressions.tree import (
    And,
    Call,
    Compare,
    Current,
    Name,
    Node,
    Not,
    Number,
    Or,
    Reckon,
    Text,
    Word,
)
from forms.exchange.texts import number_of

# Nobody writes more; a parser must not be kept busy by a file.
LONGEST = 4_000
DEEPEST = 40


@dataclass(frozen=True)
class Dialect:
    """How one tool writes the names of questions and functions."""

    word: str
    # Whether a word alone is a question.
    names: bool


XPATH = Dialect(word=r"[A-Za-z_][\w.\-]*(?::[A-Za-z_][\w\-]*)?", names=False)
LIMESURVEY = Dialect(word=r"[0-9]+X[0-9]+X[0-9]+\w*(?:\.\w+)*|[A-Za-z_]\w*(?:\.\w+)*", names=True)

SPELLED = {
    "==": "=", "eq": "=", "ne": "!=", "<>": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=",
    "&&": "and", "||": "or", "!": "not",
}  # fmt: skip
COMPARISONS = {"=", "!=", "<", "<=", ">", ">="}
SUMS = {"+", "-"}
PRODUCTS = {"*", "/", "div", "mod"}
WORDS = {"and", "or", "div", "mod", "eq", "ne", "lt", "le", "gt", "ge"}


@dataclass(frozen=True)
class Token:
    """One sign or word; ``kind`` is one of name, text, number, word, sign, end."""

    kind: str
    text: str


def _pattern(dialect: Dialect) -> re.Pattern[str]:
    return re.compile(
        rf"""\s*(?:
            \$\{{\s*(?P<name>[^}}\s]+)\s*\}}
          | "(?P<double>[^"]*)" | '(?P<single>[^']*)'
          | (?P<word>{dialect.word})
          | (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
          | (?P<sign>==|!=|<>|<=|>=|&&|\|\||[=<>!()+*/,.\-])
        )""",
        re.VERBOSE,
    )


PATTERNS = {dialect: _pattern(dialect) for dialect in (XPATH, LIMESURVEY)}


def tokens(text: str, dialect: Dialect) -> list[Token]:
    """Return the signs and words of an expression; ``NotTaken`` for what is none."""
    text = text.strip().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    if len(text) > LONGEST:
        raise NotTaken("expression_too_long")
    found, at = [], 0
    while at < len(text):
        match = PATTERNS[dialect].match(text, at)
        if match is None:
            raise NotTaken("expression_unreadable", expression=text)
        found.append(_token(match))
        at = match.end()
    return [*found, Token("end", "")]


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup or ""
    text = match[kind]
    if kind in ("double", "single"):
        return Token("text", text)
    if kind == "word" and text.lower() in WORDS:
        return Token("sign", SPELLED.get(text.lower(), text.lower()))
    return Token(kind, SPELLED.get(text, text) if kind == "sign" else text)


def parse(text: str, dialect: Dialect) -> Node:
    """Return the tree of an expression; ``NotTaken`` if it cannot be read."""
    return _Parser(text, dialect).parse()


class _Parser:
    """One pass over the tokens."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self._text = text
        self._dialect = dialect
        self._tokens = tokens(text, dialect)
        self._at = 0
        self._depth = 0

    def parse(self) -> Node:
        """Return the tree of all of it."""
        node = self._or()
        if self._next.kind != "end":
            raise self._unreadable()
        return node

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self, *signs: str) -> str | None:
        """Return the next sign and go on if it is one of these."""
        if self._next.kind == "sign" and self._next.text in signs:
            self._at += 1
            return self._tokens[self._at - 1].text
        return None

    def _expect(self, sign: str) -> None:
        if self._take(sign) is None:
            raise self._unreadable()

    def _unreadable(self) -> NotTaken:
        return NotTaken("expression_unreadable", expression=self._text.strip())

    def _or(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise NotTaken("expression_too_long")
        parts = [self._and()]
        while self._take("or"):
            parts.append(self._and())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _and(self) -> Node:
        parts = [self._not()]
        while self._take("and"):
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _not(self) -> Node:
        # "!" of LimeSurvey; the function not() is a call.
        turns = 0
        while self._take("not"):
            turns += 1
        node = self._comparison()
        return Not(node) if turns % 2 else node

    def _comparison(self) -> Node:
        left = self._sum()
        while operator := self._take(*COMPARISONS):
            left = Compare(operator, left, self._sum())
        return left

    def _sum(self) -> Node:
        left = self._product()
        while operator := self._take(*SUMS):
            left = Reckon(operator, left, self._product())
        return left

    def _product(self) -> Node:
        left = self._single()
        while operator := self._take(*PRODUCTS):
            left = Reckon(operator, left, self._single())
        return left

    def _single(self) -> Node:
        token = self._next
        if self._take("("):
            node = self._or()
            self._expect(")")
            return node
        if self._take("."):
            return Current()
        if self._take("-"):
            self._at += 1
            if self._tokens[self._at - 1].kind != "number":
                raise self._unreadable()
            return Number(-self._number(self._tokens[self._at - 1].text))
        if token.kind in ("sign", "end"):
            raise self._unreadable()
        self._at += 1
        if token.kind == "text":
            return Text(token.text)
        if token.kind == "number":
            return Number(self._number(token.text))
        if token.kind == "name":
            return Name(token.text)
        if self._take("("):
            return self._call(token.text)
        return Name(token.text) if self._dialect.names else Word(token.text)

    def _number(self, text: str) -> Decimal:
        number = number_of(text)
        if number is None:
            raise self._unreadable()
        return number

    def _call(self, name: str) -> Node:
        arguments: list[Node] = []
        if self._take(")"):
            return Call(name, ())
        while True:
            arguments.append(self._or())
            if not self._take(","):
                break
        self._expect(")")
        if name == "not" and len(arguments) == 1:
            return Not(arguments[0])
        return Call(name, tuple(arguments))
