"""An agent types in a sheet: what is kept, what is refused, what the next screen shows."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from forms.builder import CONTACT, field_name
from forms.enums import Channel, State
from forms.models import OutgoingMail, PaperBatch, PaperEntry, Submission
from forms.moderation import services
from forms.search import sources
from pages.models import CallForIdeas
from tests.factories import pages, paper
from tests.factories.forms import question, send
from tests.forms.browser import held, soup, text_of
from tests.forms.moderation.conftest import signed_in
from tests.forms.paper.conftest import aged, day, entry, filled, screen, type_in


def test_a_sheet_is_a_submission_like_any_other(desk: Client, call: CallForIdeas, agent: Any) -> None:
    kept = entry(desk, call, "A-1", **{"sheet-channel": "workshop"})

    submission = kept.submission
    assert submission.answers == {"title": "Un banc", "idea": "Un banc devant l’école."}
    assert (submission.state, submission.title) == (State.PENDING, "Un banc")
    assert (submission.channel, submission.language) == (Channel.WORKSHOP, "fr")
    paris = timezone.get_default_timezone()
    assert timezone.localtime(submission.received_at, paris).date().isoformat() == day(1)
    assert kept.batch.agent == agent
    services.publish(submission, by=None)
    assert "Un banc devant l’école." in Client().get(call.url).content.decode()


def test_the_page_s_own_form_decides_what_is_valid(desk: Client, call: CallForIdeas) -> None:
    response = type_in(desk, call, "A-1", **{field_name("title"): "", field_name("idea"): "y" * 2001})

    assert response.status_code == 422
    assert "2001" in text_of(response)
    assert held(response)["sheet-reference"] == ["A-1"]
    assert not Submission.objects.exists()


def test_channel_and_day_stay_for_the_next_sheet(desk: Client, call: CallForIdeas) -> None:
    response = type_in(desk, call, "A-1", **{"sheet-channel": "desk", "sheet-received_on": day(3)})

    assert response["Location"] == screen(call)
    following = held(desk.get(response["Location"]))
    assert following["sheet-channel"] == ["desk"]
    assert following["sheet-received_on"] == [day(3)]
    assert following["sheet-reference"] == [""]
    assert following[field_name("title")] == [""]


def test_the_code_is_shown_once_and_opens_the_follow_up(desk: Client, call: CallForIdeas) -> None:
    response = type_in(desk, call)
    assert response.cookies["paper_receipt"]["path"] == reverse("paper")
    shown = desk.get(response["Location"])
    code = soup(shown).select_one("#receipt-code").text.strip()

    assert "no-store" in shown["Cache-Control"]
    assert soup(desk.get(response["Location"])).select_one("#receipt-code") is None
    resident = Client()
    followed = resident.post(reverse("follow"), {"code": code}, follow=True)
    assert "Un banc" in followed.content.decode()


def test_a_code_of_somebody_else_is_not_shown(desk: Client, call: CallForIdeas) -> None:
    desk.cookies["paper_receipt"] = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GG"

    assert soup(desk.get(screen(call))).select_one("#receipt-code") is None


def test_a_double_click_is_one_sheet_and_the_same_code(desk: Client, call: CallForIdeas) -> None:
    data = filled(desk, call)
    first, second = desk.post(screen(call), data), desk.post(screen(call), data)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.cookies["paper_receipt"].value == second.cookies["paper_receipt"].value
    assert PaperEntry.objects.count() == Submission.objects.count() == 1


def test_two_sheets_with_the_same_answers_from_one_screen_are_two(desk: Client, call: CallForIdeas) -> None:
    data = filled(desk, call, "A-1")
    desk.post(screen(call), data)
    desk.post(screen(call), {**data, "sheet-reference": "A-2"})

    assert set(Submission.objects.values_list("external_id", flat=True)) == {"A-1", "A-2"}


def test_a_reference_is_typed_in_once_and_one_is_told_by_whom(desk: Client, call: CallForIdeas) -> None:
    entry(desk, call, "A-1")

    response = type_in(desk, call, " a-1 ")

    assert response.status_code == 422
    assert "Lou Martin" in text_of(response)
    assert Submission.objects.count() == 1


def test_another_page_may_use_the_reference_again(desk: Client, call: CallForIdeas, agent: Any) -> None:
    other = pages.call_for_ideas("Un autre appel")
    client = signed_in(Client(), paper.agent(call, other))
    entry(desk, call, "A-1")

    assert type_in(client, other, "A-1").status_code == 303


def test_what_an_import_brought_is_not_typed_in_again(desk: Client, call: CallForIdeas) -> None:
    send(call, {"title": "Un banc"}, external_id="A-1", channel=Channel.IMPORT)

    assert type_in(desk, call, "A-1").status_code == 422


def test_a_reference_stays_at_the_desk_when_the_contribution_is_published(
    desk: Client, call: CallForIdeas, settings: Settings
) -> None:
    settings.ELASTICSEARCH_URL = ""
    services.publish(entry(desk, call, "Guichet-Dupont-1").submission, by=None)
    imported = send(call, {"title": "Un banc au parc"}, external_id="I-7", channel=Channel.IMPORT)
    services.publish(imported, by=None)

    answer = Client().get("/recherche/", {"q": "banc", "format": "json"})

    assert {each["external_id"] for each in answer.json()["results"]} == {"", "I-7"}
    documents = [source.document(row) for source in sources()[:1] for row in source.load(source.rows())]
    assert {document.external_id for document in documents} == {"", "I-7"}


def test_paper_has_a_reference_and_a_call_may_have_none(desk: Client, call: CallForIdeas) -> None:
    assert type_in(desk, call, "", **{"sheet-channel": "paper"}).status_code == 422
    assert type_in(desk, call, "", **{"sheet-channel": "phone"}).status_code == 303


@pytest.mark.parametrize("channel", ["web", "import", "", "fax"])
def test_a_channel_is_one_of_those_that_agents_type_in(
    channel: str, desk: Client, call: CallForIdeas
) -> None:
    assert type_in(desk, call, **{"sheet-channel": channel}).status_code == 422


@pytest.mark.parametrize("received", ["", "demain", day(-1), day(-2)])
def test_a_day_to_come_or_none_is_refused(received: str, desk: Client, call: CallForIdeas) -> None:
    assert type_in(desk, call, **{"sheet-received_on": received}).status_code == 422


def test_today_is_a_day_and_its_moment_has_passed(desk: Client, call: CallForIdeas) -> None:
    kept = entry(desk, call, **{"sheet-received_on": day()})

    assert kept.submission.received_at <= timezone.now()


def test_a_closed_page_takes_what_came_in_before(desk: Client, agent: Any) -> None:
    now = timezone.now()
    closed = pages.call_for_ideas(
        "Terminé", opens_at=now - datetime.timedelta(days=20), closes_at=now - datetime.timedelta(days=5)
    )
    client = signed_in(Client(), paper.agent(closed))

    assert "Terminé" in client.get(reverse("paper")).content.decode()
    assert type_in(client, closed, "B-1", **{"sheet-received_on": day(3)}).status_code == 422
    assert type_in(client, closed, "B-1", **{"sheet-received_on": day(25)}).status_code == 422
    kept = entry(client, closed, "B-1", **{"sheet-received_on": day(10)})
    assert closed.opens_at < kept.submission.received_at < closed.closes_at


def test_an_address_is_written_to(desk: Client, call: CallForIdeas) -> None:
    kept = entry(desk, call, **{CONTACT: "lea@example.org"})

    assert kept.submission.contributor.email == "lea@example.org"
    assert OutgoingMail.objects.filter(submission=kept.submission).count() == 1


def test_a_screen_that_was_not_made_here_gives_back_what_was_typed(desk: Client, call: CallForIdeas) -> None:
    response = type_in(desk, call, nonce="x")

    assert response.status_code == 400
    assert held(response)[field_name("idea")] == ["Un banc devant l’école."]
    assert not Submission.objects.exists()


def test_a_sitting_ends_an_hour_after_its_last_sheet(desk: Client, call: CallForIdeas) -> None:
    aged(entry(desk, call, "A-1"), minutes=59)
    second = entry(desk, call, "A-2")
    assert PaperBatch.objects.count() == 1

    aged(second, minutes=61)
    assert held(desk.get(screen(call)))["sheet-received_on"] == [""]
    entry(desk, call, "A-3")
    assert PaperBatch.objects.count() == 2


def test_a_question_named_like_the_sheet_s_is_nothing_special(agent: Any) -> None:
    page = pages.questionnaire(
        form=[question("short_text", "Référence", id="sheet-reference", published=True, max_length=50)]
    )
    client = signed_in(Client(), paper.agent(page))

    response = client.post(
        screen(page),
        {**held(client.get(screen(page))), "sheet-reference": "C-1", "sheet-received_on": day(),
         field_name("sheet-reference"): "La mienne"},
    )  # fmt: skip

    assert response.status_code == 303
    assert Submission.objects.get().answers == {"sheet-reference": "La mienne"}
