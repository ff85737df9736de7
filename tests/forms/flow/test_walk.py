"""From page to page of a form: what is asked, what is kept, what is sent."""

import pytest
from django.test import Client

from forms.models import Draft, Submission
from tests.factories import flow
from tests.forms.flow.browser import Walk

pytestmark = pytest.mark.django_db


def test_pages_are_answered_one_by_one_and_sent_from_the_summary(client: Client) -> None:
    walk = Walk(client, flow.paged())
    assert not Draft.objects.exists()
    assert "Page 1 sur 2" in walk.text
    walk.go(bike="yes", town="Vaubrun")
    assert walk.title.startswith("Page 2 sur 3 – Votre vélo")
    walk.go(number="2", where="Au bord du canal")
    walk.go(word="Merci")
    assert "Vos réponses, avant de les envoyer" in walk.text
    for words in ("Vaubrun", "Au bord du canal", "Merci"):
        assert words in walk.text
    assert not Submission.objects.exists()
    walk.send_all()
    assert "Merci, votre réponse a été reçue" in walk.text
    submission = Submission.objects.get()
    assert submission.answers == {
        "bike": "yes",
        "town": "Vaubrun",
        "number": "2",
        "where": "Au bord du canal",
        "word": "Merci",
    }
    assert not Draft.objects.exists()
