"""An agent types in a sheet of a page that limits who answers, or keeps answers anonymous."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms.builder import NONCE, QuestionForm, field_name
from forms.enums import Channel
from forms.intake import nonce as nonces
from forms.limits import anonymous
from forms.models import (
    FormVersion,
    PaperBatch,
    PaperEntry,
    PaperPrint,
    PaperSheet,
    Quota,
    Submission,
    UnusedInvitation,
)
from forms.moderation.services import mark_spam
from forms.paper.codes import new_codes, shown
from forms.paper.services import ReferenceTaken, type_in_anonymous
from forms.paper.sheet import SheetForm
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


def printed(page: Any, number: int) -> list[PaperSheet]:
    """Print so many sheets of a page."""
    version = FormVersion.freeze(page, page.form)
    kept = PaperPrint.objects.create(page_id=page.pk, version=version, number=number, pages=1)
    return [
        PaperSheet.objects.create(paper_print=kept, number=place, code=code)
        for place, code in enumerate(new_codes(number), 1)
    ]


def test_two_agents_who_type_in_one_anonymous_sheet_at_once_count_it_once() -> None:
    page = limits.limited(anonymous=True)
    code = shown(printed(page, 1)[0].code)
    screens = []
    for word in ("un", "un peu autrement"):
        sent = QueryDict(f"{field_name('word')}={word}")
        questions = QuestionForm(page.form, offers_contact=False, publishes=False, data=sent)
        data = {"channel": "paper", "received_on": timezone.localdate().isoformat(), "reference": code}
        sheet = SheetForm(page, {f"sheet-{name}": value for name, value in data.items()})
        # Both are checked before either is recorded.
        assert all([questions.is_valid(), sheet.is_valid()])
        screens.append((questions, sheet, word))

    type_in_anonymous(page, *screens[0][:2], secret=screens[0][2])
    with pytest.raises(ReferenceTaken):
        type_in_anonymous(page, *screens[1][:2], secret=screens[1][2])

    assert Submission.objects.get(page=page).answers == {"word": "un"}


def test_a_file_whose_anonymous_sheets_are_all_typed_in_is_not_printed_again(agent: Client) -> None:
    page = limits.limited(anonymous=True)
    sheets = printed(page, 2)
    address = reverse("paper_print_file", args=[page.pk, sheets[0].paper_print_id, 1])
    assert type_in(agent, page, "", "un", shown(sheets[0].code)).status_code == 303
    assert agent.get(address).status_code == 200
    assert type_in(agent, page, "", "deux", shown(sheets[1].code)).status_code == 303
    assert agent.get(address).status_code == 404


def test_a_corrected_option_gives_its_place_back_and_takes_that_of_the_other(agent: Client) -> None:
    page = limits.limited(answer_limit=1, category_limits=True)
    foot, bike = limits.quota(page, "foot", 1), limits.quota(page, "bike", 1)
    sheet = {
        NONCE: nonces.issue(page.pk),
        "sheet-channel": "paper",
        "sheet-received_on": timezone.localdate().isoformat(),
        "sheet-reference": "F-1",
    }

    def taken() -> list[int]:
        return [Quota.objects.get(pk=quota.pk).taken for quota in (foot, bike)]

    screen = reverse("paper_type_in", args=[page.pk])
    assert agent.post(screen, sheet | mode("foot")).status_code == 303
    assert taken() == [1, 0]
    address = reverse("paper_correct", args=[PaperEntry.objects.get().pk])
    assert agent.post(address, sheet | mode("bike")).status_code == 303
    assert taken() == [0, 1]

    Quota.objects.filter(pk=foot.pk).update(places=0)
    refused = agent.post(address, sheet | mode("foot"))
    assert refused.status_code == 422
    assert "À pied" in soup(refused).select_one(".paper-errors").text  # type: ignore[union-attr]
    assert Submission.objects.get().answers["mode"] == "bike"
    assert taken() == [0, 1]

    # What it has already it keeps, however few places there are now.
    Quota.objects.filter(pk=bike.pk).update(places=0)
    assert agent.post(address, sheet | mode("bike") | {field_name("word"): "corrigé"}).status_code == 303
    assert taken() == [0, 1]
    mark_spam(Submission.objects.get(), by=None)
    assert taken() == [0, 0]


def mode(option: str) -> dict[str, str]:
    """Return what is sent for an option."""
    return {field_name("mode"): option}
