"""What files an import reads, and what it says of those it cannot."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.imports.errors import Problem
from forms.imports.table import LINE_LIMIT, Row, open_table
from forms.models import Submission
from pages.models import CallForIdeas
from tests.factories.pages import call_for_ideas, questionnaire, results
from tests.forms.imports.running import run_import, titles

Write = Callable[[str | bytes], Path]
FRENCH = "external_id;titre\nA-1;L’été à l’école, façon Noël\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_french_text_is_read_in_the_usual_encodings(
    idea_call: CallForIdeas, written: Write, encoding: str
) -> None:
    run = run_import(written(FRENCH.encode(encoding)))

    assert run.code == 0
    assert titles() == ["L’été à l’école, façon Noël"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_separator_and_line_ends_are_found_out(
    idea_call: CallForIdeas, written: Write, separator: str, line_end: str
) -> None:
    rows = [["external_id", "title"], ["A-1", "Des bancs"], ["A-2", "Une mare"]]

    run = run_import(written(line_end.join(separator.join(row) for row in rows)))

    assert run.code == 0
    assert titles() == ["Des bancs", "Une mare"]


def test_cells_keep_quotation_marks_separators_and_line_ends(idea_call: CallForIdeas, written: Write) -> None:
    run_import(
        written('external_id,title,text\r\nA-1,"Dit ""la mare"", en bas","Une ligne,\r\nune autre."\r\n')
    )

    row = Submission.objects.get()
    assert row.title == 'Dit "la mare", en bas'
    assert row.answers["idea"] == "Une ligne,\nune autre."


def test_empty_rows_and_blanks_around_cells_do_not_count(idea_call: CallForIdeas, written: Write) -> None:
    run = run_import(written("external_id, title \n\n A-1 , Des bancs \n,\n  ,  \nA-2,Une mare\n\n"))

    assert run.code == 0
    assert titles() == ["Des bancs", "Une mare"]


def test_invisible_characters_are_left_out(idea_call: CallForIdeas, written: Write) -> None:
    run = run_import(written("external_id,title\nA-1,Des\x07 bancs\u202e\n"))

    assert run.code == 0
    assert titles() == ["Des bancs"]


def test_text_is_taken_as_text(idea_call: CallForIdeas, written: Write) -> None:
    run_import(written("external_id,title\nA-1,=HYPERLINK(0) <b>gras</b>\n"))

    assert titles() == ["=HYPERLINK(0) <b>gras</b>"]


def test_ragged_rows_are_reported_with_their_line(idea_call: CallForIdeas, written: Write) -> None:
    run = run_import(written("external_id,title\nA-1,Des bancs\nA-2\nA-3,Une mare,là\nA-4,Un verger\n"))

    assert run.code == 1
    assert titles() == ["Des bancs", "Un verger"]
    assert run.problems == [
        "Line 3: the row has 1 cell, the header has 2",
        "Line 4: the row has 3 cells, the header has 2",
    ]


def test_line_numbers_count_the_lines_of_the_file(idea_call: CallForIdeas, written: Write) -> None:
    run = run_import(written('external_id,title,text\nA-1,Des bancs,"un\ndeux\ntrois"\n\nA-2,,\n'))

    assert [line.split(":")[0] for line in run.problems] == ["Line 6"]


def test_a_quotation_mark_left_open_spoils_the_lines_up_to_the_next_one(
    idea_call: CallForIdeas, written: Write
) -> None:
    rows = ['A-1,"Des bancs"', 'A-2,"Une mare', "A-3,Un verger", 'A-4,"Un préau"', "A-5,Un lavoir"]

    run = run_import(written("external_id,title\n" + "\n".join(rows)))

    assert run.code == 1
    assert titles() == ["Des bancs", "Un lavoir"]
    assert run.problems == [
        "Lines 3 to 5: a quotation mark is not closed as it should be; nothing was taken from these lines"
    ]


def test_a_quotation_mark_left_open_up_to_the_end_is_reported(
    idea_call: CallForIdeas, written: Write
) -> None:
    run = run_import(written('external_id,title\nA-1,Des bancs\nA-2,"Une mare\nA-3,Un verger\n'))

    assert run.code == 1
    assert titles() == ["Des bancs"]
    assert run.problems[0].startswith("Lines 3 to 4: a quotation mark is not closed")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty, or its first line"),
        (b"\n\n", "The file is empty, or its first line"),
        (b"\xef\xbb\xbf", "The file is empty, or its first line"),
        (b";;\nA-1;b;c\n", "The file is empty, or its first line"),
        (b'"external_id,title\nA-1,b\n', "The first line is no header"),
        (b"A-1,Des bancs\nA-2,Une mare\n", "No column gives each row a reference of its own"),
        (b"external_id,cost\nA-1,12\n", "No column fits a question of the form"),
        (b"external_id,cost,idea\nA-1,12,Des bancs\n", "No column answers the compulsory question “Titre”"),
        (b"external_id,title,Title\nA-1,a,b\n", "Two columns are called “Title”"),
        (b"external_id,title\nA-1,a\nA-2,b\0c\n", "Line 3 holds a NUL byte"),
        ("external_id,title\nA-1,a\n".encode("utf-16"), "Line 1 holds a NUL byte"),
        (b"external_id,title\nA-1,\xc3\xa9t\xc3\xa9 \xc3\xa0 No\xebl\n", "Line 2 is not in UTF-8, although"),
        (b"external_id,title\nA-1,\x81\n", "Line 2 is neither in UTF-8 nor in Windows-1252"),
        (b"external_id,title\nA-1,\xe9\xe8\xe0 \xc3\xa9\x90\n", "Line 2 is neither in UTF-8 nor in"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_line(
    idea_call: CallForIdeas, written: Write, content: bytes, message: str
) -> None:
    run = run_import(written(content))

    assert run.code == 2
    assert message in run.err
    assert len(run.err.splitlines()) == 1
    assert not Submission.objects.exists()


def test_a_cut_off_utf_8_file_is_not_taken_for_windows(idea_call: CallForIdeas, written: Write) -> None:
    run = run_import(written("external_id,title\nA-1,Été\nA-2,Noël à".encode()[:-1]))

    assert run.code == 2
    assert "Line 3 is not in UTF-8, although the rest of the file is" in run.err


def test_a_directory_and_a_missing_file_are_refused_in_one_line(
    idea_call: CallForIdeas, tmp_path: Path
) -> None:
    directory = run_import(tmp_path)
    missing = run_import(tmp_path / "nothing.csv")

    assert (directory.code, missing.code) == (2, 2)
    assert "is a directory, not a file" in directory.err
    assert "nothing.csv cannot be read" in missing.err
    assert len((directory.err + missing.err).splitlines()) == 1


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(
    idea_call: CallForIdeas, written: Write
) -> None:
    run = run_import(written("external_id,title\nA-1," + "x" * (LINE_LIMIT + 1)))

    assert run.code == 2
    assert "Line 2 is longer than" in run.err


def test_a_large_file_is_read_in_little_memory(written: Write) -> None:
    row = "A,Des bancs," + "x" * 1_000 + "\n"
    path = written("external_id,title,text\n" + row * 20_000)
    assert path.stat().st_size > 20_000_000
    tracemalloc.start()
    with open_table(path) as table:
        rows = sum(isinstance(row, Row) for row in table.rows())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert rows == 20_000
    assert peak < 8_000_000


def test_an_open_quotation_mark_in_a_large_file_is_given_up_early(written: Write) -> None:
    row = "A,Des bancs\n"
    path = written('external_id,title\nA,"Des bancs\n' + row * 100_000)
    tracemalloc.start()
    with open_table(path) as table:
        rows = list(table.rows())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert isinstance(rows[0], Problem)
    assert (rows[0].first_line, rows[0].last_line) < (2, 12_000)
    assert len(rows) > 80_000
    assert peak < 60_000_000


class TestThePage:
    def test_that_does_not_exist_is_named_with_those_that_do(
        self, idea_call: CallForIdeas, written: Write
    ) -> None:
        run = run_import(written(FRENCH), page="nulle-part")

        assert run.code == 2
        assert run.err == "There is no page “nulle-part”. Pages with a form: idees."

    def test_that_cannot_carry_a_form_is_refused(self, idea_call: CallForIdeas, written: Write) -> None:
        results(slug="resultats", parent=idea_call)

        run = run_import(written(FRENCH), page="resultats")

        assert run.code == 2
        assert "cannot carry a form" in run.err

    def test_that_has_no_form_yet_is_refused(self, db: None, written: Write) -> None:
        questionnaire(slug="vide", form=[])

        run = run_import(written(FRENCH), page="vide")

        assert run.code == 2
        assert "has no form yet" in run.err

    def test_of_a_slug_that_two_pages_have_is_asked_for_by_its_path(
        self, idea_call: CallForIdeas, written: Write
    ) -> None:
        other = call_for_ideas("Ailleurs", slug="ailleurs")
        child = call_for_ideas("Encore", slug="encore")
        child.move(other, "last-child")
        child.refresh_from_db()
        child.slug = "idees"
        child.save()

        ambiguous = run_import(written(FRENCH))
        exact = run_import(written(FRENCH), page="ailleurs/idees")

        assert ambiguous.code == 2
        assert "participer/idees, participer/ailleurs/idees" in ambiguous.err
        assert exact.code == 0
        assert Submission.objects.get().page_id == child.pk
