"""After a whole journey the log holds no answer, no address and no code."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from forms.follow import link_token
from forms.mail import send_waiting
from forms.models import Submission
from forms.moderation import services
from tests.factories import pages
from tests.forms.browser import answer, code_after


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the portal writes to its log, everything included, as in production."""
    written = io.StringIO()
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    configured = {**settings.LOGGING, "root": {"handlers": ["console"], "level": "DEBUG"}}
    logging.config.dictConfig(configured)
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(written)
    yield written
    root.handlers, root.level = before, level
    logging.getLogger("django.server").handlers = []


@pytest.mark.django_db
def test_the_log_tells_nothing_of_anybody(client: Client, log: io.StringIO) -> None:
    page = pages.call_for_ideas()
    words = {"title": "Bancformidable", "idea": "Fontainesecrete", "private": "Telephonez"}
    address = "ana.formidable@example.org"
    answer(client, page, {**words, "title": ""})
    code = code_after(client, answer(client, page, {**words, "contact_email": address}))
    submission = Submission.objects.get()
    client.post("/suivi/", {"code": "AAAA-BBBB"})
    client.post("/suivi/", {"code": code})
    client.get("/suivi/")
    token = link_token(submission.pk)
    client.get(f"/suivi/lien/{token}/")
    client.get(f"/suivi/lien/{token}x/")
    client.get("/suivi/nulle-part/", headers={"Referer": f"http://testserver/suivi/lien/{token}/"})
    moderator = User.objects.create_user("camille")
    services.refuse(submission, by=moderator, reason="other", message="Messageconfidentiel")
    send_waiting()
    client.post("/suivi/retirer/")
    Client(enforce_csrf_checks=True).post(page.get_url(), {"q-title": words["title"]})
    lines = log.getvalue().splitlines()
    assert lines
    assert all({"time", "level", "logger", "request", "message"} <= set(json.loads(one)) for one in lines)
    whole = log.getvalue().casefold()
    for secret in (*words.values(), address, "formidable", code, token, "messageconfidentiel"):
        assert secret.casefold() not in whole, secret
