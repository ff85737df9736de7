"""An editor looks at a page before it opens: all of its form, and nothing is kept."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from forms.models import FormVersion, Submission
from pages.models import CallForIdeas
from tests.factories import forms as make
from tests.factories import pages
from tests.forms.browser import soup

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_open_yet_is_shown_with_its_form_and_keeps_nothing(admin_client: Client) -> None:
    page = pages.call_for_ideas(opens_at=timezone.now() + datetime.timedelta(days=3))
    request = page.make_preview_request()
    assert request.status_code == 200
    shown = soup(request)
    assert shown.select_one("[name=q-title]") is not None
    assert shown.select("form:has([name=q-title]) button[type=submit]") == []
    assert shown.select_one("form:has([name=q-title])").get("action") is None
    assert not Submission.objects.exists()
    assert not FormVersion.objects.exists()


def test_a_draft_that_was_never_saved_and_is_half_finished_is_shown(admin_client: Client) -> None:
    pages.site()
    page = CallForIdeas(
        title="Brouillon",
        slug="brouillon",
        locale=Locale.get_default(),
        form=[
            make.question("short_text", "", id="a"),
            make.question("single_choice", "", id="b", options=[]),
            {"type": "section", "id": "c", "value": {"heading": ""}},
            {"type": "scale", "id": "d", "value": {}},
        ],
    )
    shown = soup(page.make_preview_request())
    assert len(shown.select("[name=q-a], [name=q-d]")) > 1
    assert "Question sans titre" in shown.get_text()
