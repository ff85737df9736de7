"""What a form page costs does not grow with what was sent."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forms.models import Submission
from pages.models import CallForIdeas
from tests.factories import forms as make
from tests.factories import pages
from tests.forms.browser import fill_in

pytestmark = pytest.mark.django_db

# Measured; a change that moves them should know why.
MOST_TO_SHOW = 25
MOST_TO_SEND = 21
# Once what surrounds every page is known: the page, the sender's count, the version, the submission, its
# entry for the indices, and the two statements of a test's own transaction. Then the code's submission.
MOST_WHEN_WARM, MOST_AFTERWARDS = 7, 1


def cost(client: Client, page: CallForIdeas, data: dict[str, object] | None = None) -> int:
    """How many queries a request takes that finds nothing in a cache."""
    ContentType.objects.clear_cache()
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(page.get_url()) if data is None else client.post(page.get_url(), data)
    assert response.status_code in (200, 303)
    return len(queries)


def questions(number: int) -> list[dict[str, object]]:
    """A form of so many questions of every kind that takes text or options."""
    kinds = ["long_text", "single_choice", "scale", "number", "date"]
    return [
        make.question("short_text", "Titre", id="title", published=True),
        make.question("theme", "Thématique", id="theme"),
        *(
            make.question(kinds[n % len(kinds)], f"Question {n}", options=["A", "B"], low=1, high=5)
            for n in range(number)
        ),
    ]


def test_showing_a_form_costs_the_same_however_much_was_sent_and_asked() -> None:
    small = pages.call_for_ideas(form=questions(2))
    large = pages.call_for_ideas("Grand appel", form=questions(40))
    make.send(small, {"title": "Un banc"})
    make.send(large, {"title": "Un banc"})
    version = Submission.objects.filter(page=large).get().version
    Submission.objects.bulk_create(
        Submission(
            page_id=large.pk,
            page_key=large.translation_key,
            version=version,
            state="published",
            title=f"Idée {n}",
            answers={"title": f"Idée {n}"},
            published_at=version.created_at,
        )
        for n in range(60)
    )
    Submission.objects.filter(page=small).update(state="published", published_at=version.created_at)
    client = Client()
    cost(client, small)
    before = cost(client, small)
    assert cost(client, large) == before
    assert before <= MOST_TO_SHOW


def test_sending_a_form_costs_the_same_however_much_was_sent_and_asked() -> None:
    small = pages.call_for_ideas(form=questions(2))
    large = pages.call_for_ideas("Grand appel", form=questions(40))
    for number in range(20):
        make.send(large, {"title": f"Idée {number}"})
    make.send(small, {"title": "Un banc"})
    sending = {"title": "Une fontaine", "contact_email": "ana@example.org"}
    client = Client()
    # The first of ten minutes makes the row in which this sender is counted.
    cost(client, small, fill_in(client, small, {}))
    before, after = (cost(client, page, fill_in(client, page, sending)) for page in (small, large))
    assert after == before
    assert before <= MOST_TO_SEND


def test_a_form_sent_soon_after_another_takes_few_queries(client: Client) -> None:
    page = pages.call_for_ideas(form=questions(2))
    for title in ("Un banc", "Une fontaine"):
        data = fill_in(client, page, {"title": title})
        with CaptureQueriesContext(connection) as sending:
            answer = client.post(page.get_url(), data)
        with CaptureQueriesContext(connection) as following:
            assert client.get(answer.headers["Location"]).status_code == 200
    assert len(sending) <= MOST_WHEN_WARM
    assert len(following) <= MOST_AFTERWARDS
