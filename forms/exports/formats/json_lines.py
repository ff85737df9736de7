"""One JSON object a line, for programs."""

from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from forms.exports.table import Head, Values

# What the keys of answers begin with: "answer:<id of the question>".
ANSWER = "answer:"


class JsonLinesFormat:
    """Codes instead of words, moments in ISO 8601, and each answer with its question.

    ``{"number": 12, "state": "published", "answers": {"<id>": {"question": "…", "answer": …}}}``;
    what nobody answered is left out of ``answers``.
    """

    extension = "jsonl"
    content_type = "application/jsonl; charset=utf-8"
    is_raw = True

    def __init__(self) -> None:
        """Know no column yet."""
        self._facts: list[tuple[int, str]] = []
        self._answers: list[tuple[int, str, str]] = []
        self._encode = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

    def begin(self, heads: Sequence[Head]) -> bytes:
        """Return nothing: each line says what it holds."""
        for index, head in enumerate(heads):
            if head.key.startswith(ANSWER):
                self._answers.append((index, head.key.removeprefix(ANSWER), head.heading))
            else:
                self._facts.append((index, head.key))
        return b""

    def rows(self, values: Values) -> bytes:
        """Return a line for each row."""
        encode, facts, answers = self._encode, self._facts, self._answers
        lines = []
        for row in zip(*values, strict=True):
            line: dict[str, Any] = {key: row[index] for index, key in facts}
            if answers:
                line["answers"] = {
                    key: {"question": heading, "answer": row[index]}
                    for index, key, heading in answers
                    if row[index] is not None
                }
            lines.append(encode(line))
        return ("\n".join(lines) + "\n").encode("utf-8", "replace") if lines else b""

    def end(self) -> bytes:
        """Return nothing: the file ends with its last line."""
        return b""
