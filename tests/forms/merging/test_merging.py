"""Merge contributions that say the same, and separate them again."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from forms.enums import DecisionAction, State
from forms.mail import send_waiting
from forms.merging.services import merge, split
from forms.models import OutgoingMail, Submission
from forms.moderation import services
from forms.moderation.services import DecisionConflict, TransitionRefused
from forms.objections.rights import contestable
from forms.objections.services import answer as answer_objection
from forms.objections.services import object_to
from forms.record.verify import problems
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.forms.browser import text_of
from tests.forms.conftest import English
from tests.forms.moderation.conftest import bulk_url, idea, signed_in, url
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> CallForIdeas:
    return pages.call_for_ideas()


@pytest.fixture
def moderator(call: CallForIdeas) -> Any:
    return moderation.moderator(call)


@pytest.fixture
def desk(client: Client, moderator: Any) -> Client:
    return signed_in(client, moderator)


def published(page: CallForIdeas, title: str, **options: Any) -> Submission:
    submission = idea(page, title, **options)
    services.publish(submission, by=None)
    return submission


def state_of(submission: Submission) -> str:
    return Submission.objects.get(pk=submission.pk).state


def test_one_stays_and_the_others_point_at_it(call: CallForIdeas, moderator: Any) -> None:
    stays, published_one, pending = (
        published(call, "Un banc"),
        published(call, "Des bancs"),
        idea(call, "Banc"),
    )
    decisions = merge(stays, [published_one, pending], by=moderator)
    assert [decision.action for decision in decisions] == [DecisionAction.MERGE] * 2
    for row in Submission.objects.filter(pk__in=[published_one.pk, pending.pk]):
        assert (row.state, row.merged_into) == (State.MERGED, stays)
    assert state_of(stays) == State.PUBLISHED
    assert list(problems()) == []


def test_authors_are_told_by_number_and_may_object(call: CallForIdeas, moderator: Any) -> None:
    stays = published(call, "Un banc", contact_email="stays@example.org")
    other = published(call, "Des bancs", contact_email="ana@example.org", language="en")
    send_waiting()
    mail.outbox.clear()
    merge(stays, [other], by=moderator, message="Bench of the same square.")
    send_waiting()
    (message,) = mail.outbox
    assert message.to == ["ana@example.org"]
    assert f"contribution no. {stays.pk}, which stays and speaks for both" in message.body
    assert "Bench of the same square." in message.body
    assert "Un banc" not in message.body
    other.refresh_from_db()
    assert contestable(other) is not None


def test_the_author_of_a_merged_one_follows_what_speaks_for_it(
    client: Client, call: CallForIdeas, moderator: Any
) -> None:
    from forms.follow import link_token

    stays, other = published(call, "Un banc"), published(call, "Des bancs")
    merge(stays, [other], by=moderator)
    page = client.get(f"/suivi/lien/{link_token(other.pk)}/", follow=True)
    address = call.contribution_url(stays)
    assert address in page.content.decode()


def test_the_public_sees_what_is_brought_together_and_old_addresses_lead_there(
    client: Client, call: CallForIdeas, moderator: Any
) -> None:
    stays, other = published(call, "Un banc"), published(call, "Des bancs à l’ombre")
    old = call.contribution_url(other)
    merge(stays, [other], by=moderator)
    response = client.get(old)
    assert response.status_code == 302
    assert response["Location"] == call.contribution_url(stays)
    text = text_of(client.get(response["Location"]))
    assert "Rassemble 2 contributions" in text or "Brings together 2 contributions" in text
    assert "Des bancs à l’ombre devant l’école." in text
    assert "Merci à l’équipe" not in text
    listed = client.get(call.get_url()).content.decode()
    assert call.contribution_url(other) not in listed
    split(other, by=moderator)
    assert client.get(old).status_code == 200
    assert "Des bancs à l’ombre" not in text_of(client.get(call.contribution_url(stays)))


def test_the_page_costs_as_few_queries_with_many_as_with_one(
    client: Client,
    call: CallForIdeas,
    moderator: Any,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    stays = published(call, "Un banc")
    merge(stays, [published(call, f"Banc {number}") for number in range(5)], by=moderator)
    client.get(call.contribution_url(stays))
    with django_assert_max_num_queries(20):
        client.get(call.contribution_url(stays))


def test_a_merged_one_leads_nowhere_once_what_stays_is_hidden(
    client: Client, call: CallForIdeas, moderator: Any
) -> None:
    stays, other = published(call, "Un banc"), published(call, "Des bancs")
    merge(stays, [other], by=moderator)
    services.hide(stays, by=moderator, reason="off_topic")
    assert client.get(call.contribution_url(other)).status_code == 404


def test_separated_each_goes_back_to_where_it_was(call: CallForIdeas, moderator: Any) -> None:
    stays, was_public, was_pending = published(call, "Un"), published(call, "Deux"), idea(call, "Trois")
    merge(stays, [was_public, was_pending], by=moderator)
    for row in (was_public, was_pending):
        split(row, by=moderator)
    assert (state_of(was_public), state_of(was_pending)) == (State.PUBLISHED, State.PENDING)
    assert not Submission.objects.exclude(merged_into=None).exists()
    assert list(problems()) == []


def test_separating_is_told_unless_the_merging_was_not_told_yet(
    call: CallForIdeas, moderator: Any, settings: Settings
) -> None:
    settings.UNDO_SECONDS = 30
    stays, told, untold = (
        published(call, name, contact_email=f"{name}@example.org") for name in ("stays", "told", "untold")
    )
    send_waiting()
    mail.outbox.clear()
    merge(stays, [told, untold], by=moderator)
    OutgoingMail.objects.filter(submission=told).update(sent_at="2026-01-01T00:00:00Z")
    for row in (told, untold):
        row.refresh_from_db()
        split(row, by=moderator)
    OutgoingMail.objects.update(not_before="2026-01-01T00:00:00Z")
    assert send_waiting() == 1
    (message,) = mail.outbox
    assert message.to == ["told@example.org"]
    assert "séparée" in message.body


def test_who_takes_back_what_stays_takes_nobody_else_along(call: CallForIdeas, moderator: Any) -> None:
    stays, other = published(call, "Un banc"), published(call, "Des bancs")
    merge(stays, [other], by=moderator)
    services.withdraw(stays)
    assert (state_of(stays), state_of(other)) == (State.WITHDRAWN, State.PUBLISHED)


def test_a_merged_one_may_be_taken_back_by_its_author(call: CallForIdeas, moderator: Any) -> None:
    stays, other = published(call, "Un banc"), published(call, "Des bancs")
    merge(stays, [other], by=moderator)
    services.withdraw(other)
    assert state_of(other) == State.WITHDRAWN
    assert not Submission.objects.filter(merged_into=stays).exists()


def test_an_objection_that_is_upheld_separates(call: CallForIdeas, moderator: Any) -> None:
    stays, other = published(call, "Un banc"), published(call, "Des bancs")
    (decision,) = merge(stays, [other], by=moderator)
    objection = object_to(other, decision.pk, "La mienne parle d’autre chose.")
    answer_objection(objection, by=moderation.moderator(call), is_upheld=True, text="")
    other.refresh_from_db()
    assert (other.state, other.merged_into) == (State.PUBLISHED, None)


def test_what_cannot_be_merged_is_left_with_all_the_others(call: CallForIdeas, moderator: Any) -> None:
    stays, other, spam = published(call, "Un"), published(call, "Deux"), idea(call, "Trois")
    services.mark_spam(spam, by=moderator)
    elsewhere = published(pages.call_for_ideas("Ailleurs"), "Quatre")
    for wrong in (spam, elsewhere):
        with pytest.raises(TransitionRefused):
            merge(stays, [other, wrong], by=moderator)
    with pytest.raises(DecisionConflict):
        merge(stays, [other], by=moderator, revisions={other.pk: other.revision - 1})
    assert state_of(other) == State.PUBLISHED
    merge(stays, [other], by=moderator)
    with pytest.raises(TransitionRefused):
        merge(published(call, "Cinq"), [stays], by=moderator)
    with pytest.raises(TransitionRefused):
        split(stays, by=moderator)


def test_translations_of_a_page_are_one_page(
    call: CallForIdeas, moderator: Any, english: English, client: Client
) -> None:
    stays, other = published(call, "Un banc"), published(english(call), "A bench", language="en")
    merge(stays, [other], by=moderator)
    assert "A bench" in text_of(client.get(call.contribution_url(stays)))


def test_the_index_follows(call: CallForIdeas, moderator: Any, search_index: SearchIndex) -> None:
    stays, other = published(call, "Un banc"), published(call, "Des bancs")
    search_index.drain()
    merge(stays, [other], by=moderator)
    search_index.drain()
    found = {key for key in search_index.indexed() if key.startswith("contribution")}
    assert found == {f"contribution-{stays.pk}"}
    split(other, by=moderator)
    search_index.drain()
    assert f"contribution-{other.pk}" in search_index.indexed()


# From the moderators' screens.


def merge_many(desk: Client, rows: list[Submission], stays: Submission | None, **more: Any) -> Any:
    chosen = "&".join(f"id={row.pk}" for row in rows)
    data = {"stays": stays.pk if stays else "", "seen": [f"{row.pk}:{row.revision}" for row in rows], **more}
    return desk.post(f"{bulk_url('merge')}?{chosen}", data)


def test_chosen_rows_are_shown_side_by_side_and_merged(desk: Client, call: CallForIdeas) -> None:
    stays, other = published(call, "Un banc"), idea(call, "Des bancs")
    screen = text_of(desk.get(bulk_url("merge"), {"id": [stays.pk, other.pk]}))
    assert "Merge 2 contributions" in screen
    assert "Des bancs devant l’école." in screen
    assert merge_many(desk, [stays, other], stays).status_code == 303
    assert state_of(other) == State.MERGED
    item = text_of(desk.get(url("inspect", other.pk)))
    assert "It is joined to: Un banc" in item
    assert "It stays, and speaks for these too" in text_of(desk.get(url("inspect", stays.pk)))


def test_the_screens_cost_a_bounded_number_of_queries(
    desk: Client,
    call: CallForIdeas,
    moderator: Any,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    stays = published(call, "Un banc")
    merge(stays, [published(call, f"Banc {number}") for number in range(6)], by=moderator)
    others = [idea(call, f"Autre banc {number}").pk for number in range(6)]
    for address, choice in (
        (url("inspect", stays.pk), {}),
        (url("merge", stays.pk), {}),
        (bulk_url("merge"), {"id": others}),
    ):
        with django_assert_max_num_queries(25):
            assert desk.get(address, choice).status_code == 200


def test_one_has_to_stay_and_nothing_moves_on_unseen(desk: Client, call: CallForIdeas) -> None:
    stays, other = published(call, "Un banc"), idea(call, "Des bancs")
    assert merge_many(desk, [stays, other], None).status_code == 422
    old = [f"{other.pk}:0", f"{stays.pk}:{stays.revision}"]
    assert merge_many(desk, [stays, other], stays, seen=old).status_code == 409
    assert state_of(other) == State.PENDING


def test_the_other_one_is_found_by_likeness_or_by_number(desk: Client, call: CallForIdeas) -> None:
    stays = published(call, "Un banc devant l’école du village")
    other = published(call, "Un banc devant l’école du village aussi")
    screen = text_of(desk.get(url("merge", other.pk)))
    assert str(stays) in screen
    response = desk.get(url("merge", other.pk), {"number": stays.pk})
    assert response.status_code == 302
    assert f"id={other.pk}&id={stays.pk}" in response["Location"]
    assert "Merge 2 contributions" in text_of(desk.get(response["Location"]))
    for wrong in (other.pk, 999_999_999, published(pages.call_for_ideas("Ailleurs"), "X").pk):
        assert desk.get(url("merge", other.pk), {"number": wrong}).status_code == 422


def test_a_merged_one_is_separated_on_its_screen(desk: Client, call: CallForIdeas, moderator: Any) -> None:
    stays, other = published(call, "Un banc"), idea(call, "Des bancs")
    merge(stays, [other], by=moderator)
    other.refresh_from_db()
    assert desk.post(url("split", other.pk), {"revision": other.revision - 1}).status_code == 409
    assert desk.post(url("split", other.pk), {"revision": other.revision}).status_code == 303
    assert state_of(other) == State.PENDING


def test_nothing_of_another_section_is_merged_or_separated(desk: Client, call: CallForIdeas) -> None:
    elsewhere = pages.call_for_ideas("Ailleurs")
    mine, one, two = idea(call, "Un"), published(elsewhere, "Deux"), published(elsewhere, "Trois")
    assert merge_many(desk, [mine, one], mine).status_code == 404
    assert merge_many(desk, [one, two], one).status_code == 404
    assert desk.get(url("merge", one.pk)).status_code == 404
    merge(one, [two], by=moderation.superuser())
    two.refresh_from_db()
    assert desk.post(url("split", two.pk), {"revision": two.revision}).status_code == 404
    assert state_of(two) == State.MERGED


def test_everything_at_once_is_not_merged(desk: Client, call: CallForIdeas) -> None:
    idea(call)
    assert desk.get(bulk_url("merge"), {"id": "all"}).status_code == 400
    assert desk.get(bulk_url("merge"), {"id": "1"}).status_code == 302
