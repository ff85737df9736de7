"""Files in a form of several pages: a draft names them, and they wait as long as it does."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from forms.files.erasure import erase_unsent
from forms.models import Attachment, Draft, Submission
from tests.factories import pages
from tests.factories.forms import question
from tests.forms.browser import soup
from tests.forms.files.making import PDF, upload
from tests.forms.flow.browser import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(client: Client) -> Walk:
    """Somebody who has opened a form that asks for files on its first page."""
    page: Any = pages.questionnaire(
        form=[
            question("short_text", "Titre", id="title", required=True),
            question("files", "Photos", id="files", kinds=["pdf"], most_files=2, most_mb=5),
            {"type": "page", "id": "second", "value": {"heading": "Pour finir", "intro": ""}},
            question("short_text", "Un mot", id="word"),
        ]
    )
    return Walk(client, page)


def held_names(walk: Walk) -> list[str]:
    """Return the names of the files that the shown page holds."""
    return [" ".join(item.text.split()) for item in soup(walk.shown).select(".files--held li > span")]


def test_a_file_of_an_earlier_page_is_sent_with_the_last(walk: Walk) -> None:
    walk.go(title="Un banc", files=[upload(PDF, "plan.pdf")])
    key = str(Attachment.objects.get().pk)
    walk.go(word="Merci").send_all()
    submission = Submission.objects.get()
    assert submission.answers == {"title": "Un banc", "files": [key], "word": "Merci"}
    assert submission.attachments.count() == 1


def test_going_back_shows_it_and_lets_it_be_removed(walk: Walk) -> None:
    walk.go(title="Un banc", files=[upload(PDF, "plan.pdf")]).go("back")
    (shown,) = held_names(walk)
    assert "plan.pdf" in shown
    (token,) = (str(field["value"]) for field in soup(walk.shown).select("input[name=q-files_held]"))
    walk.go(files_remove=token).go(word="Merci").send_all()
    assert "files" not in Submission.objects.get().answers


def test_a_page_with_an_error_keeps_it(walk: Walk) -> None:
    walk.go(title="", files=[upload(PDF, "plan.pdf")])
    assert walk.shown.status_code == 422
    assert len(held_names(walk)) == 1
    walk.go(title="Un banc").go().send_all()
    assert len(Submission.objects.get().answers["files"]) == 1


def test_it_waits_as_long_as_its_draft(walk: Walk) -> None:
    walk.go("save", title="Un banc", files=[upload(PDF, "plan.pdf")])
    draft, file = Draft.objects.get(), Attachment.objects.get()
    assert file.held_until is not None
    assert abs(file.held_until - draft.expires_at) < timedelta(minutes=1)
    assert file.held_until > timezone.now() + timedelta(days=20)
    assert erase_unsent() == 0
