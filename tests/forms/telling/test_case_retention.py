"""Objections, reports and earlier texts are erased in their time; what counts stays."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from forms.edits.services import edit
from forms.models import Contributor, DecisionMessage, Objection, Report, Submission, SubmissionEdit
from forms.moderation import services
from forms.objections.services import answer, object_to
from forms.record.verify import problems
from forms.reports.services import Reported, report
from forms.retention import purge
from pages.models import CallForIdeas
from tests.factories import pages
from tests.forms.telling.conftest import ANSWERS, published, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(db: None) -> CallForIdeas:
    """A call for ideas that keeps what is private for three months."""
    return pages.call_for_ideas(retention_months=3)


def months_ago(months: float) -> datetime.datetime:
    """Return a moment so many months ago."""
    return timezone.now() - datetime.timedelta(days=months * 365.25 / 12)


def test_texts_and_addresses_go_and_the_record_stays_whole(
    call: CallForIdeas, camille: Any, dominique: Any
) -> None:
    refused = sent(call)
    services.request_change(refused, by=camille, message="Sans nom.")
    edit(refused, {**ANSWERS, "title": "Deux bancs"})
    decision = services.refuse(refused, by=camille, reason="other", message="Ana, c’est non.")
    objection = object_to(refused, decision.pk, "Et pourquoi ?")
    shown = published(call, camille, contact_email="")
    said = Reported(reason="other", text="Ma voisine", language="fr", email="zoe@example.org")
    report(shown, said, secret="s")
    Submission.objects.update(created_at=months_ago(3.1))
    Report.objects.update(made_at=months_ago(2.9))
    Objection.objects.update(made_at=months_ago(2.9))
    purge()
    assert not SubmissionEdit.objects.exists()
    assert not DecisionMessage.objects.exists()
    # They came later, and have time of their own.
    assert (Objection.objects.get().text, Report.objects.get().text) == ("Et pourquoi ?", "Ma voisine")
    # Answered after the contribution was erased: told, and erased later.
    answer(objection, by=dominique, is_upheld=False, text="Parce que.")
    Report.objects.update(made_at=months_ago(3.1))
    Objection.objects.update(made_at=months_ago(3.1))
    purge()
    assert (Objection.objects.get().text, Report.objects.get().text) == ("", "")
    assert not Contributor.objects.exists()
    assert Objection.objects.get().answer is not None
    assert DecisionMessage.objects.get().text == "Parce que."
    assert list(problems()) == []
