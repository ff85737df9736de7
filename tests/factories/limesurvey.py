"""Surveys in LimeSurvey's format .lss."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

SID = "4711"
Texts = Mapping[str, str]
Row = dict[str, str]


@dataclass
class Survey:
    """A survey that grows question by question; French is its own language."""

    languages: tuple[str, ...] = ("fr", "en")
    anonymized: str = "N"
    tables: dict[str, list[Row]] = field(default_factory=dict)
    _next: int = 100

    def _number(self) -> str:
        self._next += 1
        return str(self._next)

    def row(self, table: str, **cells: str) -> None:
        """Add a row to a table."""
        self.tables.setdefault(table, []).append(cells)

    def group(self, name: str, *, relevance: str = "") -> str:
        """Add a group and return its number."""
        gid = self._number()
        self.row("groups", gid=gid, sid=SID, group_order=gid, grelevance=relevance)
        self.row("group_l10ns", gid=gid, group_name=name, description="", language="fr")
        return gid

    def question(
        self,
        gid: str,
        kind: str,
        code: str,
        text: str | Texts,
        *,
        rows: Iterable[tuple[str, str]] = (),
        columns: Iterable[tuple[str, str]] = (),
        answers: Iterable[tuple[str, str]] = (),
        attributes: Mapping[str, str] | None = None,
        **cells: str,
    ) -> str:
        """Add a question with its subquestions, answers and attributes; return its number."""
        qid = self._number()
        whole = {"mandatory": "N", "other": "N", "relevance": "", "preg": "", **cells}
        self.row(
            "questions", qid=qid, parent_qid="0", gid=gid, type=kind, title=code, question_order=qid, **whole
        )
        self._words(qid, text)
        for scale, listed in (("0", rows), ("1", columns)):
            for sub, words in listed:
                self._subquestion(gid, qid, scale, sub, words)
        for number, (answer, words) in enumerate(answers):
            aid = self._number()
            self.row("answers", aid=aid, qid=qid, code=answer, sortorder=str(number), scale_id="0")
            self.row("answer_l10ns", aid=aid, answer=words, language="fr")
        for name, value in (attributes or {}).items():
            self.row("question_attributes", qid=qid, attribute=name, value=value, language="")
        return qid

    def _subquestion(self, gid: str, parent: str, scale: str, code: str, words: str) -> None:
        qid = self._number()
        self.row(
            "subquestions",
            qid=qid,
            parent_qid=parent,
            gid=gid,
            type="T",
            title=code,
            scale_id=scale,
            question_order=qid,
            relevance="1",
        )
        self._words(qid, words)

    def _words(self, qid: str, text: str | Texts) -> None:
        for language, words in ({"fr": text} if isinstance(text, str) else text).items():
            self.row("question_l10ns", qid=qid, question=words, help="", language=language)

    def file(self) -> bytes:
        """Return the file."""
        self.row("surveys", sid=SID, language="fr", format="G", anonymized=self.anonymized)
        self.row("surveys_languagesettings", surveyls_language="fr", surveyls_title="Enquête sur les bus")
        languages = "".join(f"<language>{code}</language>" for code in self.languages)
        tables = "".join(
            f"<{name}><rows>{''.join(_row(row) for row in rows)}</rows></{name}>"
            for name, rows in self.tables.items()
        )
        text = (
            '<?xml version="1.0" encoding="UTF-8"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>'
            f"<DBVersion>643</DBVersion><languages>{languages}</languages>{tables}</document>"
        )
        return text.encode()


def _row(row: Row) -> str:
    return "<row>" + "".join(f"<{name}>{escape(text)}</{name}>" for name, text in row.items()) + "</row>"
