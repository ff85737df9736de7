"""A resident sends a form: what is kept, and what comes back."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client
from django.utils import timezone

from forms.enums import Channel, State
from forms.models import Contributor, FormVersion, OutgoingMail, Submission
from pages.models import Questionnaire
from tests.factories import forms as make
from tests.factories import pages
from tests.forms.browser import answer, code_after, fill_in, held, soup, text_of

pytestmark = pytest.mark.django_db


def test_an_idea_is_kept_as_it_was_sent_and_awaits_a_decision(client: Client) -> None:
    page = pages.call_for_ideas()
    before = timezone.now()
    response = answer(
        client,
        page,
        {"title": "Un banc au soleil", "idea": "Devant l’école.\r\nMerci !", "private": "Appelez-moi"},
    )
    assert response.status_code == 303
    submission = Submission.objects.get()
    assert submission.answers == {
        "title": "Un banc au soleil",
        "idea": "Devant l’école.\nMerci !",
        "private": "Appelez-moi",
    }
    assert submission.title == "Un banc au soleil"
    assert (submission.state, submission.channel, submission.language) == (State.PENDING, Channel.WEB, "fr")
    assert submission.page_key == page.translation_key
    assert before <= submission.received_at <= timezone.now()
    assert submission.contributor is None


def test_the_text_for_the_search_holds_nothing_private(client: Client) -> None:
    page = pages.call_for_ideas()
    answer(client, page, {"title": "Un banc", "idea": "Près du lavoir", "private": "secret"})
    assert Submission.objects.get().search_text == "un banc pres du lavoir"


def test_answers_to_a_questionnaire_are_recorded_without_a_decision(client: Client) -> None:
    page = pages.questionnaire()
    option = page.form[0].value["options"].bound_blocks[1].id
    assert answer(client, page, {"mode": option}).status_code == 303
    submission = Submission.objects.get()
    assert submission.state == State.RECORDED
    assert submission.answers == {"mode": option}


def test_the_receipt_shows_a_code_that_opens_the_submission_elsewhere(client: Client) -> None:
    page = pages.call_for_ideas(thanks="Le conseil municipal en parlera en mai.")
    response = answer(client, page, {"title": "Un banc", "idea": ""})
    receipt = client.get(response["Location"])
    assert "Le conseil municipal en parlera en mai." in text_of(receipt)
    code = code_after(client, response)
    elsewhere = Client()
    opened = elsewhere.post("/suivi/", {"code": code}, follow=True)
    assert opened.status_code == 200
    assert "Un banc" in text_of(opened)


def test_the_form_is_stored_once_however_many_answer(client: Client) -> None:
    page = pages.call_for_ideas()
    for number in range(3):
        answer(Client(), page, {"title": f"Idée {number}"})
    assert FormVersion.objects.count() == 1
    assert Submission.objects.count() == 3


def test_an_address_is_kept_apart_and_gets_a_confirmation_from_the_worker(client: Client) -> None:
    page = pages.call_for_ideas()
    answer(client, page, {"title": "Un banc", "contact_email": "ana@example.org"})
    submission = Submission.objects.get()
    assert submission.contributor == Contributor.objects.get(email="ana@example.org", language="fr")
    assert "ana@example.org" not in str(submission.answers)
    waiting = OutgoingMail.objects.get()
    assert (waiting.kind, waiting.submission, waiting.sent_at) == ("received", submission, None)


def test_a_page_that_offers_no_contact_takes_no_address(client: Client) -> None:
    page = pages.call_for_ideas(offers_contact=False)
    response = client.get(page.get_url())
    assert "contact_email" not in held(response)
    data = {**held(response), "q-title": "Un banc", "contact_email": "ana@example.org"}
    refused = client.post(page.get_url(), data)
    assert refused.status_code == 422
    assert "ana@example.org" in text_of(refused)
    assert not Submission.objects.exists()


def test_an_answer_in_english_is_kept_with_its_language(client: Client, english: object) -> None:
    page = english(pages.call_for_ideas())
    response = answer(client, page, {"title": "A bench", "contact_email": "ann@example.org"})
    assert response["Location"] == "/en/suivi/recu/"
    submission = Submission.objects.get()
    assert submission.language == "en"
    assert submission.contributor.language == "en"


def test_a_page_with_a_form_is_kept_by_no_cache(client: Client) -> None:
    page = pages.call_for_ideas()
    for response in (client.get(page.get_url()), answer(client, page, {"title": ""})):
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]


def test_a_page_without_a_form_to_fill_in_may_be_cached(client: Client) -> None:
    page = pages.call_for_ideas(closes_at=timezone.now())
    response = client.get(page.get_url())
    assert response["Cache-Control"] == "public, max-age=60"
    assert "csrftoken" not in response.cookies


def test_submissions_cannot_be_taken_along_by_a_deleted_page(client: Client) -> None:
    page = pages.call_for_ideas()
    make.send(page, {"title": "Un banc"})
    with pytest.raises(Exception, match="protected"):
        page.delete()
    assert Submission.objects.count() == 1


def test_the_code_is_derived_from_nothing_in_the_database(client: Client) -> None:
    page = pages.call_for_ideas()
    code = code_after(client, answer(client, page, {"title": "Un banc"})).replace("-", "")
    assert len(code) == 26
    with pytest.raises(ObjectDoesNotExist):
        Submission.objects.get(receipt_digest=code)


def test_filling_in_leaves_the_first_page_without_errors(client: Client) -> None:
    page = pages.call_for_ideas()
    data = fill_in(client, page, {})
    assert data["q-title"] == [""]
    assert not soup(client.get(page.get_url())).select(".error-summary")


def test_a_form_is_the_same_version_whoever_looked_at_it_before(client: Client) -> None:
    page = pages.questionnaire()
    make.send(Questionnaire.objects.get(pk=page.pk), {})
    answer(client, page, {"mode": page.form[0].value["options"].bound_blocks[0].id})
    assert FormVersion.objects.count() == 1
