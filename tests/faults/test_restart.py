"""A real Elasticsearch of the test's own hangs, is stopped, and starts again."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from forms.models import Submission
from forms.moderation.services import hide, publish
from pages.models import CallForIdeas
from portal.search import engine
from portal.search.drain import drain
from portal.search.models import IndexEntry
from portal.work.worker import make_missing_indices
from tests.factories.forms import send
from tests.factories.pages import call_for_ideas
from tests.faults.figures import Figures
from tests.servers import Server

pytestmark = pytest.mark.django_db


def published(call: CallForIdeas, title: str) -> Submission:
    submission = send(call, {"title": title})
    publish(submission, by=None)
    return submission


def reduced(client: Client) -> bool:
    answer = client.get("/recherche/", {"q": "fontaine", "format": "json"})
    assert answer.status_code == 200
    return bool(answer.json()["reduced"])


def test_all_is_found_again_after_the_server_hung_and_was_restarted(
    client: Client,
    own_elasticsearch: Server,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    figures: Figures,
) -> None:
    monkeypatch.setattr(engine, "WORKER_SECONDS", 5.0)
    settings.ELASTICSEARCH_URL = own_elasticsearch.url
    call = call_for_ideas("Appel")
    kept, hidden = published(call, "Une fontaine"), published(call, "Une fontaine à cacher")
    make_missing_indices()
    drain()
    assert not reduced(client)

    own_elasticsearch.hang()
    try:
        during = published(call, "Une fontaine pendant la panne")
        assert reduced(client)
        assert drain().server_down
    finally:
        own_elasticsearch.resume()
    own_elasticsearch.stop()
    hide(hidden, by=None, reason="off_topic")
    assert drain().server_down
    assert reduced(client)

    own_elasticsearch.start()
    engine.breaker.succeeded()
    assert not drain().server_down
    assert not IndexEntry.objects.exists()
    out = StringIO()
    call_command("search_check", stdout=out)
    assert out.getvalue().count("no difference") == 2
    found = client.get("/recherche/", {"q": "fontaine", "format": "json"}).json()
    assert {r["id"] for r in found["results"]} == {kept.pk, during.pk}
    assert not found["reduced"]
    stored = Submission.objects.count()
    figures(stored=stored, public=Submission.objects.public().count(), found=len(found["results"]))
