"""Surveys of LimeSurvey, read into questionnaires."""

import io
from typing import Any

import pytest

from forms.exchange.draft import Draft, Piece
from forms.exchange.limesurvey.reading import read_limesurvey
from forms.exchange.report import Outcome
from tests.factories.limesurvey import Survey

ROWS = [("SQ1", "Le matin"), ("SQ2", "Le soir")]
COLUMNS = [("C1", "À pied"), ("C2", "À vélo")]
ANSWERS = [("A1", "Souvent"), ("A2", "Jamais")]


def read(survey: Survey) -> Draft:
    """Return the questionnaire of a survey."""
    return read_limesurvey(io.BytesIO(survey.file()), "essai.lss")


def one(kind: str, **options: Any) -> list[Piece]:
    """Return the blocks that one question becomes."""
    survey = Survey()
    survey.question(survey.group("Vous"), kind, "Q1", "Une question", **options)
    return [piece for piece in read(survey).pieces if piece.kind != "page"]


@pytest.mark.parametrize(
    ("kind", "options", "expected"),
    [
        ("S", {}, ["short_text"]), ("T", {}, ["long_text"]), ("U", {}, ["long_text"]),
        ("S", {"attributes": {"numbers_only": "1"}}, ["number"]),
        ("S", {"attributes": {"location_mapservice": "100"}}, ["place"]),
        ("Q", {"rows": ROWS}, ["short_text"] * 2),
        (";", {"rows": ROWS, "columns": COLUMNS}, ["short_text"] * 4),
        ("N", {}, ["number"]), ("K", {"rows": ROWS}, ["number"] * 2),
        ("K", {"rows": ROWS, "attributes": {"equals_num_value": "100"}}, ["budget_split"]),
        (":", {"rows": ROWS, "columns": COLUMNS}, ["matrix_single"] * 2),
        (":", {"rows": ROWS, "columns": COLUMNS, "attributes": {"input_boxes": "1"}}, ["number"] * 4),
        (":", {"rows": ROWS, "columns": COLUMNS, "attributes": {"multiflexible_checkbox": "1"}},
         ["matrix_multiple"]),
        ("L", {"answers": ANSWERS}, ["single_choice"]), ("!", {"answers": ANSWERS}, ["single_choice"]),
        ("O", {"answers": ANSWERS}, ["single_choice", "long_text"]),
        ("M", {"rows": ROWS}, ["multiple_choice"]),
        ("P", {"rows": ROWS}, ["multiple_choice", "short_text", "short_text"]),
        ("R", {"answers": ANSWERS}, ["ranking"]), ("Y", {}, ["yes_no"]), ("G", {}, ["single_choice"]),
        ("5", {}, ["scale"]), ("F", {"rows": ROWS, "answers": ANSWERS}, ["matrix_single"]),
        ("H", {"rows": ROWS, "answers": ANSWERS}, ["matrix_single"]),
        ("A", {"rows": ROWS}, ["matrix_single"]),
        ("B", {"rows": ROWS}, ["matrix_single"]), ("E", {"rows": ROWS}, ["matrix_single"]),
        ("C", {"rows": ROWS}, ["matrix_single"]),
        ("1", {"rows": ROWS, "answers": ANSWERS}, ["matrix_single"]),
        ("D", {}, ["date"]), ("D", {"attributes": {"date_format": "dd/mm/yyyy HH:MM"}}, ["date_time"]),
        ("|", {"attributes": {"allowed_filetypes": "pdf,jpg"}}, ["files"]), ("X", {}, ["note"]),
    ],
)  # fmt: skip
def test_each_kind_of_question_has_its_blocks(
    kind: str, options: dict[str, Any], expected: list[str]
) -> None:
    survey = Survey()
    gid = survey.group("Vous")
    survey.question(gid, kind, "Q1", "Une question", **options)
    survey.question(gid, "S", "last", "La dernière")
    assert [piece.kind for piece in read(survey).pieces if piece.kind != "page"][:-1] == expected


def test_what_is_compulsory_bounded_exclusive_and_shuffled_stays_so() -> None:
    (piece,) = one(
        "M",
        rows=[*ROWS, ("SQ3", "Jamais")],
        mandatory="Y",
        other="Y",
        attributes={"exclude_all_others": "SQ3", "max_answers": "2", "random_order": "1"},
    )
    expected = {"required": True, "maximum": 2, "random_order": True, "other": True}
    assert expected.items() <= piece.values.items()
    assert [item.id for item in piece.lists["exclusive"]] == ["SQ3"]


def test_groups_are_pages_and_their_conditions_and_those_of_questions_are_taken() -> None:
    survey = Survey()
    first = survey.group("Vous")
    qid = survey.question(first, "Y", "bus", "Prenez-vous le bus ?")
    survey.question(first, "L", "when", "Quand ?", answers=ANSWERS, relevance='((bus.NAOK == "Y"))')
    survey.question(first, "M", "why", "Pourquoi ?", rows=ROWS, relevance=f'4711X{first}X{qid} == "N"')
    second = survey.group("Le trajet", relevance='why_SQ1 == "Y" or when == "A1"')
    survey.question(second, "S", "line", "Quelle ligne ?")
    draft = read(survey)
    shown = {piece.code or piece.texts["heading"]["fr"]: piece.show_if for piece in draft.pieces}
    assert [test["values"] for test in shown["when"][0]] == [["yes"]]
    assert [test["values"] for test in shown["why"][0]] == [["no"]]
    assert [group[0]["values"] for group in shown["Le trajet"]] == [["SQ1"], ["A1"]]
    assert draft.report.count(Outcome.REFUSED) == 0


def test_texts_are_taken_in_every_language_without_their_html() -> None:
    survey = Survey()
    words = {"fr": "<p>Votre <strong>âge</strong>&nbsp;?</p>", "en": "<p>Your age?</p>"}
    survey.question(survey.group("Vous"), "N", "age", words)
    piece = read(survey).pieces[-1]
    assert piece.texts["label"] == {"fr": "Votre âge\u00a0?", "en": "Your age?"}


def test_a_language_switch_and_an_equation_are_refused_with_a_reason() -> None:
    survey = Survey()
    gid = survey.group("Vous")
    survey.question(gid, "I", "lang", "Langue")
    survey.question(gid, "*", "sum", "{a + b}")
    survey.question(gid, "S", "name", "Votre commune")
    lines = read(survey).report.lines
    assert [line.outcome for line in lines[1:]] == ["refused", "refused", "taken"]
    assert all(str(line.remarks[0]) for line in lines[1:3])


def test_quotas_and_anonymity_are_reported() -> None:
    survey = Survey(anonymized="Y")
    survey.question(survey.group("Vous"), "Y", "bus", "Prenez-vous le bus ?")
    survey.row("quota", id="1", qlimit="50")
    assert [remark.reason for remark in read(survey).report.remarks] == ["quotas", "anonymous"]
