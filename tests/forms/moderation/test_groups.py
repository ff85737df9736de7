"""The groups that come with the portal, and who moderates which section."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow

from forms.groups import COMMUNICATION, MODERATORS, WRITERS
from forms.models import ModerationRight
from forms.moderation.scope import scope_of
from pages.models import CallForIdeas
from tests.factories.moderation import superuser
from tests.forms.browser import soup
from tests.forms.moderation.conftest import signed_in

pytestmark = pytest.mark.django_db


def member(name: str) -> Any:
    user = get_user_model().objects.create_user(name, f"{name.split()[0]}@example.org", "x")
    user.groups.add(Group.objects.get(name=name))
    return user


def test_wagtail_s_stock_groups_are_replaced() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {COMMUNICATION, WRITERS, MODERATORS}


def test_the_communication_team_publishes_and_translates_pages(call: CallForIdeas) -> None:
    user = member(COMMUNICATION)
    rights = call.permissions_for_user(user)
    assert rights.can_edit()
    assert rights.can_publish()
    assert call.get_parent().permissions_for_user(user).can_add_subpage()
    for right in (
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        "portal.change_siteidentity",
        "forms.add_theme",
        "forms.change_territory",
        "forms.change_mapbackground",
        "wagtailredirects.add_redirect",
    ):
        assert user.has_perm(right), right
    assert not scope_of(user).is_moderator


def test_writers_write_and_do_not_publish(call: CallForIdeas) -> None:
    rights = call.permissions_for_user(member(WRITERS))
    assert rights.can_edit()
    assert not rights.can_publish()


def test_moderators_decide_on_everything_and_have_no_right_on_pages(call: CallForIdeas) -> None:
    user = member(MODERATORS)
    assert user.has_perm("wagtailadmin.access_admin")
    assert scope_of(user).everything
    rights = call.permissions_for_user(user)
    assert not rights.can_edit()
    assert not rights.can_publish()
    assert not call.get_parent().permissions_for_user(user).can_add_subpage()


def test_the_stock_workflow_is_the_communication_team_s() -> None:
    task = GroupApprovalTask.objects.get()
    assert [group.name for group in task.groups.all()] == [COMMUNICATION]
    assert "Moderators" not in Workflow.objects.get().name


def test_rights_are_given_in_the_form_of_a_group(client: Client, call: CallForIdeas) -> None:
    signed_in(client, superuser())
    address = reverse("wagtailusers_groups:add")
    page = soup(client.get(address))
    assert "Moderation of contributions" in page.text
    data = {
        "name": "Élus du quartier",
        "page_permissions-TOTAL_FORMS": "0",
        "page_permissions-INITIAL_FORMS": "0",
        "moderation_rights-TOTAL_FORMS": "1",
        "moderation_rights-INITIAL_FORMS": "0",
        "moderation_rights-0-page": str(call.pk),
        "moderation_rights-0-id": "",
    }
    for panel in ("image", "document", "collection"):
        for field in page.select(f"input[name^={panel}][name$=_FORMS]"):
            data[field["name"]] = field["value"]
    for field in page.select("input[name$=_FORMS]"):
        data.setdefault(field["name"], field["value"])
    assert client.post(address, data).status_code == 302
    right = ModerationRight.objects.get(group__name="Élus du quartier")
    assert right.page_id == call.pk

    address = reverse("wagtailusers_groups:edit", args=[right.group_id])
    assert call.title in client.get(address).content.decode()
    twice = {
        **data,
        "moderation_rights-TOTAL_FORMS": "2",
        "moderation_rights-INITIAL_FORMS": "1",
        "moderation_rights-0-id": str(right.pk),
        "moderation_rights-1-page": str(call.pk),
        "moderation_rights-1-id": "",
    }
    assert client.post(address, twice).status_code == 200
    assert ModerationRight.objects.filter(group=right.group_id).count() == 1
    gone = {
        **data,
        "moderation_rights-INITIAL_FORMS": "1",
        "moderation_rights-0-id": str(right.pk),
        "moderation_rights-0-DELETE": "on",
    }
    assert client.post(address, gone).status_code == 302
    assert not ModerationRight.objects.filter(group=right.group_id).exists()
