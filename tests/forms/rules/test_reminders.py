"""Who is reminded of what waits, and when."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from forms.enums import Publication
from forms.mail import send_waiting
from forms.models import ModeratorPreference, OutgoingMail, Submission
from forms.moderation import services
from forms.rules import digest
from forms.rules.digest import queue_digests
from forms.rules.moderators import people_of
from forms.rules.reminders import queue_reminders
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.forms.browser import text_of
from tests.forms.conftest import English
from tests.forms.moderation.conftest import idea, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> CallForIdeas:
    """A call for ideas that reminds after three days."""
    return pages.call_for_ideas(reminder_days=3)


@pytest.fixture
def moderator(page: CallForIdeas) -> Any:
    """Its moderator."""
    return moderation.moderator(page)


def waited(page: CallForIdeas, days: float, title: str = "Un banc") -> Submission:
    """Send an idea so many days ago."""
    return idea(page, title, received_at=timezone.now() - timedelta(days=days))


def speaks(user: User, language: str) -> None:
    """Have somebody read the admin in a language."""
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()


def to(address: str) -> list[str]:
    """Return the texts that went to an address."""
    return [message.body for message in mail.outbox if message.to == [address]]


def pass_time(days: float) -> None:
    """Make everything that was queued so many days older."""
    for row in OutgoingMail.objects.all():
        OutgoingMail.objects.filter(pk=row.pk).update(created_at=row.created_at - timedelta(days=days))


def test_moderators_are_reminded_in_their_language_of_what_has_waited_too_long(
    page: CallForIdeas, moderator: Any
) -> None:
    speaks(moderator, "en")
    waited(page, 4)
    waited(page, 1)
    assert queue_reminders() == 1
    assert send_waiting() == 1
    (body,) = to(moderator.email)
    assert f"Contributions to “{page.title}” have waited for longer than 3 days." in body
    assert "2 await a decision" in body
    assert reverse("wagtailsnippets_forms_submission:list") in body
    assert "Un banc" not in body


def test_nobody_is_reminded_of_what_is_recent_or_of_a_page_without_the_rule(
    page: CallForIdeas, moderator: Any
) -> None:
    waited(page, 2)
    waited(pages.call_for_ideas("Sans rappel", reminder_days=0), 40)
    assert queue_reminders() == 0


def test_a_reminder_comes_once_a_period_however_often_the_worker_looks(
    page: CallForIdeas, moderator: Any
) -> None:
    waited(page, 4)
    assert [queue_reminders(), queue_reminders()] == [1, 0]
    send_waiting()
    pass_time(2)
    assert queue_reminders() == 0
    pass_time(2)
    # The event is named by its day, and this one is of today.
    OutgoingMail.objects.update(event="reminder of another day")
    assert queue_reminders() == 1


def test_a_reminder_of_what_was_decided_meanwhile_is_not_sent(page: CallForIdeas, moderator: Any) -> None:
    submission = waited(page, 4)
    queue_reminders()
    services.publish(submission, by=moderator)
    assert send_waiting() == 0
    assert not OutgoingMail.objects.exists()


def test_what_was_published_at_once_waits_to_be_looked_at(moderator: Any) -> None:
    page = pages.call_for_ideas("Publié d’abord", publication=Publication.AT_ONCE, reminder_days=1)
    reader = moderation.moderator(page)
    speaks(reader, "en")
    waited(page, 2)
    assert queue_reminders() == 1
    send_waiting()
    (body,) = to(reader.email)
    assert "1 was published at once and nobody has looked at it yet" in body
    assert "?state=unseen&page=" in body


def test_only_the_moderators_of_the_section_are_reminded_whatever_the_language_of_the_page(
    page: CallForIdeas, moderator: Any, english: English
) -> None:
    moderation.moderator(pages.call_for_ideas("Ailleurs"))
    left = moderation.moderator(page)
    left.is_active = False
    left.save()
    waited(english(page), 4)
    waited(page, 5)
    assert queue_reminders() == 1
    assert OutgoingMail.objects.get().user == moderator


def test_administrators_are_reminded_of_what_no_group_moderates(page: CallForIdeas) -> None:
    administrator = moderation.superuser()
    assert people_of(page) == [administrator]


def test_a_moderator_may_do_without(client: Client, page: CallForIdeas, moderator: Any) -> None:
    signed_in(client, moderator)
    account = client.get(reverse("wagtailadmin_account"))
    assert "Mail about contributions" in text_of(account)
    fields: dict[str, Any] = {"moderation_mail-digest": "on"}
    panels = [panel for tab in account.context["panels_by_tab"].values() for panel in tab]
    for panel in panels:
        form = panel.get_form()
        for name, field in form.fields.items():
            value = form.get_initial_for_field(field, name)
            if panel.name != "moderation_mail" and value:
                fields[form.add_prefix(name)] = value
    fields |= {"name_email-first_name": "Ana", "name_email-last_name": "Le Goff"}
    fields["locale-current_time_zone"] = "Europe/Paris"
    assert client.post(reverse("wagtailadmin_account"), fields).status_code == 302
    chosen = ModeratorPreference.objects.get(user=moderator)
    assert (chosen.reminders, chosen.digest) == (False, True)
    waited(page, 4)
    assert queue_reminders() == 0


# The summary of the day.


@pytest.fixture
def reader(page: CallForIdeas, moderator: Any) -> Any:
    """The moderator, who wants the summary."""
    ModeratorPreference.objects.create(user=moderator, digest=True)
    speaks(moderator, "en")
    return moderator


@pytest.fixture
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is eight o’clock."""

    def localtime() -> datetime:
        return timezone.localtime().replace(hour=8)

    class Clock:
        """The part of Django’s clock that is asked."""

    Clock.localtime = staticmethod(localtime)  # type: ignore[attr-defined]
    monkeypatch.setattr(digest, "timezone", Clock)


def test_the_summary_says_what_waits_on_each_page(page: CallForIdeas, reader: Any, morning: None) -> None:
    other = pages.call_for_ideas("Un autre appel")
    reader.groups.get().moderation_rights.create(page=other)
    moderation.moderator(page)
    waited(page, 2)
    waited(page, 1)
    waited(other, 3)
    assert queue_digests() == 1
    assert queue_digests() == 0
    assert send_waiting() == 1
    (body,) = to(reader.email)
    assert body.index("Un autre appel") < body.index(page.title)
    assert "2 await a decision" in body
    assert "1 awaits a decision" in body
    assert "Un banc" not in body


def test_there_is_no_summary_of_nothing_nor_before_the_morning(
    page: CallForIdeas, reader: Any, morning: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert queue_digests() == 0
    waited(page, 1)
    monkeypatch.setattr(digest, "MORNING", 9)
    assert queue_digests() == 0


def test_a_summary_that_could_not_be_sent_is_replaced_by_that_of_the_next_day(
    page: CallForIdeas, reader: Any, morning: None
) -> None:
    waited(page, 1)
    queue_digests()
    OutgoingMail.objects.update(event="digest of yesterday")
    assert queue_digests() == 1
    assert OutgoingMail.objects.count() == 1


def test_the_summary_leaves_out_what_its_reader_does_not_moderate_any_more(
    page: CallForIdeas, reader: Any, morning: None
) -> None:
    waited(page, 1)
    queue_digests()
    reader.groups.get().moderation_rights.all().delete()
    assert send_waiting() == 0
    assert mail.outbox == []
