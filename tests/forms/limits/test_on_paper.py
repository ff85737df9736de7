"""An agent types in a sheet of a page that limits who answers, or keeps answers anonymous."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms.builder import NONCE, field_name
from forms.enums import Channel
from forms.intake import nonce as nonces
from forms.limits import anonymous
from forms.models import PaperBatch, PaperEntry, Submission, UnusedInvitation
from tests.factories import limits
from tests.factories.paper import agent as make_agent
from tests.forms.browser import soup, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent() -> Client:
    client = Client()
    client.force_login(make_agent(limits.pages.site()))
    return client


def type_in(client: Client, page: Any, code: str, word: str, reference: str = "") -> Any:
    data = {
        NONCE: nonces.issue(page.pk),
        "sheet-channel": "paper",
        "sheet-received_on": timezone.localdate().isoformat(),
        "sheet-reference": reference,
        "sheet-invitation": code,
        field_name("word"): word,
    }
    return client.post(reverse("paper_type_in", args=[page.pk]), data)


def test_a_sheet_of_an_anonymous_page_is_counted_and_leads_to_nobody(agent: Client) -> None:
    page, codes = limits.invited(2, anonymous=True)
    recorded = type_in(agent, page, codes[0], "sur papier", reference="F-12")
    assert recorded.status_code == 303, text_of(recorded)
    row = Submission.objects.get(page=page)
    assert (row.channel, row.anonymous, row.external_id) == (Channel.PAPER, True, "")
    assert row.received_at == anonymous.day_of()
    assert not PaperEntry.objects.exists()
    assert not PaperBatch.objects.exists()
    assert UnusedInvitation.objects.count() == 1
    handed = agent.get(recorded["Location"])
    assert soup(handed).select_one("#receipt-code") is not None
    assert "F-12" not in text_of(handed)


def test_a_code_lets_in_one_sheet_and_none_after_an_answer_online(agent: Client) -> None:
    page, codes = limits.invited(1)
    assert type_in(agent, page, "", "sans code", reference="F-1").status_code == 422
    assert type_in(agent, page, codes[0], "un", reference="F-1").status_code == 303
    assert PaperEntry.objects.get().submission.used_pass
    assert type_in(agent, page, codes[0], "deux", reference="F-2").status_code == 422
    assert limits.enter(Client(), page, codes[0]).status_code == 422


def test_a_full_page_takes_no_sheet_and_keeps_what_was_typed(agent: Client) -> None:
    page = limits.limited(answer_limit=1)
    limits.post(Client(), page, word="un")
    refused = type_in(agent, page, "", "Gardé", reference="F-1")
    assert refused.status_code == 422
    assert "Gardé" in str(soup(refused).select_one("input[name=q-word]"))
