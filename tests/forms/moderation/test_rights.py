"""A moderator sees and decides on their own sections, and nothing else."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.permissions import policy_registry

from forms.enums import State
from forms.groups import COMMUNICATION, MODERATORS
from forms.models import BulkJob, ModerationRight, Note, Submission
from forms.moderation.scope import scope_of
from pages.models import CallForIdeas
from tests.factories import pages
from tests.factories.moderation import moderator as make_moderator
from tests.factories.moderation import superuser
from tests.forms.moderation.conftest import bulk_url, decide, idea, signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_call(call: CallForIdeas) -> CallForIdeas:
    """A call of another section."""
    return pages.call_for_ideas("Un autre appel")


@pytest.fixture
def theirs(other_call: CallForIdeas) -> Submission:
    """What somebody sent to the other section."""
    return idea(other_call, "Secret des autres", contact_email="lea@example.org")


def test_the_queue_and_its_count_hold_the_own_section_only(
    desk: Client, call: CallForIdeas, theirs: Submission
) -> None:
    idea(call, "La nôtre")
    html = desk.get(url("list"), {"state": "all"}).content.decode()
    assert "La nôtre" in html
    assert "Contributions (1)" in html
    assert "Secret des autres" not in html
    assert "Un autre appel" not in html


def test_another_section_cannot_be_chosen_as_a_filter(
    desk: Client, call: CallForIdeas, theirs: Submission
) -> None:
    assert desk.get(url("list"), {"page": theirs.page_id}).status_code == 400
    assert desk.get(url("list"), {"after": theirs.pk}).status_code == 400


OBJECT_PATHS = [
    "inspect/{pk}/",
    "inspect/{pk}/?state=all",
    "decide/{pk}/",
    "note/{pk}/",
    "edit/{pk}/",
    "copy/{pk}/",
    "delete/{pk}/",
    "usage/{pk}/",
    "history/{pk}/",
    "history-results/{pk}/",
    "reorder/{pk}/",
    "preview/{pk}/",
    "unpublish/{pk}/",
    "lock/{pk}/",
    "unlock/{pk}/",
    "history/{pk}/revisions/1/view/",
    "history/{pk}/revisions/1/revert/",
    "history/{pk}/revisions/compare/live...latest/",
    "workflow/action/{pk}/approve/1/",
    "workflow_history/{pk}/",
]


def test_no_address_opens_a_submission_of_another_section(desk: Client, theirs: Submission) -> None:
    for path in OBJECT_PATHS:
        address = url("list") + path.format(pk=theirs.pk)
        for response in (
            desk.get(address),
            desk.post(address, {"action": "publish", "revision": 1, "note-text": "x"}),
        ):
            assert response.status_code in (403, 404, 405), path
            assert "Secret des autres" not in response.content.decode(), path
    theirs.refresh_from_db()
    assert theirs.state == State.PENDING
    assert not Note.objects.exists()


def test_generic_views_do_not_exist_even_for_a_superuser(client: Client, theirs: Submission) -> None:
    client.force_login(superuser())
    for path in ("add/", "results/", "preview/", *OBJECT_PATHS[4:]):
        assert client.get(url("list") + path.format(pk=theirs.pk)).status_code == 404, path


def test_there_is_no_generic_export(desk: Client, theirs: Submission) -> None:
    for path in ("?export=csv", "?export=xlsx"):
        response = desk.get(url("list") + path)
        assert response["Content-Type"].startswith("text/html")
        assert "Secret des autres" not in response.content.decode()


def test_wagtail_has_no_other_door(desk: Client, theirs: Submission) -> None:
    for address in (
        "/admin/snippets/choose/forms/submission/",
        "/admin/snippets/choose/forms/submission/results/",
        "/admin/snippets/choose/forms/submission/chosen/{pk}/",
        "/admin/localize/submit/snippet/forms/submission/{pk}/",
        "/admin/snippets/",
    ):
        response = desk.get(address.format(pk=theirs.pk))
        assert response.status_code in (302, 403, 404), address
        assert "Secret des autres" not in response.content.decode(), address
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["forms", "submission", theirs.pk, 1])
    assert desk.post(ping).status_code == 404


def test_crafted_ids_of_a_bulk_action_are_refused(
    desk: Client, call: CallForIdeas, theirs: Submission
) -> None:
    ours = idea(call)
    data = {"up_to": theirs.pk, "total": 2, "reason": "other", "seen": f"{theirs.pk}:1"}
    for action in ("publish", "refuse", "spam", "hide", "restore", "delete"):
        address = f"{bulk_url(action)}?id={ours.pk}&id={theirs.pk}"
        for response in (desk.get(address), desk.post(address, data)):
            assert response.status_code == 404, action
            assert "Secret des autres" not in response.content.decode()
    assert set(Submission.objects.values_list("state", flat=True)) == {State.PENDING}


def test_all_in_a_bulk_action_is_all_of_the_own_section(
    desk: Client, call: CallForIdeas, theirs: Submission
) -> None:
    ours = idea(call)
    response = desk.get(bulk_url("publish"), {"id": "all"})
    assert response.context["total"] == 1
    assert "Secret des autres" not in response.content.decode()
    desk.post(f"{bulk_url('publish')}?id=all", {"up_to": theirs.pk + ours.pk, "total": 5})
    theirs.refresh_from_db()
    ours.refresh_from_db()
    assert (theirs.state, ours.state) == (State.PENDING, State.PUBLISHED)


def test_nobody_deletes_in_bulk(client: Client, theirs: Submission) -> None:
    client.force_login(superuser())
    address = f"{bulk_url('delete')}?id={theirs.pk}"
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert Submission.objects.filter(pk=theirs.pk).exists()


def test_a_bulk_job_is_shown_to_whoever_asked_for_it(
    client: Client, desk: Client, call: CallForIdeas, moderator: Any
) -> None:
    job = BulkJob.objects.create(by=superuser(), action="publish", up_to=1, total=1)
    assert desk.get(url("job", job.pk)).status_code == 404
    assert desk.get(url("job", 999)).status_code == 404


def test_whoever_moderates_nothing_is_refused(client: Client, theirs: Submission) -> None:
    client.force_login(make_moderator())
    for name in ("list", "inspect", "decide", "note", "job"):
        address = url(name) if name == "list" else url(name, theirs.pk)
        for response in (client.get(address), client.post(address)):
            assert response.status_code in (403, 405), name
            assert "Secret des autres" not in response.content.decode()
    assert client.get(bulk_url("publish"), {"id": "all"}).status_code == 403


def test_editors_have_no_right_on_contributions(client: Client, theirs: Submission) -> None:
    user = make_moderator()
    user.groups.set([Group.objects.get(name=COMMUNICATION)])
    client.force_login(user)
    assert client.get(url("list")).status_code == 403
    assert "Contributions" not in client.get("/admin/").content.decode()


def test_moderators_have_no_right_on_pages(desk: Client, call: CallForIdeas) -> None:
    assert desk.get(reverse("wagtailadmin_pages:edit", args=[call.pk])).status_code == 302
    assert desk.post(reverse("wagtailadmin_pages:delete", args=[call.pk])).status_code == 302
    assert CallForIdeas.objects.filter(pk=call.pk).exists()


def test_visitors_are_asked_to_sign_in(client: Client, theirs: Submission) -> None:
    response = client.get(url("inspect", theirs.pk))
    assert response.status_code == 302
    assert "/login/" in response.url


def test_a_section_is_the_same_in_every_language(
    desk: Client, call: CallForIdeas, english: Any, moderator: Any
) -> None:
    submission = idea(english(call), "A bench", language="en")
    assert desk.get(url("inspect", submission.pk)).status_code == 200
    assert decide(desk, submission, "publish").status_code == 303


def test_a_right_on_the_english_page_holds_for_the_french_one(
    client: Client, call: CallForIdeas, english: Any
) -> None:
    user = make_moderator(english(call))
    submission = idea(call)
    assert signed_in(client, user).get(url("inspect", submission.pk)).status_code == 200


def test_a_right_on_a_section_holds_for_all_pages_below_it(call: CallForIdeas, theirs: Submission) -> None:
    home = call.get_parent()
    user = make_moderator(home)
    idea(call)
    assert scope_of(user).submissions().count() == 2
    assert not scope_of(user).everything


def test_a_right_on_the_root_page_holds_for_everything(call: CallForIdeas, theirs: Submission) -> None:
    user = make_moderator()
    user.groups.add(Group.objects.get(name=MODERATORS))
    assert scope_of(user).everything


def test_a_right_that_is_taken_back_holds_no_longer(desk: Client, call: CallForIdeas, moderator: Any) -> None:
    submission = idea(call)
    ModerationRight.objects.filter(group__user=moderator).delete()
    assert desk.get(url("inspect", submission.pk)).status_code == 403


def test_an_inactive_account_has_no_right(call: CallForIdeas, moderator: Any) -> None:
    moderator.is_active = False
    assert not scope_of(moderator).is_moderator


def test_the_policy_gives_nobody_more_than_reading_and_deciding(
    call: CallForIdeas, moderator: Any, theirs: Submission
) -> None:
    policy = policy_registry.get_by_type(Submission)
    boss = superuser()
    ours = idea(call)
    for action in ("add", "change", "delete", "publish", "lock", "unlock"):
        assert not policy.user_has_permission(boss, action)
        assert not policy.user_has_permission_for_instance(boss, action, ours)
        assert not policy.instances_user_has_permission_for(boss, action).exists()
        assert not policy.users_with_permission(action).exists()
    assert policy.user_has_permission_for_instance(moderator, "moderate", ours)
    assert not policy.user_has_permission_for_instance(moderator, "view", theirs)
    assert list(policy.instances_user_has_permission_for(moderator, "view")) == [ours]
    assert set(policy.users_with_permission("view")) >= {boss, moderator}


def test_wagtail_finds_the_screen_of_a_submission_for_its_moderators(
    call: CallForIdeas, moderator: Any, theirs: Submission
) -> None:
    ours = idea(call)
    assert AdminURLFinder(moderator).get_edit_url(ours) == url("inspect", ours.pk)
    assert AdminURLFinder(moderator).get_edit_url(theirs) is None
