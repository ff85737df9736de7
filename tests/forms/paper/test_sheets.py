"""Printed sheets come back: by their code, with the questions that stood on them, each once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from forms.builder import field_name
from forms.models import FormVersion, PaperEntry, PaperPrint, PaperSheet, Submission
from forms.paper.codes import new_codes, shown
from pages.models import Questionnaire
from tests.factories import pages, paper
from tests.factories.forms import question
from tests.forms.browser import held, soup, text_of
from tests.forms.moderation.conftest import signed_in
from tests.forms.paper.conftest import day, screen

ONLY_YES = [[{"question": "bus", "operator": "equals", "values": ["yes"], "part": ""}]]


@pytest.fixture
def survey(db: None) -> Questionnaire:
    """A questionnaire of three questions, one of them on a condition."""
    return pages.questionnaire(
        form=[
            question("yes_no", "Prenez-vous le bus ?", id="bus", required=True),
            question("short_text", "Quelle ligne ?", id="line", show_if=ONLY_YES, max_length=50),
            question("short_text", "Votre commune", id="town", required=True, max_length=50),
        ]
    )


@pytest.fixture
def desk(client: Client, survey: Questionnaire) -> Client:
    """A browser in which an agent of the page has signed in."""
    return signed_in(client, paper.agent(survey))


def sheets_of(page: Any, number: int = 2) -> list[str]:
    """Return the codes of sheets that were printed."""
    kept = PaperPrint.objects.create(
        page_id=page.pk, version=FormVersion.freeze(page, page.form), number=number, pages=1
    )
    codes = new_codes(number)
    PaperSheet.objects.bulk_create(
        PaperSheet(paper_print=kept, number=place, code=code) for place, code in enumerate(codes, 1)
    )
    return [shown(code) for code in codes]


def post(desk: Client, page: Any, reference: str, address: str = "", **more: Any) -> Any:
    address = address or screen(page)
    sheet = {"sheet-reference": reference, "sheet-received_on": day(1)}
    answers = {field_name("bus"): "no", field_name("town"): "Vaubrun"}
    return desk.post(address, {**held(desk.get(address)), **sheet, **answers, **more})


def test_a_code_opens_its_sheet_and_stands_in_it(desk: Client, survey: Questionnaire) -> None:
    code = sheets_of(survey)[0]

    response = desk.get(reverse("paper_open"), {"code": code.lower().replace("-", " ")})

    assert response["Location"] == f"{screen(survey)}?sheet={code}"
    assert held(desk.get(response["Location"]))["sheet-reference"] == [code]


def test_the_screen_has_the_numbers_and_letters_of_the_paper(desk: Client, survey: Questionnaire) -> None:
    page = soup(desk.get(screen(survey)))

    lines = page.select("[data-paper-line]")
    assert [line.select_one(".paper-line__number").text for line in lines] == ["1", "2", "3", "@"]
    assert '"yes": "A"' in lines[0]["data-codes"]
    assert "question 2" not in lines[0].text
    assert "question 1" in lines[1].text


def test_a_sheet_counts_once_under_its_code(desk: Client, survey: Questionnaire) -> None:
    code = sheets_of(survey)[0]

    assert post(desk, survey, code.lower()).status_code == 303
    copy = post(desk, survey, code)

    assert Submission.objects.get().external_id == code
    assert copy.status_code == 422
    assert "copy" in text_of(copy)


def test_what_was_never_printed_or_is_mistyped_is_refused(desk: Client, survey: Questionnaire) -> None:
    sheets_of(survey)
    unknown = shown(new_codes(1)[0])
    mistyped = unknown[:-1] + ("0" if unknown[-1] != "0" else "1")

    for reference, words in ((unknown, "was printed here"), (mistyped, "mistyped")):
        response = post(desk, survey, reference)
        assert response.status_code == 422
        assert words in text_of(response)
    assert not Submission.objects.exists()


def test_a_reference_of_one_s_own_is_as_good_as_ever(desk: Client, survey: Questionnaire) -> None:
    sheets_of(survey)

    assert post(desk, survey, "Mairie-12").status_code == 303


def test_a_sheet_of_another_page_is_refused_and_says_which(desk: Client, survey: Questionnaire) -> None:
    other = pages.questionnaire("Les écoles")
    code = sheets_of(other)[0]
    sheets_of(survey)

    response = post(desk, survey, code)

    assert response.status_code == 422
    assert "Les écoles" in text_of(response)


def test_a_sheet_keeps_the_questions_that_stand_on_it(desk: Client, survey: Questionnaire) -> None:
    code = sheets_of(survey)[0]
    survey.form = survey.form.stream_block.to_python([question("yes_no", "Autre question", id="new")])
    survey.save_revision().publish()

    opened = f"{screen(survey)}?sheet={code}"
    assert "Prenez-vous le bus" in text_of(desk.get(opened))
    assert post(desk, survey, code, opened).status_code == 303
    submission = Submission.objects.get()
    assert submission.answers == {"bus": "no", "town": "Vaubrun"}
    assert submission.version.definition[0]["id"] == "bus"


def test_an_answer_that_was_not_asked_for_is_left_out_once_the_agent_knows(
    desk: Client, survey: Questionnaire
) -> None:
    extra = {field_name("line"): "Ligne 4"}

    warned = post(desk, survey, "A-1", **extra)
    assert warned.status_code == 422
    assert "Question 2" in text_of(warned)
    assert held(warned)[field_name("line")] == ["Ligne 4"]
    assert post(desk, survey, "A-1", **extra, **{"sheet-left-out": "line"}).status_code == 303
    assert Submission.objects.get().answers == {"bus": "no", "town": "Vaubrun"}


def test_what_nobody_can_read_is_marked_and_not_missed(desk: Client, survey: Questionnaire) -> None:
    refused = post(desk, survey, "A-1", **{field_name("town"): ""})
    assert refused.status_code == 422
    marked = {field_name("town"): "V…", "sheet-mark-town": "unreadable"}

    assert post(desk, survey, "A-1", **marked).status_code == 303

    entry = PaperEntry.objects.get()
    assert entry.marks == {"town": "unreadable"}
    assert entry.submission.answers == {"bus": "no"}
    assert "unreadable" in text_of(desk.get(reverse("paper_batch", args=[entry.batch_id])))
