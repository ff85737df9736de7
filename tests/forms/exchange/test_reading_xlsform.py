"""XLSForms, read into questionnaires."""

from typing import Any

import pytest

from forms.exchange.assembling import MOST_BLOCKS
from forms.exchange.draft import Draft, Piece
from forms.exchange.errors import FileRefused
from forms.exchange.xlsform.reading import read_xlsform
from tests.factories.xlsform import asking, travel, workbook

HEAD = ("type", "name", "label", "relevant", "constraint", "appearance", "parameters", "choice_filter")


def read(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> Draft:
    """Return the questionnaire of these rows."""
    return read_xlsform(asking(*rows, head=head), "essai.xlsx")


def only(*row: Any) -> Piece:
    """Return the one block of a file with one question."""
    (piece,) = read(row).pieces
    return piece


@pytest.mark.parametrize(
    ("type_name", "kind"),
    [
        ("text", "short_text"), ("string", "short_text"), ("integer", "number"), ("decimal", "number"),
        ("date", "date"), ("time", "time"), ("dateTime", "date_time"), ("geopoint", "place"),
        ("select_one colours", "single_choice"), ("select all that apply from colours", "multiple_choice"),
        ("rank colours", "ranking"), ("image", "files"), ("file", "files"), ("acknowledge", "consent"),
        ("phone number", "phone"), ("hidden", "hidden"), ("percentage", "number"), ("barcode", "short_text"),
    ],
)  # fmt: skip
def test_each_usual_type_has_its_question(type_name: str, kind: str) -> None:
    assert only(type_name, "q", "Une question").kind == kind


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("integer", "q", "?", "", ". > 0 and . <= 120"), {"min_value": "1", "max_value": "120"}),
        (("decimal", "q", "?", "", ". >= 0.5"), {"min_value": "0.5", "decimals": 6}),
        (("text", "q", "?", "", "string-length(.) <= 80"), {"max_length": 80}),
        (("select_multiple colours", "q", "?", "", "count-selected(.) <= 2"), {"maximum": 2}),
        (("select_one colours", "q", "?", "", "", "minimal", "randomize=true"),
         {"display": "list", "random_order": True}),
        (("range", "q", "?", "", "", "", "start=0 end=10 step=1"), {"low": 0, "high": 10}),
        (("range", "q", "?", "", "", "", "start=10 end=90 step=10"), {"min_value": "10", "max_value": "90"}),
        (("select_one colours or_other", "q", "?"), {"other": True}),
    ],
)  # fmt: skip
def test_bounds_looks_and_order_are_taken(row: tuple[Any, ...], expected: dict[str, Any]) -> None:
    assert expected.items() <= only(*row).values.items()


def test_an_option_that_goes_with_no_other_excludes_them() -> None:
    piece = only(
        "select_multiple colours", "q", "?", "", "not(selected(., 'blue') and count-selected(.) > 1)"
    )
    assert [item.id for item in piece.lists["exclusive"]] == ["blue"]
    assert [item.id for item in piece.lists["options"]] == ["red", "orange"]


def test_names_become_codes_and_those_of_choices_identifiers() -> None:
    piece = only("select_one colours", "favourite", "?")
    assert piece.code == "favourite"
    assert [item.id for item in piece.lists["options"]] == ["red", "orange", "blue"]


def test_what_follows_a_group_stands_outside_it() -> None:
    draft = read(
        ("text", "a", "?"),
        ("begin group", "g", "Chez vous", "${a} != ''"),
        ("text", "b", "?"),
        ("end group",),
        ("text", "c", "?"),
    )
    headings = [piece.texts["heading"] for piece in draft.pieces if piece.kind == "section"]
    assert headings == [{"": "Chez vous"}, {}]
    first, last = [piece.show_if for piece in draft.pieces if piece.kind == "section"]
    assert first
    assert not last


def test_a_group_within_a_group_needs_the_conditions_of_both() -> None:
    draft = read(
        ("text", "a", "?"), ("begin group", "g", "Dehors", "${a} != ''"), ("integer", "n", "?"),
        ("begin group", "h", "Dedans", "${n} > 3"), ("text", "b", "?"), ("end group",), ("text", "c", "?"),
        ("end group",),
    )  # fmt: skip
    outer, inner, resumed = [piece for piece in draft.pieces if piece.kind == "section"]
    assert [test["operator"] for test in inner.show_if[0]] == ["answered", "greater"]
    assert resumed.show_if == outer.show_if
    assert resumed.texts["heading"] == outer.texts["heading"]


def test_groups_become_pages_where_the_file_has_pages() -> None:
    source = workbook(
        survey=[("type", "name", "label"), ("begin group", "g", "Vous"), ("text", "a", "?"), ("end group",)],
        settings=[("form_title", "style"), ("Essai", "pages")],
    )
    assert [piece.kind for piece in read_xlsform(source, "x.xlsx").pieces] == ["page", "short_text"]


def test_a_table_of_choices_becomes_a_matrix_whose_rows_conditions_can_name() -> None:
    draft = read_xlsform(travel(), "trajets.xlsx")
    matrix = next(piece for piece in draft.pieces if piece.kind == "matrix_single")
    assert [item.id for item in matrix.lists["rows"]] == ["station", "market"]
    assert [group[0]["part"] for group in draft.pieces[-1].show_if] == ["station", "market"]


def test_a_filter_by_an_earlier_answer_becomes_a_question_for_each() -> None:
    source = workbook(
        survey=[
            ("type", "name", "label", "choice_filter", "relevant"),
            ("select_one country", "country", "?", "", ""),
            ("select_one town", "town", "?", "country = ${country}", ""),
            ("text", "why", "?", "", "${town} = 'metz'"),
        ],
        choices=[
            ("list_name", "name", "label", "country"),
            ("country", "fr", "France", ""), ("country", "be", "Belgique", ""),
            ("town", "metz", "Metz", "fr"), ("town", "toul", "Toul", "fr"), ("town", "arlon", "Arlon", "be"),
        ],
    )  # fmt: skip
    draft = read_xlsform(source, "x.xlsx")
    assert [piece.code for piece in draft.pieces] == ["country", "town_fr", "town_be", "why"]
    french = draft.pieces[1]
    assert [item.id for item in french.lists["options"]] == ["metz", "toul"]
    assert french.show_if[0][0]["values"] == ["fr"]
    assert draft.report.lines[1].outcome == "approximated"


def test_a_fixed_filter_leaves_its_choices() -> None:
    piece = only("select_one colours", "q", "?", "", "", "", "", "warm = 'yes'")
    assert [item.id for item in piece.lists["options"]] == ["red", "orange"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("start", "s"), "metadata"), (("calculate", "c"), "calculation"), (("audio", "a", "?"), "no_sound"),
        (("select_one_from_file t.csv", "q", "?"), "other_file"), (("hologram", "q", "?"), "type_unknown"),
        (("select_one nowhere", "q", "?"), "list_missing"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why_and_the_rest_is_taken(row: tuple[Any, ...], reason: str) -> None:
    draft = read(row, ("text", "other", "?"))
    refused, taken = draft.report.lines
    assert (refused.outcome, refused.remarks[0].reason) == ("refused", reason)
    assert taken.outcome == "taken"
    assert str(refused.remarks[0])


def test_a_condition_on_a_later_question_names_both_and_asks_everybody() -> None:
    draft = read(("text", "first", "?", "${second} = 'x'"), ("text", "second", "?"))
    line = draft.report.lines[0]
    assert not draft.pieces[0].show_if
    assert [remark.reason for remark in line.remarks] == ["condition_dropped", "condition_later"]
    assert "first" in str(line.remarks[1])
    assert "second" in str(line.remarks[1])


def test_a_label_that_is_too_long_stands_whole_before_the_question() -> None:
    long = "mot " * 200
    draft = read(("text", "q", long))
    note, question = draft.pieces
    assert note.texts["text"][""] == long.strip()
    assert len(question.texts["label"][""]) <= 500


def test_html_is_read_as_text_and_typography_is_kept() -> None:
    piece = only("text", "q", "<b>Vos trajets</b>\u00a0?<script>x()</script>")
    assert piece.texts["label"][""] == "Vos trajets\u00a0?"


@pytest.mark.parametrize(
    "cell",
    [
        '{"kind": "page"}', '{"kind": "email", "values": {"nowhere": 1}}', '{"values": {"max_length": "x"}}',
        "[" * 15_000, "pas du JSON", "[1]",
    ],
)  # fmt: skip
def test_a_column_of_ours_that_does_not_fit_is_left_out(cell: str) -> None:
    draft = read(("text", "q", "?", cell), head=("type", "name", "label", "parvis"))
    assert [piece.kind for piece in draft.pieces] == ["short_text"]
    assert [remark.reason for remark in draft.report.lines[0].remarks] == ["own_dropped"]


def test_a_questionnaire_that_nobody_could_edit_is_refused() -> None:
    with pytest.raises(FileRefused, match=str(MOST_BLOCKS)):
        read(*(("text", f"q{number}", "?") for number in range(MOST_BLOCKS + 1)))
