"""The tables of a .lss file: an XML document whose elements are LimeSurvey's own database tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse
from django.utils.translation import gettext as _

from forms.exchange.draft import Texts
from forms.exchange.errors import FileRefused
from forms.exchange.languages import base_code
from forms.exchange.workbook import refuse_large

KIND = "LimeSurveyDocType"
Row = dict[str, str]


@dataclass
class Choice:
    """An answer to choose, or a subquestion: its code and its words."""

    code: str
    texts: Texts
    relevance: str = ""


@dataclass
class Asked:
    """A question with all that belongs to it."""

    qid: str
    gid: str
    type: str
    code: str
    texts: Texts
    help: Texts
    mandatory: bool
    other: bool
    relevance: str
    pattern: str
    # Attributes that have a value, in no language or in each.
    attributes: dict[str, Texts] = field(default_factory=dict)
    # Subquestions and answers by scale: rows and columns, or the two scales of a double one.
    subquestions: dict[str, list[Choice]] = field(default_factory=dict)
    answers: dict[str, list[Choice]] = field(default_factory=dict)
    has_defaults: bool = False

    def attribute(self, name: str) -> str:
        """Return an attribute in no language or in any, without the value that means nothing."""
        return next((value for value in self.attributes.get(name, {}).values() if value), "")

    def is_set(self, name: str) -> bool:
        """Whether an attribute is switched on."""
        return self.attribute(name) not in ("", "0", "N")


@dataclass
class Group:
    """A group of questions."""

    gid: str
    names: Texts
    descriptions: Texts
    relevance: str
    questions: list[Asked] = field(default_factory=list)


@dataclass
class Survey:
    """All of it."""

    sid: str
    language: str
    languages: list[str]
    # One question, one group or all of them on a screen: S, G, A.
    format: str
    settings: dict[str, Texts]
    groups: list[Group]
    quotas: int
    is_anonymous: bool


def read_document(source: Path | IO[bytes]) -> Survey:
    """Return the survey of a file; ``FileRefused`` if it is none."""
    refuse_large(source)
    try:
        root = parse(source, forbid_dtd=True).getroot()
    except DefusedXmlException as error:
        raise FileRefused(
            _("The file declares entities or a document type, as no survey of LimeSurvey does.")
        ) from error
    except (ParseError, UnicodeDecodeError, LookupError) as error:
        raise FileRefused(_("This is no survey of LimeSurvey: the file is no well-formed XML.")) from error
    except OSError as error:
        raise FileRefused(
            _("%(path)s cannot be read: %(error)s.") % {"path": source, "error": error.strerror or error}
        ) from error
    if root.tag != "document" or (root.findtext(KIND) or "").strip() != "Survey":
        raise FileRefused(_("This is no survey of LimeSurvey. Export it there as “Survey structure (.lss)”."))
    tables = {table.tag: _rows(table) for table in root}
    if not tables.get("questions"):
        raise FileRefused(_("The survey has no questions."))
    return _survey(root, tables)


def _rows(table: Element) -> list[Row]:
    return [{cell.tag: cell.text or "" for cell in row} for row in table.findall("rows/row")]


def _survey(root: Element, tables: dict[str, list[Row]]) -> Survey:
    survey = (tables.get("surveys") or [{}])[0]
    main = base_code(survey.get("language") or root.findtext("languages/language") or "en")
    codes = [base_code(each.text or "") for each in root.findall("languages/language")]
    groups = _groups(tables)
    _fill(groups, tables)
    return Survey(
        sid=survey.get("sid", ""),
        language=main,
        languages=[main, *dict.fromkeys(code for code in codes if code and code != main)],
        format=survey.get("format", "G"),
        settings=_settings(tables.get("surveys_languagesettings", [])),
        groups=groups,
        quotas=len(tables.get("quota", [])),
        is_anonymous=survey.get("anonymized") == "Y",
    )


def _settings(rows: list[Row]) -> dict[str, Texts]:
    found: dict[str, Texts] = {}
    for row in rows:
        code = base_code(row.get("surveyls_language", ""))
        for name in ("title", "description", "welcometext", "endtext"):
            if text := row.get(f"surveyls_{name}", "").strip():
                found.setdefault(name, {}).setdefault(code, text)
    return found


def _texts(rows: Iterable[Row], key: str, name: str) -> dict[str, Texts]:
    """Return the texts of each row of a table by its key, in each language."""
    found: dict[str, Texts] = {}
    for row in rows:
        if text := row.get(name, "").strip():
            found.setdefault(row.get(key, ""), {}).setdefault(base_code(row.get("language", "")), text)
    return found


def _number(row: Row, name: str) -> int:
    try:
        return int(row.get(name) or 0)
    except ValueError:
        return 0


def _first(rows: list[Row], key: str) -> list[Row]:
    """Return one row for each key: older files have one for each language."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.get(key, ""), row)
    return list(found.values())


def _groups(tables: dict[str, list[Row]]) -> list[Group]:
    rows = _first(tables.get("groups", []), "gid")
    worded = tables.get("group_l10ns") or tables.get("groups", [])
    names, descriptions = _texts(worded, "gid", "group_name"), _texts(worded, "gid", "description")
    return [
        Group(gid, names.get(gid, {}), descriptions.get(gid, {}), row.get("grelevance", ""))
        for row in sorted(rows, key=lambda row: _number(row, "group_order"))
        for gid in (row.get("gid", ""),)
    ]


def _fill(groups: list[Group], tables: dict[str, list[Row]]) -> None:
    """Put the questions into their groups, with subquestions, answers and attributes."""
    worded = tables.get("question_l10ns") or [*tables["questions"], *tables.get("subquestions", [])]
    texts, helps = _texts(worded, "qid", "question"), _texts(worded, "qid", "help")
    attributes = _attributes(tables.get("question_attributes", []))
    defaults = {row.get("qid", "") for row in tables.get("defaultvalues", [])}
    below = _subquestions(tables.get("subquestions", []), texts)
    answers = _answers(tables)
    by_gid = {group.gid: group for group in groups}
    for row in sorted(_first(tables["questions"], "qid"), key=lambda row: _number(row, "question_order")):
        qid = row.get("qid", "")
        if row.get("gid") not in by_gid or row.get("parent_qid", "0") not in ("", "0"):
            continue
        by_gid[row["gid"]].questions.append(
            Asked(
                qid=qid,
                gid=row["gid"],
                type=row.get("type", ""),
                code=row.get("title", ""),
                texts=texts.get(qid, {}),
                help=helps.get(qid, {}),
                mandatory=row.get("mandatory") in ("Y", "S"),
                other=row.get("other") == "Y",
                relevance=row.get("relevance", "").strip(),
                pattern=row.get("preg", "").strip(),
                attributes=attributes.get(qid, {}),
                subquestions=below.get(qid, {}),
                answers=answers.get(qid, {}),
                has_defaults=qid in defaults,
            )
        )


def _attributes(rows: list[Row]) -> dict[str, dict[str, Texts]]:
    found: dict[str, dict[str, Texts]] = {}
    for row in rows:
        if value := row.get("value", "").strip():
            texts = found.setdefault(row.get("qid", ""), {}).setdefault(row.get("attribute", ""), {})
            texts.setdefault(base_code(row.get("language", "")), value)
    return found


def _subquestions(rows: list[Row], texts: dict[str, Texts]) -> dict[str, dict[str, list[Choice]]]:
    found: dict[str, dict[str, list[Choice]]] = {}
    for row in sorted(_first(rows, "qid"), key=lambda row: _number(row, "question_order")):
        choice = Choice(
            row.get("title", ""), texts.get(row.get("qid", ""), {}), row.get("relevance", "").strip()
        )
        scales = found.setdefault(row.get("parent_qid", ""), {})
        scales.setdefault(row.get("scale_id", "0") or "0", []).append(choice)
    return found


def _answers(tables: dict[str, list[Row]]) -> dict[str, dict[str, list[Choice]]]:
    rows = tables.get("answers", [])
    if localised := tables.get("answer_l10ns"):
        texts = _texts(localised, "aid", "answer")
        keyed = [(row, row.get("aid", "")) for row in _first(rows, "aid")]
    else:
        for row in rows:
            row["key"] = "/".join(row.get(name, "") for name in ("qid", "scale_id", "code"))
        texts = _texts(rows, "key", "answer")
        keyed = [(row, row["key"]) for row in _first(rows, "key")]
    found: dict[str, dict[str, list[Choice]]] = {}
    for row, key in sorted(keyed, key=lambda pair: _number(pair[0], "sortorder")):
        scales = found.setdefault(row.get("qid", ""), {})
        choice = Choice(row.get("code", ""), texts.get(key, {}))
        scales.setdefault(row.get("scale_id", "0") or "0", []).append(choice)
    return found
