"""One answer per person, as the editor chooses: by device, by confirmed address, by invitation code."""

import logging

import pytest
from django.core import mail
from django.test import Client, override_settings

from forms.enums import Once
from forms.intake import nonce as nonces
from forms.invitations.codes import grouped
from forms.limits import confirmation, passes
from forms.models import ConfirmationMail, Submission, UsedPass
from forms.moderation.services import mark_spam, withdraw
from portal.ratelimit.models import RateWindow
from tests.factories import limits
from tests.forms.browser import code_after, soup, text_of

pytestmark = pytest.mark.django_db


def has_form(client: Client, page: object) -> bool:
    response = client.get(page.get_url())  # type: ignore[attr-defined]
    return soup(response).select_one("input[name=nonce]") is not None


def test_a_code_opens_the_form_once() -> None:
    page, codes = limits.invited(2)
    client = Client()
    assert not has_form(client, page)
    assert limits.enter(client, page, f" {grouped(codes[0]).lower()} ").status_code == 303
    assert has_form(client, page)
    code_after(client, limits.post(client, page, word="un"))
    assert not has_form(client, page)
    again = limits.enter(Client(), page, codes[0])
    assert again.status_code == 422
    assert "code" in soup(again).select_one(".error-summary").text  # type: ignore[union-attr]
    assert limits.post(Client(), page, word="sans code").status_code == 403
    assert Submission.objects.filter(page=page).count() == 1


def test_a_double_click_counts_once_and_shows_the_receipt_twice() -> None:
    for anonymous in (False, True):
        page, codes = limits.invited(1, anonymous=anonymous, title=f"Deux fois {anonymous}")
        client, nonce = Client(), nonces.issue(page.pk)
        limits.enter(client, page, codes[0])
        first = code_after(client, limits.post(client, page, nonce, word="un"))
        second = code_after(client, limits.post(client, page, nonce, word="un"))
        assert first == second
        assert Submission.objects.filter(page=page).count() == 1


def test_two_tabs_with_one_code_count_once_and_what_was_typed_is_kept() -> None:
    page, codes = limits.invited(1, anonymous=True)
    first, second = Client(), Client()
    for client in (first, second):
        limits.enter(client, page, codes[0])
    assert limits.post(first, page, word="un").status_code == 303
    late = limits.post(second, page, word="Gardé tel quel")
    assert late.status_code in (403, 409)
    assert "Gardé tel quel" in str(soup(late).select_one("input[name=q-word]"))


def test_a_code_is_in_no_log_and_no_address(caplog: pytest.LogCaptureFixture) -> None:
    page, codes = limits.invited(1)
    client = Client()
    with caplog.at_level(logging.DEBUG):
        response = limits.enter(client, page, codes[0])
        limits.enter(client, page, "A" * 16)
        limits.post(client, page, word="un")
    assert codes[0] not in caplog.text
    assert codes[0] not in response["Location"]
    assert "#code=" not in text_of(client.get(page.get_url()))


@override_settings(CODE_RATE=(3, 600))
def test_wrong_codes_are_limited_and_a_good_one_leaves_no_trace() -> None:
    page, codes = limits.invited(1)
    limits.enter(Client(), page, codes[0])
    assert not RateWindow.objects.exists()
    for _turn in range(3):
        assert limits.enter(Client(), page, "A" * 16).status_code == 422
    assert limits.enter(Client(), page, codes[0]).status_code == 429


def test_a_mistake_in_a_code_is_told_from_an_unknown_code() -> None:
    page, codes = limits.invited(1)
    _other, foreign = limits.invited(1, title="Autre page")
    slip = codes[0][:-1] + ("A" if codes[0][-1] != "A" else "C")
    texts = {text_of(limits.enter(Client(), page, typed)) for typed in (slip, foreign[0])}
    assert len(texts) == 2


def test_who_withdraws_may_answer_again_with_the_same_code_and_spam_may_not() -> None:
    page, codes = limits.invited(2)
    for code in codes:
        client = Client()
        limits.enter(client, page, code)
        limits.post(client, page, word=code)
    withdraw(Submission.objects.get(answers__word=codes[0]))
    mark_spam(Submission.objects.get(answers__word=codes[1]), by=None)
    assert limits.enter(Client(), page, codes[0]).status_code == 303
    assert limits.enter(Client(), page, codes[1]).status_code == 422


def test_a_device_answers_once_and_is_told_kindly() -> None:
    page = limits.limited(once=Once.DEVICE)
    client = Client()
    assert limits.post(client, page, word="un").status_code == 303
    assert not has_form(client, page)
    late = limits.post(client, page, word="deux")
    assert late.status_code == 403
    assert "deux" in str(soup(late).select_one("input[name=q-word]"))
    assert limits.post(Client(), page, word="autre appareil").status_code == 303


def test_an_address_receives_a_link_and_answers_once() -> None:
    page = limits.limited(once=Once.EMAIL)
    client = Client()
    asked = client.post(f"{page.get_url()}access/link/", {"ask-email": "Ana@Example.org"})
    assert asked.status_code == 200
    assert confirmation.send_waiting() == 1
    assert not ConfirmationMail.objects.exists()
    [message] = mail.outbox
    assert message.to == ["Ana@Example.org"]
    code = passes.code_of_address(page, "ana@example.org")
    assert f"code={code}" in message.body.partition("#")[2]
    assert code not in message.body.partition("#")[0]
    wrong = {"confirm-email": "bea@example.org", "confirm-code": code}
    assert client.post(f"{page.get_url()}access/confirm/", wrong).status_code == 422
    right = {"confirm-email": "ana@example.org", "confirm-code": grouped(code)}
    assert client.post(f"{page.get_url()}access/confirm/", right).status_code == 303
    assert limits.post(client, page, word="un").status_code == 303
    assert client.post(f"{page.get_url()}access/confirm/", right).status_code == 422
    assert UsedPass.objects.get().submission.contributor is None


def test_a_form_of_another_kind_of_page_is_not_opened_by_the_gate() -> None:
    page = limits.limited()
    for part in ("access/", "access/link/", "access/confirm/"):
        assert Client().post(page.get_url() + part, {"code": "x"}).status_code == 303
        assert Client().get(page.get_url() + part).status_code == 303
