"""A page's form on paper: what a sheet says, and that machines can read it, too."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from forms.models import PaperPrint, PaperSheet
from forms.paper.codes import shown
from forms.paper.printed.services import PAGES_OF_A_FILE, files_of
from pages.models import Questionnaire
from tests.factories import moderation, pages, paper
from tests.factories.forms import question
from tests.forms.browser import soup
from tests.forms.moderation.conftest import signed_in


def pdf_of(response: Any) -> PdfReader:
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def survey(db: None) -> Questionnaire:
    """A questionnaire with a condition and texts that look like markup."""
    return pages.questionnaire(
        form=[
            question(
                "single_choice",
                "Prenez-vous le bus ?",
                id="bus",
                options=[option("yes", "Oui"), option("no", "Non")],
            ),
            question(
                "multiple_choice",
                "Quelles lignes ? #panic() *pas* $du$ <markup>",
                id="lines",
                options=["A & B", "C_D", "`E`"],
                maximum=2,
                show_if=[[{"question": "bus", "operator": "equals", "values": ["yes"], "part": ""}]],
            ),
            question(
                "long_text",
                "اكتب رأيك 😀 " + "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 3,
                id="text",
            ),
        ]
    )


def option(key: str, words: str) -> dict[str, str]:
    return {"type": "item", "value": words, "id": key}


@pytest.fixture
def desk(client: Client, survey: Questionnaire) -> Client:
    """A browser in which an agent of the page has signed in."""
    return signed_in(client, paper.agent(survey))


def test_a_sheet_says_what_the_page_asks(desk: Client, survey: Questionnaire) -> None:
    said = words_of(pdf_of(desk.get(reverse("paper_blank", args=[survey.pk]))))

    for words in (survey.title, "Prenez-vous le bus ?", "#panic() *pas* $du$ <markup>", "A & B", "1/"):
        assert words in said


def test_it_is_tagged_as_pdf_ua_asks(desk: Client, survey: Questionnaire) -> None:
    reader = pdf_of(desk.get(reverse("paper_blank", args=[survey.pk])))
    root: Any = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "fr"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert root["/StructTreeRoot"]["/K"]
    assert all("/StructParents" in page for page in reader.pages)


def printed(desk: Client, page: Any, number: int = 3, **more: Any) -> PaperPrint:
    """Print so many sheets and return what is kept of it."""
    data = {"print-number": number, "print-language": "fr", "print-hand_in": "À la mairie", **more}
    response = desk.post(reverse("paper_print", args=[page.pk]), data)
    assert response.status_code == 303, response.content.decode()
    return PaperPrint.objects.get()


def test_each_sheet_has_a_code_of_its_own_on_each_page(desk: Client, survey: Questionnaire) -> None:
    kept = printed(desk, survey)
    reader = pdf_of(desk.get(reverse("paper_print_file", args=[kept.page_id, kept.pk, 1])))

    codes = [shown(sheet.code) for sheet in PaperSheet.objects.order_by("number")]
    assert len(set(codes)) == 3
    assert len(reader.pages) == 3 * kept.pages
    for number, page in enumerate(reader.pages):
        assert codes[number // kept.pages] in page.extract_text()
    assert "À la mairie" in words_of(reader)


def test_what_a_language_needs_is_there_and_what_no_font_has_is_a_sign(
    desk: Client, survey: Questionnaire
) -> None:
    said = words_of(pdf_of(desk.get(reverse("paper_blank", args=[survey.pk]))))

    assert "hauptbetriebswerk" in said.replace(" ", "").lower()
    # The letters of Arabic as they are joined, in the order of the page.
    assert any("\ufe70" <= character <= "\ufeff" or "\u0600" <= character <= "\u06ff" for character in said)


def test_conditions_stand_in_words_and_instructions_say_how_many(desk: Client, survey: Questionnaire) -> None:
    said = words_of(pdf_of(desk.get(reverse("paper_blank", args=[survey.pk]))))

    assert "« Oui »" in said
    assert "2" in said


def test_two_thousand_sheets_come_in_files_of_a_few_seconds(desk: Client, survey: Questionnaire) -> None:
    kept = printed(desk, survey, 2_000)
    files = soup(desk.get(reverse("paper_print", args=[survey.pk]))).select(".paper-files a")

    assert PaperSheet.objects.values("code").distinct().count() == 2_000
    assert len(files) == len(files_of(kept))
    assert all((last - first + 1) * kept.pages <= PAGES_OF_A_FILE for first, last in files_of(kept))
    assert files_of(kept)[-1][1] == 2_000
    refused = {"print-number": 2_001, "print-language": "fr"}
    assert desk.post(reverse("paper_print", args=[survey.pk]), refused).status_code == 422


def test_sheets_for_both_sides_begin_on_a_front(desk: Client, survey: Questionnaire) -> None:
    kept = printed(desk, survey, 2, **{"print-two_sided": "on"})
    reader = pdf_of(desk.get(reverse("paper_print_file", args=[kept.page_id, kept.pk, 1])))

    second = shown(PaperSheet.objects.get(number=2).code)
    first_page = next(number for number, page in enumerate(reader.pages) if second in page.extract_text())
    assert first_page % 2 == 0


class TestWhoMay:
    def test_an_agent_of_another_section_prints_nothing(self, survey: Questionnaire) -> None:
        other = signed_in(Client(), paper.agent(pages.call_for_ideas("Un autre appel")))

        for name in ("paper_print", "paper_blank"):
            assert other.get(reverse(name, args=[survey.pk])).status_code == 404
        assert other.post(reverse("paper_print", args=[survey.pk]), {}).status_code == 404

    def test_codes_of_a_print_are_for_those_who_may_print_its_page(
        self, desk: Client, survey: Questionnaire
    ) -> None:
        kept = printed(desk, survey)
        call = pages.call_for_ideas("Un autre appel")
        other = signed_in(Client(), paper.agent(call))

        for page in (survey, call):
            address = reverse("paper_print_file", args=[page.pk, kept.pk, 1])
            assert other.get(address).status_code == 404
        assert desk.get(reverse("paper_print_file", args=[survey.pk, kept.pk, 9])).status_code == 404

    def test_editors_of_the_page_print_it_from_its_menu(self, survey: Questionnaire) -> None:
        editor = signed_in(Client(), moderation.superuser())

        menu = editor.get(reverse("wagtailadmin_pages:edit", args=[survey.pk])).content.decode()
        assert reverse("paper_print", args=[survey.pk]) in menu
