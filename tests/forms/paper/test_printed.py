"""A page's form on paper: what a sheet says, and that machines can read it, too."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from forms.models import PaperPrint, PaperSheet
from forms.paper.codes import shown
from pages.models import Questionnaire
from tests.factories import pages, paper
from tests.factories.forms import question
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
