"""From page to page of a form: what is asked, what is kept, what is sent."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from forms.flow import token
from forms.models import Draft, Submission
from pages.models import Questionnaire
from tests.factories import flow, pages
from tests.factories import forms as make
from tests.forms.browser import held, soup
from tests.forms.flow.browser import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Questionnaire:
    """A questionnaire of three pages; the second is only for those who own a bike."""
    return flow.paged()


@pytest.fixture
def walk(client: Client, page: Questionnaire) -> Walk:
    """Somebody who has opened it."""
    return Walk(client, page)


def test_pages_are_answered_one_by_one_and_sent_from_the_summary(walk: Walk) -> None:
    assert not Draft.objects.exists()
    assert "Page 1 sur 2" in walk.text
    walk.go(bike="yes", town="Vaubrun")
    assert walk.title.startswith("Page 2 sur 3 – Votre vélo – Vos déplacements à vélo")
    walk.go(number="2", where="Au bord du canal")
    walk.go(word="Merci")
    assert "Vos réponses, avant de les envoyer" in walk.text
    for words in ("Vaubrun", "Au bord du canal", "Merci"):
        assert words in walk.text
    assert not Submission.objects.exists()
    walk.send_all()
    assert "votre réponse est bien arrivée" in walk.text
    assert Submission.objects.get().answers == {
        "bike": "yes",
        "town": "Vaubrun",
        "number": "2",
        "where": "Au bord du canal",
        "word": "Merci",
    }
    assert not Draft.objects.exists()
    name = token.cookie_name(walk.page)
    assert name not in walk.client.cookies or not walk.client.cookies[name].value


def test_a_page_whose_condition_does_not_hold_is_skipped_and_its_answers_are_not_sent(walk: Walk) -> None:
    walk.go(bike="yes").go(number="2", where="Partout")
    walk.go("back").go("back").go(bike="no")
    assert walk.title.startswith("Page 2 sur 2 – Pour finir")
    walk.go(word="Bref")
    assert "Partout" not in walk.text
    # Whoever changes their mind once more finds again what they had typed.
    walk.open("questions/1/").go(bike="yes")
    assert (walk.value("number"), walk.value("where")) == (["2"], ["Partout"])
    walk.open("questions/1/").go(bike="no").go().send_all()
    assert Submission.objects.get().answers == {"bike": "no", "word": "Bref"}


def test_going_back_loses_nothing_of_a_page_that_is_half_filled_in(walk: Walk) -> None:
    walk.go(bike="yes", town="Vaubrun").go("back", number="deux", where="Au bord")
    assert walk.value("town") == ["Vaubrun"]
    walk.go()
    assert (walk.value("number"), walk.value("where")) == (["deux"], ["Au bord"])
    # Nobody is blamed for what they have not sent yet.
    assert soup(walk.shown).select_one(".error-summary") is None
    walk.go()
    assert walk.shown.status_code == 422
    assert walk.title.startswith("Erreur")
    assert (walk.value("number"), walk.value("where")) == (["deux"], ["Au bord"])
    walk.go(number="2").go().send_all()
    assert Submission.objects.get().answers["where"] == "Au bord"


def test_what_is_compulsory_holds_the_page_up_and_is_asked_for_in_the_summary(walk: Walk) -> None:
    walk.go(bike="yes").go(where="Partout")
    assert walk.shown.status_code == 422
    walk.open("questions/summary/")
    link = soup(walk.shown).select_one(".error-summary a")
    assert link is not None
    walk.send_all()
    assert walk.shown.status_code == 422
    assert not Submission.objects.exists()
    walk.shown = walk.client.get(str(link["href"]).partition("#")[0])
    field = soup(walk.shown).select_one("#id_q-number")
    assert field is not None
    assert field["aria-invalid"] == "true"
    # From the summary back to the summary.
    walk.go(number="3")
    assert "Vos réponses, avant de les envoyer" in walk.text
    walk.send_all()
    assert Submission.objects.get().answers["number"] == "3"


def test_each_answer_has_a_link_to_change_it(walk: Walk) -> None:
    walk.go(bike="no", town="Vaubrun").go(word="Merci")
    links = {str(link["href"]) for link in soup(walk.shown).select(".flow-line a")}
    base = walk.page.get_url()
    assert links == {
        f"{base}questions/1/?back_to=summary#id_q-bike",
        f"{base}questions/1/?back_to=summary#id_q-town",
        f"{base}questions/3/?back_to=summary#id_q-word",
        f"{base}questions/3/?back_to=summary#id_contact_email",
    }
    walk.open("questions/1/?back_to=summary").go(town="Brézolles")
    assert "Brézolles" in walk.text
    assert "Vos réponses, avant de les envoyer" in walk.text


def test_a_short_form_may_be_sent_from_its_last_page(client: Client) -> None:
    walk = Walk(client, flow.paged(shows_summary=False))
    walk.go(bike="no")
    assert soup(walk.shown).select_one("button[value=send]") is not None
    walk.go("send", word="Merci")
    assert Submission.objects.get().answers == {"bike": "no", "word": "Merci"}
    assert not Draft.objects.exists()


def test_a_form_without_another_page_is_sent_as_ever(client: Client) -> None:
    page = pages.questionnaire(form=[make.question("short_text", "Titre", id="title")])
    walk = Walk(client, page)
    assert "Page 1 sur" not in walk.text
    response = client.post(page.get_url(), walk.filled(title="Un banc"))
    assert response.status_code == 303
    assert token.cookie_name(page) not in response.cookies
    assert Submission.objects.get().answers == {"title": "Un banc"}
    assert not Draft.objects.exists()


def test_the_browser_holds_one_cookie_of_the_page_and_no_session(walk: Walk) -> None:
    walk.go(bike="yes")
    cookie = walk.client.cookies[token.cookie_name(walk.page)]
    assert cookie["path"] == "/"
    assert walk.page.translation_key.hex[:16] in cookie.key
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "sessionid" not in walk.client.cookies
    assert not Session.objects.exists()
    assert "no-store" in walk.shown["Cache-Control"]


def test_a_double_click_on_next_begins_one_draft(walk: Walk) -> None:
    data = walk.filled(bike="yes")
    walk.send(data)
    Walk(Client(), walk.page)
    again = Client()
    again.post(walk.page.get_url() + "questions/1/", data)
    assert Draft.objects.count() == 1


def test_a_double_click_on_send_is_one_submission_and_shows_one_receipt(walk: Walk) -> None:
    walk.go(bike="no").go()
    kept = walk.client.cookies[token.cookie_name(walk.page)].value
    codes = []
    for _click in range(2):
        # Both requests leave before either is answered: both hold the cookie.
        walk.client.cookies[token.cookie_name(walk.page)] = kept
        response = walk.client.post(walk.page.get_url() + "questions/summary/", {"go": "send"})
        assert response.status_code == 303
        codes.append(response.cookies["receipt"].value)
    assert codes[0] == codes[1]
    assert Submission.objects.count() == 1


def test_a_double_click_on_the_last_page_is_one_submission(client: Client) -> None:
    walk = Walk(client, flow.paged(shows_summary=False)).go(bike="no")
    data = {**walk.filled(word="Merci"), "go": "send"}
    kept = client.cookies[token.cookie_name(walk.page)].value
    for _click in range(2):
        client.cookies[token.cookie_name(walk.page)] = kept
        assert client.post(walk.page.get_url() + "questions/3/", data).status_code == 303
    assert Submission.objects.count() == 1


def test_answering_twice_on_purpose_is_two_submissions(walk: Walk) -> None:
    for word in ("Un", "Deux"):
        Walk(walk.client, walk.page).go(bike="no").go(word=word).send_all()
    assert {row.answers["word"] for row in Submission.objects.all()} == {"Un", "Deux"}


def test_the_address_is_asked_for_on_the_last_page(walk: Walk) -> None:
    assert "contact_email" not in held(walk.shown)
    walk.go(bike="no")
    walk.go(contact_email="ana@example.org")
    assert "ana@example.org" in walk.text
    walk.send_all()
    assert Submission.objects.get().contributor.email == "ana@example.org"


def test_what_the_link_says_reaches_a_hidden_question_of_a_later_page(client: Client) -> None:
    hidden = {"type": "hidden", "id": "way", "value": {"label": "Canal", "parameter": "canal"}}
    page = flow.paged(form=[*flow.three_pages(), hidden])
    walk = Walk(client, page)
    walk.shown = client.get(page.get_url() + "?canal=affiche")
    walk.go(bike="no").go().send_all()
    assert Submission.objects.get().answers["way"] == "affiche"


def test_how_long_it_takes_is_said_as_an_estimate(walk: Walk) -> None:
    assert "Environ 2 à 3 minutes" in walk.text
    assert "(estimation) pour 5 questions au plus" in walk.text


def test_an_editor_changes_the_form_to_one_page_while_somebody_answers(walk: Walk) -> None:
    walk.go(bike="yes").go(number="2")
    walk.page.form = [block for block in flow.three_pages() if block["type"] != "page"]
    walk.page.save_revision().publish()
    walk.go(word="Merci")
    walk.send_all()
    assert Submission.objects.get().answers == {"bike": "yes", "number": "2", "word": "Merci"}
