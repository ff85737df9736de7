"""A form of several pages that limits who answers, or takes files: no trace is left, no file is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from forms.flow import token
from forms.models import Attachment, Contributor, Draft, OutgoingMail, Submission
from portal.ratelimit.models import RateWindow
from tests.factories import flow, limits
from tests.factories.forms import question
from tests.forms.browser import soup
from tests.forms.files.making import PDF, upload
from tests.forms.flow.browser import Walk

pytestmark = pytest.mark.django_db

CHOICE = limits.question_form()[0]


def two_pages() -> list[dict[str, Any]]:
    """Return a form of a choice with limited options, then a text."""
    return [CHOICE, flow.new_page("Pour finir", id="p2"), question("short_text", "Un mot", id="word")]


def test_an_anonymous_answer_by_invitation_leaves_no_draft_and_no_trace_of_one() -> None:
    page, codes = limits.invited(1, anonymous=True, form=two_pages())
    client = Client()
    limits.enter(client, page, codes[0])
    walk = Walk(client, page).go(mode="bike").go(word="Merci")
    assert "adresse électronique" not in walk.text
    kept = client.cookies[token.cookie_name(page)].value
    walk.send_all()
    submission = Submission.objects.get()
    assert (submission.anonymous, submission.answers) == (True, {"mode": "bike", "word": "Merci"})
    for model in (Draft, Contributor, OutgoingMail, RateWindow):
        assert not model.objects.exists(), model
    # A second click gets the same receipt, though its answers are gone.
    client.cookies[token.cookie_name(page)] = kept
    again = client.post(page.get_url() + "questions/summary/", {"go": "send"})
    assert again.status_code in (303, 403)
    assert Submission.objects.count() == 1


def test_nobody_without_a_code_comes_to_a_later_page() -> None:
    page, codes = limits.invited(1, form=two_pages())
    client = Client()
    limits.enter(client, page, codes[0])
    data = {**Walk(client, page).filled(mode="bike"), "go": "next"}
    stranger = Client().post(page.get_url() + "questions/1/", data)
    assert stranger.status_code == 403
    assert not Draft.objects.exists()


def test_the_last_place_that_goes_while_somebody_answers_is_said_and_their_answers_stay() -> None:
    page = limits.limited(form=two_pages(), answer_limit=1)
    walk = Walk(Client(), page).go(mode="bike").go(word="Merci")
    other = Walk(Client(), page).go(mode="foot")
    walk.send_all()
    assert Submission.objects.count() == 1
    other.go(word="Trop tard")
    assert other.shown.status_code == 403
    other.open("questions/summary/")
    assert "Trop tard" in other.text
    assert Draft.objects.count() == 1


def test_a_file_stays_with_the_draft_from_page_to_page() -> None:
    files = question("files", "Une photo", id="files", kinds=["image", "pdf"], most_files=2, most_mb=5)
    form = [question("short_text", "Titre", id="title"), flow.new_page("Photos", id="p2"), files]
    walk = Walk(Client(), flow.paged("Avec des photos", form=[*form, flow.new_page("Fin", id="p3")]))
    walk.go(title="Un banc")
    data = walk.filled()
    walk.send({**data, "q-files": [upload(PDF, "plan.pdf")]})
    walk.open("questions/2/")
    assert "plan.pdf" in walk.text
    walk.go("save")
    held = Attachment.objects.get()
    assert held.held_until is not None
    assert held.held_until > timezone.now() + timedelta(days=20)
    walk.open("questions/summary/")
    assert "plan.pdf" in walk.text
    walk.send_all()
    submission = Submission.objects.get()
    assert submission.answers["files"] == [str(held.pk)]
    held.refresh_from_db()
    assert held.submission == submission
    assert soup(walk.shown).select_one(".receipt") is not None
