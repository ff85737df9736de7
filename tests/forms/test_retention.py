"""What is past its retention is erased, and nothing else."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from forms import retention
from forms.enums import State
from forms.models import (
    Contributor,
    Decision,
    DecisionMessage,
    Note,
    OutgoingMail,
    QuestionStatistics,
    Submission,
)
from forms.moderation import services
from forms.registration import register
from forms.retention import purge
from pages.models import CallForIdeas
from portal.search.models import IndexEntry
from portal.work.registry import jobs
from tests.factories import forms as make
from tests.factories import pages

pytestmark = pytest.mark.django_db

ANSWERS = {"title": "Un banc", "idea": "Devant l’école", "private": "Appelez-moi au 04"}


@pytest.fixture
def page() -> CallForIdeas:
    """A call for ideas that keeps what is private for three months."""
    return pages.call_for_ideas(retention_months=3)


def sent(page: Page, months: float, state: State = State.PENDING, **options: object) -> Submission:
    """An idea that came in so many months ago."""
    submission = make.send(page, dict(ANSWERS), contact_email="ana@example.org", **options)
    moderator = User.objects.get_or_create(username="camille")[0]
    if state == State.PUBLISHED:
        services.publish(submission, by=moderator)
    elif state == State.REFUSED:
        services.refuse(submission, by=moderator, reason="other", message="Ana, c’est non")
    elif state == State.WITHDRAWN:
        services.withdraw(submission)
    then = timezone.now() - datetime.timedelta(days=months * 365.25 / 12)
    Submission.objects.filter(pk=submission.pk).update(created_at=then, received_at=then)
    submission.refresh_from_db()
    return submission


def test_the_contact_goes_with_its_waiting_mail(page: CallForIdeas) -> None:
    submission = sent(page, 3.1)
    assert OutgoingMail.objects.exists()
    assert purge() == 1
    submission.refresh_from_db()
    assert submission.contributor is None
    assert submission.purged_at is not None
    assert not Contributor.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_what_is_public_stays_and_what_is_private_goes(page: CallForIdeas) -> None:
    submission = sent(page, 3.1, State.PUBLISHED)
    purge()
    submission.refresh_from_db()
    assert submission.answers == {"title": "Un banc", "idea": "Devant l’école"}
    assert (submission.title, submission.state) == ("Un banc", State.PUBLISHED)
    assert "banc" in submission.search_text


@pytest.mark.parametrize("state", [State.PENDING, State.REFUSED, State.WITHDRAWN])
def test_of_what_is_not_public_no_text_stays(page: CallForIdeas, state: State) -> None:
    submission = sent(page, 3.1, state)
    purge()
    submission.refresh_from_db()
    assert (submission.answers, submission.title, submission.search_text) == ({}, "", "")
    assert submission.state == state


def test_a_postcode_that_was_asked_in_private_goes() -> None:
    form = [*make.idea_form(), make.question("postcode", "Votre code postal", id="postcode")]
    page = pages.call_for_ideas(retention_months=3, form=form)
    submission = sent(page, 3.1, State.PUBLISHED)
    Submission.objects.filter(pk=submission.pk).update(answers={**submission.answers, "postcode": "86000"})

    purge()

    submission.refresh_from_db()
    assert submission.answers == {"title": "Un banc", "idea": "Devant l’école"}


def test_answers_that_are_counted_stay() -> None:
    page = pages.questionnaire(
        retention_months=1,
        form=[
            make.question("yes_no", "D’accord ?", id="agreed"),
            make.question("short_text", "Pourquoi ?", id="why"),
            make.question("email", "Votre adresse", id="mail"),
            make.question("number", "Combien ?", id="number"),
        ],
    )
    answers = {"agreed": "yes", "why": "Parce que", "mail": "a@b.fr", "number": "3"}
    submission = make.send(page, answers)
    Submission.objects.update(created_at=timezone.now() - datetime.timedelta(days=32))
    purge()
    submission.refresh_from_db()
    assert submission.answers == {"agreed": "yes", "number": "3"}
    assert not QuestionStatistics.objects.filter(question_id="why").exists()


def test_decisions_stay_without_what_was_written_to_the_author(page: CallForIdeas) -> None:
    submission = sent(page, 3.1, State.REFUSED)
    Note.objects.create(submission=submission, text="Ana est ma voisine")
    recent = sent(page, 1, State.REFUSED)
    purge()
    assert Decision.objects.filter(submission=submission, reason="other").count() == 1
    assert not Note.objects.exists()
    assert [message.decision.submission for message in DecisionMessage.objects.all()] == [recent]


def test_what_is_not_due_is_left_alone(page: CallForIdeas) -> None:
    submission = sent(page, 2.9)
    assert purge() == 0
    submission.refresh_from_db()
    assert submission.answers == ANSWERS
    assert submission.contributor is not None
    assert submission.purged_at is None


def test_each_page_has_its_own_period(page: CallForIdeas) -> None:
    other = pages.call_for_ideas("Autre appel", retention_months=12)
    sent(page, 6)
    kept = sent(other, 6)
    assert purge() == 1
    kept.refresh_from_db()
    assert kept.answers == ANSWERS


def test_an_import_of_old_ideas_is_kept_as_long_as_new_ones(page: CallForIdeas) -> None:
    old = timezone.now() - datetime.timedelta(days=2_000)
    submission = make.send(page, dict(ANSWERS), received_at=old)
    assert purge() == 0
    submission.refresh_from_db()
    assert submission.answers == ANSWERS


def test_a_page_that_is_no_longer_published_is_not_forgotten(page: CallForIdeas) -> None:
    sent(page, 3.1)
    page.unpublish()
    assert purge() == 1


def test_nothing_is_erased_twice(page: CallForIdeas) -> None:
    submission = sent(page, 3.1)
    assert [purge(), purge()] == [1, 0]
    first = Submission.objects.get()
    assert first.revision == submission.revision + 1


def test_the_search_learns_of_it(page: CallForIdeas) -> None:
    submission = sent(page, 3.1)
    IndexEntry.objects.all().delete()
    purge()
    assert IndexEntry.objects.filter(model="forms.submission", object_id=submission.pk).exists()


def test_many_are_erased_in_batches_of_a_fixed_cost(
    page: CallForIdeas, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(retention, "BATCH", 5)
    for _number in range(12):
        sent(page, 4)
    with django_assert_max_num_queries(60):
        assert purge() == 12
    assert not Submission.objects.filter(purged_at=None).exists()


def test_the_worker_does_it_every_day() -> None:
    register()
    (job,) = [job for job in jobs() if job.run is purge]
    assert job.interval <= datetime.timedelta(days=1)
