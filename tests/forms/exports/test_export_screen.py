"""Exporting from the queue and from a page."""

import csv
import io
import json
import re
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from forms.enums import Channel, State
from forms.models import Contributor, Export, FormVersion, Submission
from forms.moderation.services import publish, refuse, withdraw
from forms.redaction.services import mask
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.factories.forms import question, send
from tests.forms.exports.conftest import MODES
from tests.forms.moderation.conftest import signed_in

ALL = "?state=all"
FACTS = ["number", "title", "state", "page", "reason", "channel", "address"]


def export_url(query: str = "") -> str:
    """Return the address of the screen for a choice."""
    return reverse("wagtailsnippets_forms_submission:export") + query


def body(response: Any) -> bytes:
    """Return a streamed file."""
    return b"".join(response.streaming_content)


def exported(client: Client, columns: list[str], query: str = ALL) -> list[dict[str, str]]:
    """Return the rows of a CSV by heading."""
    response = client.post(export_url(query), {"columns": columns, "format": "csv"})
    assert response.status_code == 200
    text = body(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def offered(client: Client, query: str = ALL) -> list[str]:
    """Return the keys of the columns that the screen offers."""
    html = client.get(export_url(query)).content.decode()
    return re.findall(r'name="columns" value="([^"]+)"', html)


def test_the_queue_leads_to_the_export_of_exactly_its_choice(desk: Client, received: Submission) -> None:
    queue = desk.get(reverse("wagtailsnippets_forms_submission:list") + "?channel=web&order=newest")

    assert f'href="{export_url("?channel=web&amp;order=newest")}"' in queue.content.decode()


def test_the_screen_says_what_is_exported_and_ticks_the_usual_columns(
    desk: Client, page: CallForIdeas, received: Submission
) -> None:
    html = desk.get(export_url(f"?page={page.pk}&state=all")).content.decode()

    assert "Export 1 contribution" in html
    assert page.title in html
    assert re.search(r'value="answer:title"[^>]*checked', html)
    assert re.search(r'value="title"[^>]*checked', html)
    assert not re.search(r'value="language"[^>]*checked', html)


def test_answers_come_as_people_read_them(desk: Client, page: CallForIdeas, received: Submission) -> None:
    columns = [f"answer:{key}" for key in ("text", "mode", "also", "owns", "grade", "far", "day", "place")]
    rows = exported(desk, [*columns, "answer:theme", "answer:agreed", "theme"], f"?page={page.pk}&state=all")

    assert rows == [
        {
            "Theme": "Mobilité",
            "Texte": "Un banc ; « ici » & <là>\nDeuxième ligne",
            "Moyen": "À vélo",
            "Aussi": "À pied | À vélo",
            "Vélo ?": "Yes",
            "Note": "4",
            "Distance": "-12.5",
            "Jour": "2026-11-29",
            "Lieu": "Rue du Lac (46.58021, -0.34037)",
            "Thème": "Mobilité",
            "Accord": "Yes",
        }
    ]


def test_a_title_that_would_be_a_formula_is_none_in_the_file(desk: Client, received: Submission) -> None:
    assert exported(desk, ["title", "answer:title"]) == [{"Title": "'=SUM(A1)", "Titre": "'=SUM(A1)"}]


def test_filters_and_sections_are_respected(desk: Client, page: CallForIdeas, received: Submission) -> None:
    elsewhere = pages.consultation()
    send(elsewhere, {"opinion": "Ailleurs"})
    paper = send(page, {"title": "Sur papier"}, channel=Channel.PAPER)

    assert [row["Number"] for row in exported(desk, ["number"])] == [str(received.pk), str(paper.pk)]
    assert exported(desk, ["title"], "?channel=paper") == [{"Title": "Sur papier"}]
    assert exported(desk, ["title"], "?state=published") == []
    assert desk.post(export_url(f"?page={elsewhere.pk}"), {}).status_code == 400


def test_the_reason_is_that_of_the_state_and_the_address_that_of_a_public_page(
    desk: Client, page: CallForIdeas, moderator: Any
) -> None:
    shown, kept = send(page, {"title": "Un"}), send(page, {"title": "Deux"})
    publish(shown, by=moderator)
    refuse(kept, by=moderator, reason="off_topic")

    first, second = exported(desk, FACTS)

    assert (first["State"], first["Reason"]) == ("Published", "")
    assert first["Public address"].endswith(f"/contributions/{shown.pk}/")
    assert first["Public address"].startswith("http")
    assert (second["State"], second["Public address"]) == ("Refused", "")
    assert second["Reason"]


def test_what_an_author_took_back_is_exported_without_their_words(
    desk: Client, received: Submission, page: CallForIdeas
) -> None:
    withdraw(received)

    assert exported(desk, ["title", "state", "answer:text"], f"?page={page.pk}&state=all") == [
        {"Title": "", "State": "Withdrawn by its author", "Texte": ""}
    ]


def test_masked_words_are_in_no_file(desk: Client, page: CallForIdeas, moderator: Any) -> None:
    idea = send(page, {"title": "Un banc", "text": "Voir Jeanne Exemple, rue du Lac."})
    mask(idea, {"text": [(5, 19)]}, by=moderator, reason="personal_data")

    (row,) = exported(desk, ["answer:text", "reason"], f"?page={page.pk}&state=all")

    assert "Jeanne" not in row["Texte"]
    assert "rue du Lac" in row["Texte"]
    assert row["Reason"] == ""


def test_versions_of_a_form_give_one_column_for_each_question_under_its_newest_words(
    desk: Client, page: CallForIdeas
) -> None:
    send(page, {"mode": "walk", "text": "Ancien"})
    page.form = [
        question("short_text", "Titre de l’idée", id="title", published=True),
        question("single_choice", "Mode", id="mode", options=[{**MODES[0], "value": "À pied !"}, MODES[1]]),
        question("short_text", "Nouveau", id="new"),
    ]
    page.save_revision().publish()
    page.refresh_from_db()
    send(page, {"mode": "walk", "new": "Oui"})
    assert FormVersion.objects.count() == 2

    rows = exported(desk, ["answer:mode", "answer:new", "answer:text"], f"?page={page.pk}&state=all")

    assert rows == [
        {"Mode": "À pied !", "Nouveau": "", "Texte": "Ancien"},
        {"Mode": "À pied !", "Nouveau": "Oui", "Texte": ""},
    ]


def test_several_forms_fit_into_one_column(desk: Client, page: CallForIdeas, received: Submission) -> None:
    rows = exported(desk, ["answers_together"])

    text = rows[0]["All answers in one column"]
    assert "Moyen – À vélo" in text
    assert "a@example.org" not in text


def test_contact_data_needs_a_right_of_its_own(
    desk: Client, received: Submission, moderator: Any, page: CallForIdeas
) -> None:
    received.contributor = Contributor.objects.create(email="who@example.org")
    received.save()
    query = f"?page={page.pk}&state=all"
    assert not {"contact", "answer:mail"} & set(offered(desk, query))
    assert desk.post(export_url(query), {"columns": ["contact"], "format": "csv"}).status_code == 422

    right = Permission.objects.get(content_type__app_label="forms", codename="export_contacts")
    moderator.groups.get().permissions.add(right)

    assert exported(desk, ["contact", "answer:mail"], query) == [
        {"E-mail of the author": "who@example.org", "Adresse électronique": "a@example.org"}
    ]
    assert Export.objects.get().has_contacts


def test_the_right_to_contact_data_is_offered_in_the_form_of_a_group(client: Client, db: None) -> None:
    group = moderation.moderator(pages.call_for_ideas()).groups.get()
    page = signed_in(client, moderation.superuser()).get(reverse("wagtailusers_groups:edit", args=[group.pk]))

    assert "export the contact data of authors" in page.content.decode()


def test_a_workbook_and_lines_of_json_hold_the_same(desk: Client, received: Submission) -> None:
    columns = ["number", "title", "state", "received", "answer:far", "answer:also"]
    book = desk.post(export_url(ALL), {"columns": columns, "format": "xlsx"})
    lines = desk.post(export_url(ALL), {"columns": columns, "format": "jsonl"})

    rows = list(openpyxl.load_workbook(io.BytesIO(body(book))).active.iter_rows(values_only=True))
    assert rows[0] == ("Number", "Title", "State", "Received on", "Aussi", "Distance")
    assert rows[1][:3] == (received.pk, "=SUM(A1)", "Awaiting moderation")
    assert rows[1][4:] == ("À pied | À vélo", -12.5)
    line = json.loads(body(lines))
    assert line["state"] == State.PENDING
    assert line["answers"]["also"] == {"question": "Aussi", "answer": ["À pied", "À vélo"]}


def test_the_file_is_a_download_that_nothing_on_the_way_keeps(desk: Client, received: Submission) -> None:
    response = desk.post(export_url(ALL), {"columns": ["number"], "format": "csv"})

    assert response.streaming
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_who_took_what_is_kept(desk: Client, received: Submission, moderator: Any) -> None:
    exported(desk, ["number"], "?state=all&channel=web")

    export = Export.objects.get()
    assert (export.by, export.done, export.has_contacts) == (moderator, 1, False)
    assert export.filters["channel"] == "web"
    assert export.finished_at
    assert not export.file


def test_no_column_and_an_unknown_one_are_told(desk: Client, received: Submission) -> None:
    for columns in ([], ["password"]):
        answer = desk.post(export_url(ALL), {"columns": columns, "format": "csv"})
        assert answer.status_code == 422
    assert not Export.objects.exists()


def test_from_a_page_one_gets_to_the_export_of_all_that_it_received(
    client: Client, page: CallForIdeas, received: Submission
) -> None:
    admin = signed_in(client, moderation.superuser())
    address = reverse("wagtailsnippets_forms_submission:export_page", args=[page.pk])

    assert address in admin.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()
    assert address in admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert admin.get(address).url == export_url(f"?page={page.pk}&state=all")


def test_who_moderates_nothing_exports_nothing(client: Client, received: Submission) -> None:
    somebody = signed_in(client, moderation.moderator())

    assert somebody.get(export_url()).status_code == 403
    assert somebody.post(export_url(), {"columns": ["number"], "format": "csv"}).status_code == 403


def test_the_screen_takes_few_queries(
    desk: Client,
    page: CallForIdeas,
    received: Submission,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(25):
        desk.get(export_url(f"?page={page.pk}"))


@pytest.mark.parametrize("rows", [1, 5])
def test_the_file_takes_as_many_queries_for_a_batch_of_any_size(
    desk: Client,
    page: CallForIdeas,
    rows: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    settings: Settings,
) -> None:
    for number in range(rows):
        send(page, {"title": f"Idée {number}"})

    with django_assert_max_num_queries(30):
        assert len(exported(desk, [*FACTS, "theme", "answers_together"])) == rows
