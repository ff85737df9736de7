"""The first demo: made whole, once, and kept as it was left."""

import io
import re
import stat
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone, translation
from django.utils.datastructures import MultiValueDict
from wagtail.models import Page, Site
from wagtail_localize.models import StringSegment, Translation

from forms.builder import field_name
from forms.enums import TYPED_CHANNELS, Channel, FollowUp, State
from forms.models import (
    Decision,
    DecisionMessage,
    FormVersion,
    Note,
    Outcome,
    PaperEntry,
    Submission,
    Territory,
    Theme,
)
from forms.models.paper import CORRECTION
from forms.moderation.services import publish
from pages.blocks import ResultsStreamBlock
from pages.demo import answers
from pages.demo.blocks import uid
from pages.demo.plans import PLANS
from pages.models import CallForIdeas, Consultation, HomePage, Questionnaire, Results
from pages.translations import untranslated
from tests.factories.pages import site

STATES = {
    State.PUBLISHED: 158,
    State.PENDING: 20,
    State.REFUSED: 11,
    State.SPAM: 4,
    State.HIDDEN: 3,
    State.WITHDRAWN: 4,
}
MOST_QUERIES = 20


def seed() -> str:
    out = io.StringIO()
    with translation.override("en"):
        call_command("seed_demo", stdout=out)
    return out.getvalue()


class TestTheDemo(TestCase):
    folder: tempfile.TemporaryDirectory[str]
    printed: str

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        settings = override_settings(VAR_DIR=Path(cls.folder.name), MEDIA_ROOT=cls.folder.name)
        settings.enable()
        cls.addClassCleanup(settings.disable)
        super().setUpClass()

    @classmethod
    def setUpTestData(cls) -> None:
        cls.printed = seed()

    def test_it_prints_where_to_go_and_who_may_enter(self) -> None:
        assert "The demo is ready." in self.printed
        assert re.search(r"The portal +http://127.0.0.1:8000/\n", self.printed)
        assert re.search(r"The portal in English +http://127.0.0.1:8000/en/\n", self.printed)
        assert re.search(r"Administration +http://127.0.0.1:8000/admin/\n", self.printed)

    def test_the_printed_passwords_open_the_accounts(self) -> None:
        roles = {"Editor": "redaction", "Moderator": "moderation", "Desk and moderation": "guichet"}
        for role, username in roles.items():
            found = re.search(rf"{role} +{username} / (\S+)\n", self.printed)
            assert found
            assert self.client.login(username=username, password=found[1])

    def test_the_passwords_are_kept_for_their_owner_alone(self) -> None:
        path = Path(self.folder.name) / "demo-accounts.json"

        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_every_page_answers_in_both_languages_with_few_queries(self) -> None:
        for language in ("fr", "en"):
            pages = Page.objects.filter(live=True, locale__language_code=language, depth__gt=1)
            assert len(pages) == len(PLANS)
            for page in pages:
                address = page.get_url()
                with CaptureQueriesContext(connection) as queries:
                    response = self.client.get(address)
                assert response.status_code == 200, address
                if len(queries) > MOST_QUERIES:
                    # The first visitor pays for renditions and the names of labels.
                    with CaptureQueriesContext(connection) as queries:
                        self.client.get(address)
                assert len(queries) <= MOST_QUERIES, (address, len(queries))

    def test_no_page_is_empty(self) -> None:
        for page in Page.objects.live().filter(depth__gt=1).specific():
            assert page.lead, page
            assert page.body, page

    def test_bodies_use_every_block(self) -> None:
        used = {
            child.block_type for page in Page.objects.filter(depth__gt=1).specific() for child in page.body
        }

        assert used == set(ResultsStreamBlock().child_blocks)

    def test_nothing_is_left_to_translate(self) -> None:
        translations = Translation.objects.all()

        assert len(translations) == len(PLANS)
        assert [untranslated(translation) for translation in translations] == [[]] * len(PLANS)

    def test_english_pages_ask_the_questions_of_the_french_ones(self) -> None:
        french = Questionnaire.objects.get(slug="trajets")
        english = Questionnaire.objects.get(slug="journeys")

        assert [child.id for child in english.form] == [child.id for child in french.form]
        assert {child.value["label"] for child in english.form if child.block_type != "section"}.isdisjoint(
            child.value["label"] for child in french.form if child.block_type != "section"
        )

    def test_there_is_a_page_of_each_kind_and_one_in_each_stage(self) -> None:
        for model in (HomePage, Consultation, Questionnaire, CallForIdeas, Results):
            assert Page.objects.type(model).live().filter(locale__language_code="fr").exists()
        stages = {page.opening for model in (Consultation, Questionnaire) for page in model.objects.all()}
        assert {str(stage) for stage in stages} == {"upcoming", "open", "closed"}

    def test_two_hundred_ideas_stand_in_every_state_channel_language_and_territory(self) -> None:
        ideas = Submission.objects.filter(page__slug="idees")

        assert dict(Counter(ideas.values_list("state", flat=True))) == STATES
        assert sum(STATES.values()) == len({idea.title for idea in ideas}) == 200
        assert set(ideas.values_list("channel", flat=True)) == set(Channel) - {Channel.IMPORT}
        assert set(ideas.values_list("language", flat=True)) == {"fr", "en"}
        territories = {str(key) for key in Territory.objects.values_list("translation_key", flat=True)}
        assert {str(idea.territory_key) for idea in ideas} == territories
        themes = {str(key) for key in Theme.objects.values_list("translation_key", flat=True)}
        assert {str(idea.theme_key) for idea in ideas} == themes

    def test_two_moderators_decided_left_notes_and_one_thought_again(self) -> None:
        by = set(Decision.objects.exclude(staff=None).values_list("staff__user__username", flat=True))

        assert by == {"moderation", "guichet"}
        assert Note.objects.count() >= 5
        assert Decision.objects.filter(from_state=State.REFUSED, to_state=State.PENDING).exists()

    def test_whatever_came_on_paper_was_typed_in_by_somebody_in_a_sitting(self) -> None:
        typed = Submission.objects.filter(channel__in=TYPED_CHANNELS)

        assert typed.exists()
        entries = PaperEntry.objects.select_related("submission")
        assert len(entries) == len(typed)
        assert all(entry.typed_at >= entry.submission.received_at for entry in entries)
        assert all(each.external_id for each in typed.filter(channel=Channel.PAPER))
        now = timezone.now()
        assert any(now - entry.typed_at < CORRECTION for entry in entries)

    def test_every_submission_is_one_that_its_form_takes(self) -> None:
        for page in Page.objects.filter(submissions__isnull=False).distinct():
            form = page.specific.build_form(MultiValueDict())
            for submission in Submission.objects.filter(page=page):
                data: MultiValueDict[str, str] = MultiValueDict()
                for key, stored in submission.answers.items():
                    if isinstance(stored, dict):
                        data[field_name(key)] = stored.get("address", "")
                        data[f"{field_name(key)}_point"] = ", ".join(map(str, stored.get("point", [])))
                    else:
                        data.setlist(field_name(key), stored if isinstance(stored, list) else [str(stored)])
                form.data = data
                form.is_bound = True
                form.full_clean()
                assert not form.errors, submission
                assert form.answers() == submission.answers

    def test_each_page_has_one_version_of_its_form(self) -> None:
        pages = FormVersion.objects.values_list("page", flat=True)

        assert len(pages) == len(set(pages)) == 4

    def test_decisions_lie_between_the_arrival_and_now_with_their_reasons(self) -> None:
        decisions = Decision.objects.select_related("submission")

        assert all(d.submission.received_at < d.at for d in decisions)
        reasoned = [d for d in decisions if d.to_state in (State.REFUSED, State.HIDDEN)]
        assert reasoned
        assert all(d.reason and d.message.text for d in reasoned)
        for submission in Submission.objects.filter(state=State.PUBLISHED):
            assert submission.published_at == submission.decisions.get(to_state=State.PUBLISHED).at

    def test_nothing_was_sent_outside_the_days_in_which_its_page_was_open(self) -> None:
        for submission in Submission.objects.select_related("page"):
            page = submission.page.specific
            assert page.opens_at <= submission.received_at
            assert submission.received_at < page.closes_at

    def test_the_results_are_counted_from_the_submissions(self) -> None:
        content = self.client.get(
            "/demarches/horaires-des-mediatheques/mediatheques/resultats/"
        ).content.decode()

        assert Submission.objects.filter(page__slug="mediatheques").count() == answers.LIBRARY_ANSWERS
        assert str(answers.LIBRARY_ANSWERS) in content
        assert "Emprunter des livres" in content

    def test_what_the_results_page_says_in_words_is_what_was_counted(self) -> None:
        submissions = Submission.objects.filter(page__slug="mediatheques")
        visits = Counter(each.answers[uid("library", "visits")] for each in submissions)
        hours = Counter(
            hour for each in submissions for hour in each.answers.get(uid("library", "hours"), [])
        )
        monthly = visits[uid("library", "visits", "week")] + visits[uid("library", "visits", "month")]
        sunday, evening = (hours[uid("library", "hours", key)] for key in ("sunday", "evening"))
        by_hand = submissions.filter(channel__in=TYPED_CHANNELS).count()

        assert round(10 * monthly / len(submissions)) == 6
        assert max(hours.values()) == sunday > evening
        assert 1 / 3 < by_hand / len(submissions) < 1 / 2

    def test_some_ideas_were_answered_in_every_way_after_they_were_published(self) -> None:
        outcomes = Outcome.objects.select_related("submission")

        assert {outcome.state for outcome in outcomes} == set(FollowUp)
        published = [outcome.submission.published_at or outcome.answered_at for outcome in outcomes]
        assert all(outcome.answered_at > at for outcome, at in zip(outcomes, published, strict=True))

    def test_the_editor_edits_pages_and_the_moderator_only_moderates(self) -> None:
        editor, moderator = (User.objects.get(username=name) for name in ("redaction", "moderation"))
        page = Page.objects.get(slug="idees")

        assert page.permissions_for_user(editor).can_publish()
        assert not page.permissions_for_user(moderator).can_edit()
        assert moderator.has_perm("wagtailadmin.access_admin")

    def test_a_second_run_keeps_what_was_done(self) -> None:
        home = Site.objects.get(is_default_site=True).root_page.specific
        home.title = "Notre titre"
        home.save_revision().publish()
        publish(Submission.objects.filter(page__slug="idees", state=State.PENDING)[0], by=None)
        Page.objects.get(slug="mentions-legales").delete()
        before = (
            Page.objects.count(),
            Submission.objects.count(),
            Decision.objects.count(),
            Theme.objects.count(),
        )

        printed = seed()

        assert "The demo is there, as it was left." in printed
        assert before == (
            Page.objects.count(),
            Submission.objects.count(),
            Decision.objects.count(),
            Theme.objects.count(),
        )
        assert HomePage.objects.get(pk=home.pk).title == "Notre titre"
        assert printed.splitlines()[-3:] == self.printed.splitlines()[-3:]

    def test_a_password_that_was_changed_is_not_printed(self) -> None:
        moderator = User.objects.get(username="moderation")
        moderator.set_password("something of their own")
        moderator.save()

        assert "moderation / (the password was changed)" in seed()

    def test_french_signs_of_the_authority_stand_after_spaces_that_do_not_break(self) -> None:
        for segment in StringSegment.objects.select_related("string"):
            assert not re.search(r"\w [:;?!»]|« |\w'\w", segment.string.data), segment.string.data
        for message in DecisionMessage.objects.values_list("text", flat=True):
            assert not re.search(r"\w [:;?!»]|« |\w'\w", message), message


@pytest.mark.django_db
def test_a_portal_with_a_site_of_its_own_is_left_alone() -> None:
    site().save_revision().publish()

    with pytest.raises(CommandError):
        call_command("seed_demo")

    assert HomePage.objects.count() == 1
    assert not User.objects.filter(username="moderation").exists()
