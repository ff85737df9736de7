"""An agent types in a sheet as a scanner and a keyboard do it."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from forms.models import FormVersion, PaperPrint, PaperSheet, Submission
from forms.paper.codes import new_codes, shown
from tests.e2e.conftest import OpenPage
from tests.factories import pages, paper
from tests.factories.forms import question

pytestmark = pytest.mark.django_db(transaction=True)


def items(*words: str) -> list[dict[str, str]]:
    return [{"type": "item", "value": each, "id": f"i{number}"} for number, each in enumerate(words)]


def test_a_sheet_is_scanned_and_typed_in_by_its_letters(live_server: LiveServer, open_page: OpenPage) -> None:
    survey = pages.questionnaire(
        form=[
            question("single_choice", "Comment ?", id="how", options=items("À pied", "À vélo"), other=True),
            question(
                "matrix_single",
                "Que pensez-vous de…",
                id="grid",
                rows=items("Parc", "Rue"),
                columns=items("Mal", "Bien"),
            ),
            question("net_promoter", "Le diriez-vous ?", id="nps"),
            question("short_text", "Un mot", id="word", max_length=50),
        ]
    )
    code = new_codes(1)[0]
    version = FormVersion.freeze(survey, survey.form)
    kept = PaperPrint.objects.create(page_id=survey.pk, version=version, number=1, pages=1)
    PaperSheet.objects.create(paper_print=kept, number=1, code=code)
    session = Client()
    session.force_login(paper.agent(survey))
    page = open_page()
    cookie = session.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )

    page.goto(f"{live_server.url}{reverse('paper')}")
    page.keyboard.type(shown(code).lower())
    page.keyboard.press("Enter")
    expect(page.locator("[name=sheet-reference]")).to_have_value(shown(code))
    page.locator("[name=sheet-received_on]").fill(timezone.localdate().isoformat())
    page.locator("[name=q-how]").first.focus()
    for key in ("b", "Enter", "2", "Enter", "1", "Enter", "1", "0", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("Merci")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#receipt-code")).to_be_visible()
    submission = Submission.objects.get()
    assert submission.external_id == shown(code)
    assert submission.answers == {
        "how": "i1",
        "grid": {"i0": "i1", "i1": "i0"},
        "nps": 10,
        "word": "Merci",
    }
