"""Two windows, the back button, what has expired, a form that changes: nothing typed is lost in silence."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from forms.flow import token
from forms.models import Draft, Submission
from pages.models import Questionnaire
from tests.factories import flow
from tests.factories.forms import question
from tests.forms.browser import held, soup, text_of
from tests.forms.flow.browser import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Questionnaire:
    """A questionnaire of three pages; the second is only for those who own a bike."""
    return flow.paged()


@pytest.fixture
def walk(client: Client, page: Questionnaire) -> Walk:
    """Somebody on the second page."""
    return Walk(client, page).go(bike="yes", town="Vaubrun")


def other_tab(walk: Walk, address: str) -> Walk:
    """Return another window of the same browser."""
    tab = Walk(walk.client, walk.page)
    return tab.open(address)


def change(page: Questionnaire, form: list[dict[str, Any]]) -> None:
    """Publish another form in the place of the page's."""
    page.form = form
    page.save_revision().publish()


def typed(page: Questionnaire) -> dict[str, Any]:
    """Return what the one draft of the page holds."""
    return Draft.objects.get(page=page).typed


def test_two_tabs_that_answer_different_pages_are_both_kept(walk: Walk) -> None:
    second = other_tab(walk, "questions/3/")
    walk.go(number="2", where="Au bord du canal")
    second.go(word="Merci")
    assert "Au bord du canal" in second.text
    assert "Merci" in second.text
    assert "changée à deux endroits" not in second.text
    second.send_all()
    answers = Submission.objects.get().answers
    assert (answers["where"], answers["word"]) == ("Au bord du canal", "Merci")


def test_two_tabs_that_answer_the_same_page_the_later_wins_and_is_told(walk: Walk) -> None:
    second = other_tab(walk, "questions/2/")
    walk.go(number="2", where="Au bord du canal")
    assert "changée à deux endroits" not in walk.text
    second.go(number="2", where="Sur la route")
    assert "changée à deux endroits" in second.text
    assert "Au bord du canal" in second.text
    assert "Combien de vélos" not in second.text
    second.go().send_all()
    assert Submission.objects.get().answers["where"] == "Sur la route"


def test_the_back_button_then_another_answer_then_sending(walk: Walk) -> None:
    first_page = held(Walk(Client(), walk.page).shown)
    walk.go(number="2").go(word="Merci")
    # The browser shows the first page as it was, before anything was kept, and sends it changed.
    data = {**first_page, "q-bike": ["yes"], "q-town": ["Brézolles"], "go": "next"}
    walk.shown = walk.client.post(walk.page.get_url() + "questions/1/", data, follow=True)
    assert Draft.objects.count() == 1
    assert "Vaubrun" in walk.text
    walk.open("questions/summary/").send_all()
    assert Submission.objects.get().answers == {
        "bike": "yes",
        "town": "Brézolles",
        "number": "2",
        "word": "Merci",
    }


def test_going_back_after_sending_says_so_and_keeps_what_is_typed_then(walk: Walk) -> None:
    stale = walk.filled(number="2")
    walk.go(number="2").go().send_all()
    late = walk.client.post(walk.page.get_url() + "questions/2/", {**stale, "q-where": "Encore ici"})
    assert late.status_code == 409
    assert "envoyées depuis une autre fenêtre" in text_of(late)
    assert Submission.objects.count() == 1
    assert typed(walk.page)["where"] == {"": ["Encore ici"]}


def test_another_window_that_still_holds_the_cookie_after_sending_sends_nothing_twice(walk: Walk) -> None:
    kept = walk.client.cookies[token.cookie_name(walk.page)].value
    stale = walk.filled(number="4", where="Ailleurs")
    walk.go(number="2").go().send_all()
    walk.client.cookies[token.cookie_name(walk.page)] = kept
    late = walk.client.post(walk.page.get_url() + "questions/2/", {**stale, "go": "next"})
    assert late.status_code == 409
    assert Submission.objects.count() == 1
    assert typed(walk.page)["where"] == {"": ["Ailleurs"]}


def test_a_cookie_that_has_expired_keeps_the_page_and_the_code_brings_back_the_rest(walk: Walk) -> None:
    code = walk.go("save", number="2").code()
    walk.open("questions/2/")
    del walk.client.cookies[token.cookie_name(walk.page)]
    walk.go(number="5", where="Au bord du canal")
    assert walk.shown.status_code == 409
    assert "ne sont pas (ou plus) sur cet appareil" in walk.text
    walk.shown = walk.client.post(walk.page.get_url() + "questions/resume/", {"code": code}, follow=True)
    assert Draft.objects.count() == 1
    # What was typed last is kept, and it is said what it took the place of.
    assert "changée à deux endroits" in walk.text
    walk.open("questions/summary/")
    for words in ("Vaubrun", "Au bord du canal", "5"):
        assert words in walk.text


def test_without_a_code_one_goes_on_from_the_page_that_was_kept(walk: Walk) -> None:
    del walk.client.cookies[token.cookie_name(walk.page)]
    walk.go(number="5")
    link = soup(walk.shown).find("a", string="Continuer sans code")
    assert link is not None
    walk.shown = walk.client.get(str(link["href"]), follow=True)
    walk.open("questions/summary/")
    # The first page, which the second depends on, is asked for.
    assert "Avez-vous un vélo ?" in walk.text
    walk.open("questions/1/").go(bike="yes")
    assert walk.value("number") == ["5"]


def test_a_page_that_was_open_for_too_long_gives_everything_back(page: Questionnaire) -> None:
    strict = Client(enforce_csrf_checks=True)
    walk = Walk(strict, page).go(bike="yes", town="Vaubrun")
    del strict.cookies["csrftoken"]
    walk.go(number="deux", where="Au bord du canal")
    assert walk.shown.status_code == 403
    assert walk.value("where") == ["Au bord du canal"]
    assert "ouverte trop longtemps" in walk.text
    # The page that came back has a new token.
    walk.go(number="2").go()
    assert "Au bord du canal" in walk.text
    assert "Vaubrun" in walk.text


def test_the_first_page_comes_back_whole_too(page: Questionnaire) -> None:
    strict = Client(enforce_csrf_checks=True)
    walk = Walk(strict, page)
    del strict.cookies["csrftoken"]
    walk.go(bike="yes", town="Vaubrun")
    assert walk.shown.status_code == 403
    assert walk.value("town") == ["Vaubrun"]
    assert not Draft.objects.exists()
    assert "Page 2 sur 3" in walk.go().text


def test_a_page_that_closes_in_the_middle_says_so_and_leaves_the_answers_to_read(walk: Walk) -> None:
    walk.page.closes_at = timezone.now()
    walk.page.save_revision().publish()
    walk.go(number="2", where="Au bord du canal")
    assert walk.shown.status_code == 403
    assert "n’accepte pas de réponse en ce moment" in walk.text
    assert walk.value("where") == ["Au bord du canal"]
    summary = Walk(walk.client, walk.page)
    assert "Relire les réponses" in summary.text
    summary.open("questions/summary/")
    assert "Au bord du canal" in summary.text
    assert "Vaubrun" in summary.text
    assert soup(summary.shown).select_one("button[value=send]") is None
    walk.client.post(walk.page.get_url() + "questions/summary/", {"go": "send"})
    assert not Submission.objects.exists()


def test_a_question_that_is_taken_out_is_said_with_what_was_answered(walk: Walk) -> None:
    walk.go(number="2", where="Au bord du canal")
    change(walk.page, [block for block in flow.three_pages() if block["id"] != "where"])
    walk.go(word="Merci")
    assert "Le formulaire a changé" in walk.text
    assert "Où roulez-vous ?" in walk.text
    assert "Au bord du canal" in walk.text
    walk.send_all()
    assert "where" not in Submission.objects.get().answers


def test_what_is_taken_out_right_before_sending_is_said_before_it_is_sent(walk: Walk) -> None:
    walk.go(number="2", where="Au bord du canal").go()
    change(walk.page, [block for block in flow.three_pages() if block["id"] != "where"])
    walk.send_all()
    assert not Submission.objects.exists()
    assert "Au bord du canal" in walk.text
    walk.send_all()
    assert Submission.objects.count() == 1


def test_what_belongs_to_no_question_any_more_counts_among_the_things_to_correct(walk: Walk) -> None:
    walk.go(number="2", where="Au bord du canal").go()
    draft = Draft.objects.get()
    # A row of a table that was taken out, say.
    draft.typed["where"]["-gone"] = ["Ma réponse"]
    draft.save()
    walk.open("questions/summary/")
    heading = soup(walk.shown).select_one(".error-summary h2")
    assert heading is not None
    assert heading.get_text().split()[0] == "1"
    assert "« Ma réponse »" in walk.text


def test_a_question_that_moves_to_another_page_takes_its_answer_along(walk: Walk) -> None:
    data = walk.filled(number="2", where="Au bord du canal")
    blocks = {block["id"]: block for block in flow.three_pages()}
    order = ["bike", "town", "p2", "number", "p3", "where", "word"]
    change(walk.page, [blocks[name] for name in order])
    walk.send(data)
    assert walk.title.startswith("Page 3 sur 3")
    assert walk.value("where") == ["Au bord du canal"]


def test_a_compulsory_question_that_is_added_is_asked_for_before_sending(walk: Walk) -> None:
    walk.go(number="2").go()
    age = question("number", "Quel âge avez-vous ?", id="age", required=True)
    change(walk.page, [age, *flow.three_pages()])
    walk.send_all()
    assert not Submission.objects.exists()
    assert "Quel âge avez-vous ?" in walk.text


def test_a_field_that_nobody_knows_is_quoted(walk: Walk) -> None:
    walk.send({**walk.filled(number="2"), "q-gone": "Ma réponse"})
    assert walk.shown.status_code == 422
    assert "« Ma réponse »" in walk.text
