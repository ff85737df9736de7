"""Two agents type the same sheet; it counts when they agree, or once somebody settled what differs."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms import retention
from forms.builder import field_name
from forms.models import DoubleEntry, PaperEntry, Submission, TypedSheet
from pages.models import CallForIdeas
from tests.factories import pages, paper
from tests.forms.browser import held, soup, text_of
from tests.forms.moderation.conftest import signed_in
from tests.forms.paper.conftest import day, screen, type_in


@pytest.fixture
def call(db: None) -> CallForIdeas:
    """A call for ideas whose sheets are typed in twice."""
    return pages.call_for_ideas(double_entry=True)


@pytest.fixture
def first(call: CallForIdeas) -> Client:
    """The browser of one agent."""
    return signed_in(Client(), paper.agent(call, first_name="Lou", last_name="Martin"))


@pytest.fixture
def second(call: CallForIdeas) -> Client:
    """The browser of another."""
    return signed_in(Client(), paper.agent(call, first_name="Max", last_name="Petit"))


def compare(client: Client, call: Any) -> str:
    return reverse("paper_compare", args=[TypedSheet.objects.get(place=1).pk])


def test_a_sheet_typed_once_does_not_count(first: Client, call: CallForIdeas) -> None:
    response = type_in(first, call)

    assert response.status_code == 303
    assert not Submission.objects.exists()
    assert "A-1" in text_of(first.get(reverse("paper")))


def test_the_same_from_two_agents_counts_and_leaves_no_copy(
    first: Client, second: Client, call: CallForIdeas
) -> None:
    type_in(first, call)
    spaced = {field_name("idea"): "Un banc  devant l’école.\r\n"}
    response = type_in(second, call, **spaced)

    assert response.status_code == 303
    assert "paper_receipt" in response.cookies
    kept = Submission.objects.get()
    assert (kept.title, kept.external_id) == ("Un banc", "A-1")
    double = DoubleEntry.objects.get(submission=kept)
    assert (double.first_agent.first_name, double.second_agent.first_name) == ("Lou", "Max")
    assert (double.settled_by, double.differences) == (None, [])
    assert not TypedSheet.objects.exists()


def test_the_same_agent_twice_is_one_entry(first: Client, call: CallForIdeas) -> None:
    type_in(first, call)
    type_in(first, call, **{field_name("title"): "Un abri"})

    assert not Submission.objects.exists()
    assert TypedSheet.objects.get().sent[field_name("title")] == ["Un abri"]


def test_sheets_of_every_channel_need_the_reference_that_pairs_them(
    first: Client, second: Client, call: CallForIdeas
) -> None:
    for channel in ("desk", "workshop", "phone"):
        nameless = {"sheet-channel": channel, "sheet-reference": ""}
        response = type_in(first, call, **nameless)
        assert response.status_code == 422
        assert soup(response).select_one("[name=sheet-reference][required]") is not None
    assert not TypedSheet.objects.exists()

    for reference in ("D-1", "D-2"):
        assert type_in(first, call, reference, **{"sheet-channel": "desk"}).status_code == 303
    type_in(second, call, "D-2", **{"sheet-channel": "desk"})

    assert Submission.objects.get().external_id == "D-2"
    assert TypedSheet.objects.get().reference == "D-1"


def test_the_second_agent_sees_nothing_of_the_first(
    first: Client, second: Client, call: CallForIdeas
) -> None:
    type_in(first, call, **{field_name("title"): "Un abri bien caché"})

    for address in (reverse("paper"), screen(call)):
        assert "bien caché" not in second.get(address).content.decode()


@pytest.fixture
def differing(first: Client, second: Client, call: CallForIdeas) -> str:
    """The address at which a sheet is settled that two agents typed differently."""
    type_in(first, call)
    response = type_in(second, call, **{field_name("title"): "Un blanc", "sheet-received_on": day(2)})
    assert response.status_code == 303
    return reverse("paper_compare", args=[TypedSheet.objects.get(place=1).pk])


def test_differences_stand_side_by_side(differing: str, first: Client) -> None:
    assert not Submission.objects.exists()
    assert differing in first.get(reverse("paper")).content.decode()

    text = text_of(first.get(differing))

    for words in ("Un banc", "Un blanc", "Lou Martin", "Max Petit", "Titre"):
        assert words in text
    assert "devant l’école" not in text


def test_a_third_look_settles_them_and_is_kept(differing: str, call: CallForIdeas) -> None:
    third = paper.agent(call, first_name="Ada", last_name="Roy")
    client = signed_in(Client(), third)
    nonce = held(client.get(differing))
    missing = client.post(differing, {**nonce, "sheet-keep-title": "second"})
    assert missing.status_code == 422

    choice = {"sheet-keep-title": "second", "sheet-keep-received_on": "first"}
    response = client.post(differing, {**nonce, **choice})

    assert response.status_code == 303
    kept = Submission.objects.get()
    assert kept.title == "Un blanc"
    double = DoubleEntry.objects.get()
    assert double.settled_by == third
    assert {each["question"]: each["kept"] for each in double.differences} == {
        "title": "second",
        "received_on": "first",
    }
    assert not TypedSheet.objects.exists()
    text = text_of(client.get(response["Location"]))
    assert "Ada Roy" in text
    assert "Lou Martin" in text


def test_neither_may_be_right(differing: str, second: Client) -> None:
    choice = {"sheet-keep-title": "anew", "sheet-keep-received_on": "second", field_name("title"): "Un bain"}

    assert second.post(differing, {**held(second.get(differing)), **choice}).status_code == 303

    assert Submission.objects.get().title == "Un bain"


def test_what_is_chosen_is_as_valid_as_a_sheet(differing: str, second: Client) -> None:
    choice = {"sheet-keep-title": "anew", "sheet-keep-received_on": "second", field_name("title"): ""}

    assert second.post(differing, {**held(second.get(differing)), **choice}).status_code == 422
    assert TypedSheet.objects.count() == 2


def test_one_agent_alone_corrects_nothing_that_two_typed(
    first: Client, second: Client, call: CallForIdeas
) -> None:
    type_in(first, call)
    type_in(second, call)
    entry = PaperEntry.objects.get()

    assert second.get(reverse("paper_correct", args=[entry.pk])).status_code == 303


def test_agents_of_other_sections_compare_nothing(differing: str) -> None:
    other = signed_in(Client(), paper.agent(pages.call_for_ideas("Un autre appel")))

    assert other.get(differing).status_code == 404
    assert other.post(differing, {}).status_code == 404


def test_what_was_never_typed_again_goes_with_the_retention_period(first: Client, call: CallForIdeas) -> None:
    type_in(first, call)
    TypedSheet.objects.update(typed_at=timezone.now() - call.retention)

    retention.purge()

    assert not TypedSheet.objects.exists()
    assert soup(first.get(reverse("paper"))).select_one("#paper-once") is None
