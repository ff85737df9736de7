"""A batch is listed, printed and corrected within the hour by its author, and by nobody else."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forms.builder import field_name
from forms.groups import COMMUNICATION, MODERATORS
from forms.models import PaperEntry, TypingRight
from forms.moderation import services
from forms.moderation.services import DecisionConflict
from forms.paper.sections import form_pages, may_type
from pages.models import CallForIdeas
from tests.factories import moderation, pages, paper
from tests.forms.browser import held, soup, text_of
from tests.forms.conftest import English
from tests.forms.moderation.conftest import signed_in
from tests.forms.paper.conftest import aged, day, entry, screen, type_in


def batch_of(kept: PaperEntry) -> str:
    return reverse("paper_batch", args=[kept.batch_id])


def correction_of(kept: PaperEntry) -> str:
    return reverse("paper_correct", args=[kept.pk])


def correct(client: Client, kept: PaperEntry, **changes: Any) -> Any:
    """Open an entry, change these fields and save it."""
    answers = {field_name("title"): "Un banc", field_name("idea"): "Un banc devant l’école."}
    sheet = {"sheet-channel": "paper", "sheet-received_on": day(1), "sheet-reference": "A-1"}
    return client.post(correction_of(kept), {**sheet, **answers, **changes})


def test_the_last_button_leads_to_the_batch(desk: Client, call: CallForIdeas) -> None:
    entry(desk, call, "A-1")
    response = type_in(desk, call, "A-2", **{"sheet-finish": "1", field_name("title"): "Une fontaine"})

    shown = desk.get(response["Location"])

    text = text_of(shown)
    assert text.index("A-1") < text.rindex("A-2")
    for words in ("Un banc", "Une fontaine", "Lou Martin", call.title):
        assert words in text
    assert soup(shown).select_one("#receipt-code")


def test_a_batch_takes_as_many_queries_however_many_sheets_it_has(desk: Client, call: CallForIdeas) -> None:
    first = entry(desk, call, "A-1")
    desk.get(batch_of(first))
    with CaptureQueriesContext(connection) as few:
        desk.get(batch_of(first))
    for number in range(2, 6):
        entry(desk, call, f"A-{number}")
    desk.get(batch_of(first))
    with CaptureQueriesContext(connection) as many:
        desk.get(batch_of(first))

    assert len(many) == len(few)


def test_an_entry_is_corrected_and_keeps_its_code_and_contact(desk: Client, call: CallForIdeas) -> None:
    kept = entry(desk, call, "A-1", contact_email="lea@example.org")
    before = kept.submission

    response = correct(desk, kept, **{field_name("title"): "Un abri", "sheet-reference": "A-9"})

    assert response["Location"] == batch_of(kept)
    kept = PaperEntry.objects.get(pk=kept.pk)
    after = kept.submission
    assert (after.title, after.external_id) == ("Un abri", "A-9")
    assert after.revision == before.revision + 1
    assert (after.receipt_digest, after.contributor) == (before.receipt_digest, before.contributor)
    assert kept.corrected_at


def test_the_screen_of_a_correction_holds_what_was_typed(desk: Client, call: CallForIdeas) -> None:
    kept = entry(desk, call, "A-1")
    fields = soup(desk.get(correction_of(kept)))

    assert fields.select_one("[name=sheet-reference]")["value"] == "A-1"
    assert fields.select_one("[name=sheet-received_on]")["value"] == day(1)
    assert fields.select_one(f"[name={field_name('title')}]")["value"] == "Un banc"
    assert "devant l’école" in fields.select_one(f"[name={field_name('idea')}]").text


def test_a_correction_is_as_valid_as_the_sheet_was(desk: Client, call: CallForIdeas) -> None:
    kept = entry(desk, call, "A-1")
    entry(desk, call, "A-2")

    assert correct(desk, kept, **{"sheet-reference": "A-2"}).status_code == 422
    assert correct(desk, kept, **{"sheet-received_on": day(-1)}).status_code == 422
    assert correct(desk, kept, **{field_name("title"): ""}).status_code == 422
    kept.submission.refresh_from_db()
    assert (kept.submission.external_id, kept.submission.revision) == ("A-1", 1)


def test_the_hour_ends(desk: Client, call: CallForIdeas) -> None:
    kept = aged(entry(desk, call, "A-1"), minutes=60)

    assert correction_of(kept) not in desk.get(batch_of(kept)).content.decode()
    assert desk.get(correction_of(kept)).status_code == 303
    assert correct(desk, kept, **{field_name("title"): "Un abri"}).status_code == 303
    kept.submission.refresh_from_db()
    assert kept.submission.title == "Un banc"


def test_what_a_moderator_decided_on_stays_as_it_is(desk: Client, call: CallForIdeas) -> None:
    kept = entry(desk, call, "A-1")
    services.publish(kept.submission, by=None)

    assert correct(desk, kept, **{field_name("title"): "Un abri"}).status_code == 303
    kept.submission.refresh_from_db()
    assert kept.submission.title == "Un banc"


def test_a_moderator_decides_on_what_they_read(desk: Client, call: CallForIdeas) -> None:
    kept = entry(desk, call, "A-1")
    read = kept.submission.revision
    correct(desk, kept, **{field_name("title"): "Un abri"})

    with pytest.raises(DecisionConflict):
        services.publish(kept.submission, by=None, expected_revision=read)


class TestWhoMay:
    def test_every_address_refuses_who_has_no_right(self, desk: Client, call: CallForIdeas) -> None:
        kept = entry(desk, call, "A-1")
        addresses = [reverse("paper"), screen(call), batch_of(kept), correction_of(kept)]
        moderator = signed_in(Client(), moderation.moderator(call))

        for address in addresses:
            for response in (moderator.get(address), moderator.post(address)):
                assert response.status_code == 403, address
                assert "Un banc" not in response.content.decode()
            assert Client().get(address).status_code == 302, address
        assert "/admin/paper/" not in moderator.get("/admin/").content.decode()
        assert "/admin/paper/" in desk.get("/admin/").content.decode()

    def test_what_another_agent_typed_in_does_not_exist(self, desk: Client, call: CallForIdeas) -> None:
        kept = entry(desk, call, "A-1")
        for user in (paper.agent(call), moderation.superuser()):
            other = signed_in(Client(), user)
            for address in (batch_of(kept), correction_of(kept)):
                assert other.get(address).status_code == 404, address
                assert other.post(address, {}).status_code in (404, 405), address
            assert batch_of(kept) not in other.get(reverse("paper")).content.decode()

    def test_a_page_of_another_section_does_not_exist(self, desk: Client, call: CallForIdeas) -> None:
        other = pages.call_for_ideas("Un autre appel")

        assert desk.get(screen(other)).status_code == 404
        assert desk.post(screen(other), {}).status_code == 404
        assert "Un autre appel" not in desk.get(reverse("paper")).content.decode()

    def test_pages_without_a_form_or_unpublished_take_nothing(self, desk: Client, call: CallForIdeas) -> None:
        client = signed_in(Client(), paper.agent(pages.site()))
        call.unpublish()

        for page in (call, pages.site(), pages.results()):
            assert client.get(screen(page)).status_code == 404

    def test_a_right_taken_away_ends_it_all(self, desk: Client, call: CallForIdeas) -> None:
        kept = entry(desk, call, "A-1")
        TypingRight.objects.all().delete()

        for address in (reverse("paper"), screen(call), batch_of(kept), correction_of(kept)):
            assert desk.get(address).status_code == 403

    def test_a_section_is_one_in_every_language(
        self, agent: Any, call: CallForIdeas, english: English
    ) -> None:
        copy = english(call)

        assert {page.pk for page in form_pages(agent)} == {call.pk, copy.pk}

    def test_the_site_s_moderators_may_from_the_start(self, call: CallForIdeas) -> None:
        for name, may in ((MODERATORS, True), (COMMUNICATION, False)):
            user = get_user_model().objects.create_user(name, f"{may}@example.org", "x")
            user.groups.add(Group.objects.get(name=name))
            assert may_type(user) is may

    def test_the_group_s_form_gives_the_right(self, call: CallForIdeas) -> None:
        group = Group.objects.create(name="Accueil")
        client = signed_in(Client(), moderation.superuser())
        address = reverse("wagtailusers_groups:edit", args=[group.pk])
        form = soup(client.get(address)).select_one(
            "#main form[method=post], form.w-mt-10, main form[method=POST]"
        )
        assert form is not None
        data = {
            str(field["name"]): str(field.get("value", ""))
            for field in form.select("input[name]")
            if field.get("type") not in ("checkbox", "submit") and "__prefix__" not in str(field["name"])
        }
        data |= {"typing_rights-TOTAL_FORMS": "1", "typing_rights-0-page": str(call.pk)}

        response = client.post(address, data)

        assert response.status_code == 302, text_of(response)
        assert TypingRight.objects.filter(group=group, page=call).exists()


def test_the_correction_screen_can_be_sent_as_it_is(desk: Client, call: CallForIdeas) -> None:
    kept = entry(desk, call, "A-1")
    page = soup(desk.get(correction_of(kept)))
    assert {field["name"] for field in page.select("form [name]")} >= {"sheet-channel", "sheet-reference"}
    assert "contact_email" not in str(page.select("form"))
    assert held(desk.get(screen(call)))["sheet-channel"] == ["paper"]
