"""Stop and go on later: a code that nobody else knows, and answers that are erased in time."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from forms.flow import codes, drafts, token
from forms.mail import send_waiting
from forms.models import Contributor, Draft, OutgoingMail, Submission
from forms.receipts import ALPHABET
from pages.models import Questionnaire
from tests.factories import flow
from tests.forms.browser import soup, text_of
from tests.forms.conftest import English
from tests.forms.flow.browser import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Questionnaire:
    """A questionnaire of three pages; the second is only for those who own a bike."""
    return flow.paged()


@pytest.fixture
def walk(client: Client, page: Questionnaire) -> Walk:
    """Somebody who has stopped in the middle of the second page."""
    return Walk(client, page).go(bike="yes", town="Vaubrun").go("save", where="Au bord")


def resumed(page: Questionnaire, code: str) -> Walk:
    """Return another device that has typed a code."""
    walk = Walk(Client(), page)
    walk.shown = walk.client.post(page.get_url() + "questions/resume/", {"code": code}, follow=True)
    return walk


def test_the_code_has_80_bits_and_only_a_keyed_digest_of_it_is_kept(walk: Walk) -> None:
    code = walk.code()
    plain = code.replace("-", "")
    assert len(plain) == 16
    assert set(plain) <= set(ALPHABET)
    draft = Draft.objects.get()
    assert draft.code_digest == codes.digest_of(code)
    assert plain not in str({field.name: getattr(draft, field.name) for field in Draft._meta.fields})
    assert plain not in draft.code_digest.upper()


def test_another_device_goes_on_where_the_first_one_stopped(walk: Walk) -> None:
    code = walk.code()
    other = resumed(walk.page, code.lower().replace("-", " "))
    assert other.title.startswith("Page 2 sur 3")
    assert other.value("where") == ["Au bord"]
    assert code not in other.shown.request["PATH_INFO"] + other.shown.request["QUERY_STRING"]
    other.go(number="2").go(word="Merci").send_all()
    assert Submission.objects.get().answers["town"] == "Vaubrun"
    # What was sent is erased, for whoever had it open elsewhere, too.
    assert resumed(walk.page, code).shown.status_code == 422
    assert walk.open("questions/2/").shown.status_code == 404


def test_the_code_can_be_seen_again_and_printed_and_is_in_no_address(walk: Walk) -> None:
    assert walk.shown.redirect_chain[-1][0] == walk.page.get_url() + "questions/code/"
    code = walk.code()
    assert walk.open("questions/code/").code() == code
    assert "no-store" in walk.shown["Cache-Control"]


def test_a_code_in_the_address_opens_nothing(walk: Walk) -> None:
    code = walk.code()
    other = Client().get(walk.page.get_url() + "questions/resume/", {"code": code})
    assert token.cookie_name(walk.page) not in other.cookies
    assert "Vaubrun" not in text_of(other)


@pytest.mark.parametrize("typed", ["", "AAAA-BBBB", "é\x00", "x" * 81])
def test_an_unknown_code_says_so(page: Questionnaire, typed: str) -> None:
    walk = resumed(page, typed)
    assert walk.shown.status_code == 422
    assert soup(walk.shown).select_one("input[name=code]")["aria-invalid"] == "true"


def test_too_many_codes_from_one_connection(walk: Walk, settings: Settings) -> None:
    settings.FOLLOW_RATE = (2, 600)
    code = walk.code()
    for _try in range(2):
        assert resumed(walk.page, "AAAA").shown.status_code == 422
    assert resumed(walk.page, code).shown.status_code == 429


def test_answers_that_were_not_saved_have_no_code(client: Client, page: Questionnaire) -> None:
    Walk(client, page).go(bike="yes")
    assert resumed(page, codes.code_of(Draft.objects.get().pk)).shown.status_code == 422


def test_a_page_may_offer_no_saving(client: Client) -> None:
    walk = Walk(client, flow.paged(allows_saving=False))
    assert soup(walk.shown).select_one("button[value=save]") is None
    walk.go("save", bike="yes")
    assert Draft.objects.get().code_digest is None


def test_the_code_is_sent_by_mail_and_the_address_erased(walk: Walk) -> None:
    code = walk.code()
    shown = walk.client.post(
        walk.page.get_url() + "questions/code/", {"email": "ana@example.org"}, follow=True
    )
    assert "Le message est en route" in text_of(shown)
    row = OutgoingMail.objects.get()
    assert code not in str({field.name: getattr(row, field.name) for field in OutgoingMail._meta.fields})
    assert send_waiting() == 1
    message = mail.outbox[0]
    assert message.to == ["ana@example.org"]
    assert code in message.body
    assert walk.page.full_url in message.body
    # No address that a click would follow holds the code, nor anything that was typed.
    assert not re.search(r"https?://\S*" + re.escape(code.replace("-", "")), message.body)
    assert "Vaubrun" not in message.body
    assert not Contributor.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_sending_erases_the_draft_with_the_message_that_waits_and_its_address(walk: Walk) -> None:
    walk.client.post(walk.page.get_url() + "questions/code/", {"email": "ana@example.org"})
    walk.open("questions/2/").go(number="2").go().send_all()
    assert Submission.objects.get().contributor is None
    assert not Draft.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert not Contributor.objects.exists()


def test_many_messages_from_one_connection_are_too_many(walk: Walk) -> None:
    answers = [
        walk.client.post(walk.page.get_url() + "questions/code/", {"email": f"a{n}@example.org"})
        for n in range(6)
    ]
    assert answers[-1].status_code == 429
    assert OutgoingMail.objects.count() == 5


def test_what_nobody_saved_is_erased_after_a_day_and_the_rest_after_the_set_delay(
    walk: Walk, page: Questionnaire, settings: Settings
) -> None:
    Walk(Client(), page).go(bike="no")
    saved = Draft.objects.exclude(code_digest=None).get()
    unsaved = Draft.objects.get(code_digest=None)
    assert unsaved.expires_at <= timezone.now() + timedelta(seconds=token.SECONDS)
    assert saved.expires_at > timezone.now() + timedelta(days=settings.DRAFT_DAYS - 1)
    Draft.objects.filter(pk=unsaved.pk).update(expires_at=timezone.now())
    assert drafts.erase_expired() == 1
    assert list(Draft.objects.all()) == [saved]
    code = walk.code()
    Draft.objects.update(expires_at=timezone.now())
    # Before the worker comes by, it is already as if it were not there.
    assert resumed(page, code).shown.status_code == 422
    drafts.erase_expired()
    assert not Draft.objects.exists()


def test_whoever_comes_next_to_the_device_is_shown_no_answer(walk: Walk) -> None:
    next_person = Walk(walk.client, walk.page)
    assert "Vous avez commencé à répondre" in next_person.text
    assert "Vaubrun" not in next_person.text
    code = walk.open("questions/code/").code()
    next_person.shown = walk.client.post(walk.page.get_url() + "questions/leave/", follow=True)
    assert "Vous avez commencé" not in next_person.text
    # It was saved, so it is not erased with the cookie.
    assert resumed(walk.page, code).value("where") == ["Au bord"]


def test_beginning_anew_erases_what_was_not_saved(client: Client, page: Questionnaire) -> None:
    Walk(client, page).go(bike="yes")
    client.post(page.get_url() + "questions/leave/")
    assert not Draft.objects.exists()


def test_a_draft_goes_on_in_another_language(walk: Walk, english: English) -> None:
    code = walk.code()
    other = resumed(english(walk.page), code)
    assert other.title.startswith("Page 2 of 3")
    assert other.value("where") == ["Au bord"]


def test_a_browser_that_switches_to_another_language_finds_its_answers_there(
    walk: Walk, english: English
) -> None:
    other = Walk(walk.client, english(walk.page)).open("questions/2/")
    assert other.title.startswith("Page 2 of 3")
    assert other.value("where") == ["Au bord"]
    other.go(number="2").go(word="Thanks").send_all()
    assert Submission.objects.get().answers["town"] == "Vaubrun"
    # Sent in one language, it is over in the other, too.
    assert "Vous avez commencé" not in Walk(walk.client, walk.page).text


def test_two_pages_of_one_browser_do_not_meet(walk: Walk) -> None:
    second = Walk(walk.client, flow.paged("Une autre")).go(bike="no", town="Brézolles")
    assert walk.open("questions/1/").value("town") == ["Vaubrun"]
    assert second.open("questions/1/").value("town") == ["Brézolles"]


def test_a_code_opens_no_other_page(walk: Walk) -> None:
    assert resumed(flow.paged("Une autre"), walk.code()).shown.status_code == 422


def test_the_worker_knows_of_it(walk: Walk) -> None:
    from portal.work.registry import jobs

    assert any(job.run == drafts.erase_expired for job in jobs())
