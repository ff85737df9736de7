"""A form of several pages that asks for a code first, and keeps its answers anonymous."""

import pytest
from django.test import Client

from forms.enums import Once
from forms.flow import token
from forms.invitations.services import codes_of, generate
from forms.models import Contributor, Draft, OutgoingMail, Submission, UnusedInvitation
from tests.factories import flow, limits
from tests.forms.browser import soup
from tests.forms.flow.browser import Walk

pytestmark = pytest.mark.django_db


def test_a_code_opens_the_first_page_and_nothing_of_the_draft_is_left_once_it_is_sent() -> None:
    page = flow.paged(anonymous=True, once=Once.INVITATION)
    code = next(codes_of(generate(page, "Rue Haute", 1)))
    client = Client()
    shut = Walk(client, page)
    assert soup(shut.shown).select_one("input[name=nonce]") is None
    assert soup(shut.shown).select_one("form[data-gate]") is not None
    assert limits.enter(client, page, code).status_code == 303
    walk = Walk(client, page).go(bike="no").go("save", word="Merci")
    assert soup(walk.shown).select_one("input[type=email]") is None
    walk.open("questions/saved/")
    client.post(page.get_url() + "questions/saved/", {"email": "ana@example.org"})
    assert not Contributor.objects.exists()
    draft = Draft.objects.get()
    assert code not in str(vars(draft))
    walk.open("questions/summary/")
    kept, passed = client.cookies[token.cookie_name(page)].value, dict(client.cookies)
    receipts = []
    for _click in range(2):
        client.cookies[token.cookie_name(page)] = kept
        for name in passed:
            if name.startswith("pass-"):
                client.cookies[name] = passed[name].value
        sent = client.post(page.get_url() + "questions/summary/", {"go": "send"})
        assert sent.status_code == 303
        receipts.append(sent.cookies["receipt"].value)
    assert receipts[0] == receipts[1]
    row = Submission.objects.get()
    assert row.anonymous
    assert row.receipt_digest is row.nonce_digest is row.contributor is None
    assert not UnusedInvitation.objects.exists()
    assert not Draft.objects.exists()
    assert not OutgoingMail.objects.exists()
