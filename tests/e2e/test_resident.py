"""A resident answers on a telephone, corrects an error, follows the answer and takes it back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from forms.enums import State
from forms.mail import send_waiting
from forms.models import Submission
from pages.models import CallForIdeas
from tests.e2e.conftest import OpenPage
from tests.factories import pages
from tests.factories.forms import question

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 375
TEXT = "Devant l’école, à l’ombre.\nAvec un dossier."


@pytest.fixture
def call(live_server: LiveServer) -> CallForIdeas:
    """A call for ideas with a question of each manner of answering."""
    return pages.call_for_ideas(
        thanks="Le conseil municipal en parlera en mai.",
        form=[
            question("section", "", id="s1", heading="Votre idée"),
            question("short_text", "Titre", id="title", required=True, published=True, max_length=100),
            question("long_text", "Décrivez-la", id="idea", published=True, max_length=200),
            question("section", "", id="s2", heading="Et vous ?"),
            question(
                "single_choice",
                "Où habitez-vous ?",
                id="home",
                required=True,
                options=["Au bourg", "Dans un hameau"],
            ),
            question(
                "multiple_choice", "Que faites-vous à vélo ?", id="bike", options=["Travail", "Loisirs"]
            ),
            question("scale", "Content ?", id="grade", low=1, high=5, low_label="Non", high_label="Oui"),
            question("number", "Combien de vélos ?", id="number", min_value=0),
            question("date", "Depuis quand ?", id="since"),
        ],
    )


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_first_word_to_taking_it_back(
    call: CallForIdeas,
    live_server: LiveServer,
    open_page: OpenPage,
    violations: Callable[[Page], list[str]],
    javascript: bool,
) -> None:
    page = open_page(width=PHONE, height=667, javascript=javascript)
    page.goto(live_server.url + call.get_url())
    nothing_beyond_the_edge(page)
    page.get_by_label("Décrivez-la").fill(TEXT)
    page.get_by_label("Dans un hameau").check()
    page.get_by_label("Loisirs").check()
    page.get_by_label("4", exact=True).check()
    page.get_by_label("Combien de vélos").fill("deux")
    page.get_by_label("Depuis quand").fill("2024-05-01")
    page.get_by_label("Votre adresse électronique").fill("ana@example.org")
    page.get_by_role("button", name="Envoyer mon idée").click()

    # The errors take the focus, each leads to its field, nothing is lost.
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("2")
    expect(page).to_have_title("Erreur\xa0: " + call.title + " – Participer")
    nothing_beyond_the_edge(page)
    expect(page.get_by_label("Décrivez-la")).to_have_value(TEXT)
    expect(page.get_by_label("Dans un hameau")).to_be_checked()
    expect(page.get_by_label("Loisirs")).to_be_checked()
    expect(page.get_by_label("4", exact=True)).to_be_checked()
    expect(page.get_by_label("Combien de vélos")).to_have_value("deux")
    expect(page.get_by_label("Depuis quand")).to_have_value("2024-05-01")
    if javascript:
        assert violations(page) == []
    summary.get_by_role("link", name="Titre").click()
    expect(page.get_by_label("Titre")).to_be_focused()
    page.keyboard.type("Un banc au soleil")
    page.get_by_label("Combien de vélos").fill("2")
    page.get_by_role("button", name="Envoyer mon idée").click()

    # The receipt, which a reload does not send again.
    expect(page.get_by_role("heading", level=1)).to_contain_text("Merci")
    expect(page.get_by_text("Le conseil municipal en parlera en mai.")).to_be_visible()
    code = page.locator("#receipt-code").inner_text()
    page.reload()
    expect(page.locator("#receipt-code")).to_have_text(code)
    nothing_beyond_the_edge(page)
    if javascript:
        assert violations(page) == []
    submission = Submission.objects.get()
    assert submission.answers["idea"] == TEXT
    assert submission.answers["number"] == "2"
    assert send_waiting() == 1

    # Another day, another telephone: the code opens it.
    other = open_page(width=PHONE, height=667, javascript=javascript)
    other.goto(live_server.url + "/suivi/")
    nothing_beyond_the_edge(other)
    other.get_by_role("textbox", name="Votre code").fill("AAAA-BBBB")
    other.get_by_role("button", name="Voir ma contribution").click()
    expect(other.locator(".error-summary")).to_be_focused()
    if javascript:
        assert violations(other) == []
    other.get_by_role("textbox", name="Votre code").fill(code.lower().replace("-", " "))
    other.get_by_role("button", name="Voir ma contribution").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Un banc au soleil")
    expect(other.get_by_text("En attente de modération").first).to_be_visible()
    expect(other.get_by_text("Dans un hameau")).to_be_visible()
    assert code not in other.url
    nothing_beyond_the_edge(other)
    if javascript:
        assert violations(other) == []

    # Taking it back asks first.
    other.get_by_role("link", name="La retirer").click()
    expect(other).to_have_url(live_server.url + "/suivi/retirer/")
    nothing_beyond_the_edge(other)
    if javascript:
        assert violations(other) == []
    other.get_by_role("button", name="Oui, la retirer").click()
    expect(other.get_by_text("Retirée par son auteur").first).to_be_visible()
    submission.refresh_from_db()
    assert submission.state == State.WITHDRAWN
    assert send_waiting() == 1
    other.get_by_role("button", name="Fermer ce suivi").click()
    expect(other.get_by_role("textbox", name="Votre code")).to_be_visible()


def test_by_keyboard_alone(call: CallForIdeas, live_server: LiveServer, open_page: OpenPage) -> None:
    page = open_page(width=PHONE, height=667)
    page.goto(live_server.url + call.get_url())
    page.get_by_label("Titre").focus()
    page.keyboard.type("Un banc")
    page.keyboard.press("Tab")
    page.keyboard.type("Au soleil")
    page.keyboard.press("Tab")
    # The arrow chooses in a group of buttons.
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Dans un hameau")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Travail")).to_be_checked()
    page.get_by_label("Titre").press("Enter")
    expect(page.locator("#receipt-code")).to_be_visible()
    assert Submission.objects.get().answers["title"] == "Un banc"


def test_a_text_that_is_too_long_is_counted_and_never_cut(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page(width=PHONE)
    page.goto(live_server.url + call.get_url())
    page.get_by_label("Titre").fill("t" * 150)
    page.get_by_label("Décrivez-la").fill("é" * 230)
    page.get_by_label("Au bourg").check()
    expect(page.locator(".counter")).to_contain_text("30")
    page.get_by_role("button", name="Envoyer mon idée").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Titre")).to_have_value("t" * 150)
    expect(page.get_by_label("Décrivez-la")).to_have_value("é" * 230)
    assert not Submission.objects.exists()


def test_a_double_click_is_one_submission(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page(width=PHONE)
    page.goto(live_server.url + call.get_url())
    page.get_by_label("Titre").fill("Un banc")
    page.get_by_label("Au bourg").check()
    page.get_by_role("button", name="Envoyer mon idée").dblclick(no_wait_after=True)
    expect(page.locator("#receipt-code")).to_be_visible()
    assert Submission.objects.count() == 1


def test_a_page_that_was_open_for_too_long_gives_everything_back(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page(width=PHONE)
    page.goto(live_server.url + call.get_url())
    page.get_by_label("Titre").fill("Un banc")
    page.get_by_label("Au bourg").check()
    page.context.clear_cookies()
    page.get_by_role("button", name="Envoyer mon idée").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Titre")).to_have_value("Un banc")
    expect(page.get_by_label("Au bourg")).to_be_checked()
    page.get_by_role("button", name="Envoyer mon idée").click()
    expect(page.locator("#receipt-code")).to_be_visible()


def nothing_beyond_the_edge(page: Page) -> None:
    """Nobody has to move the page sideways."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
