"""The first demo: made whole, once, and kept as it was left."""

import io
import re
import stat
import tempfile
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.test.utils import override_settings
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from wagtail.models import Page, Site
from wagtail_localize.models import Translation

from forms.builder import field_name
from forms.enums import Channel, State
from forms.models import Decision, FormVersion, Submission, Theme
from forms.moderation.services import publish
from pages.demo import answers
from pages.models import CallForIdeas, Consultation, HomePage, Questionnaire, Results
from pages.translations import untranslated
from tests.factories.pages import site

FRENCH_PAGES = [
    "/",
    "/idees/",
    "/gare-de-vaubrun/",
    "/trajets/",
    "/chemins-de-randonnee/",
    "/mediatheques/",
    "/mediatheques/resultats/",
]
ENGLISH_PAGES = [
    "/en/",
    "/en/ideas/",
    "/en/vaubrun-station/",
    "/en/journeys/",
    "/en/footpaths/",
    "/en/libraries/",
    "/en/libraries/results/",
]


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
        for role, username in (("Editor", "redaction"), ("Moderator", "moderation")):
            found = re.search(rf"{role} +{username} / (\S+)\n", self.printed)
            assert found
            assert self.client.login(username=username, password=found[1])

    def test_the_passwords_are_kept_for_their_owner_alone(self) -> None:
        path = Path(self.folder.name) / "demo-accounts.json"

        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_every_page_opens_in_both_languages(self) -> None:
        for address in [*FRENCH_PAGES, *ENGLISH_PAGES]:
            assert self.client.get(address).status_code == 200, address

    def test_nothing_is_left_to_translate(self) -> None:
        translations = Translation.objects.all()

        assert len(translations) == len(ENGLISH_PAGES)
        assert [untranslated(translation) for translation in translations] == [[]] * len(ENGLISH_PAGES)

    def test_english_pages_ask_the_questions_of_the_french_ones(self) -> None:
        french = Questionnaire.objects.get(slug="trajets")
        english = Questionnaire.objects.get(slug="journeys")

        assert [child.id for child in english.form] == [child.id for child in french.form]
        assert {child.value["label"] for child in english.form if child.block_type != "section"}.isdisjoint(
            child.value["label"] for child in french.form if child.block_type != "section"
        )

    def test_there_is_a_page_of_each_kind_and_one_in_each_stage(self) -> None:
        for model in (HomePage, Consultation, Questionnaire, CallForIdeas, Results):
            assert model.objects.filter(live=True, locale__language_code="fr").exists()
        stages = {page.opening for model in (Consultation, Questionnaire) for page in model.objects.all()}
        assert {str(stage) for stage in stages} == {"upcoming", "open", "closed"}

    def test_ideas_stand_in_every_state_and_come_from_several_channels_and_in_two_languages(self) -> None:
        ideas = Submission.objects.filter(page__slug="idees")

        assert ideas.count() == 60
        assert set(ideas.values_list("state", flat=True)) == set(State) - {State.RECORDED}
        assert set(ideas.values_list("channel", flat=True)) == set(Channel) - {Channel.IMPORT}
        assert set(ideas.values_list("language", flat=True)) == {"fr", "en"}

    def test_every_submission_is_one_that_its_form_takes(self) -> None:
        for page in Page.objects.filter(submissions__isnull=False).distinct():
            form = page.specific.build_form(MultiValueDict())
            for submission in Submission.objects.filter(page=page):
                data: MultiValueDict[str, str] = MultiValueDict()
                for key, stored in submission.answers.items():
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
        content = self.client.get("/mediatheques/resultats/").content.decode()

        assert Submission.objects.filter(page__slug="mediatheques").count() == answers.LIBRARY_ANSWERS
        assert str(answers.LIBRARY_ANSWERS) in content
        assert "Emprunter des livres" in content

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
        Page.objects.get(slug="chemins-de-randonnee").delete()
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

    def test_french_signs_stand_after_spaces_that_do_not_break(self) -> None:
        for submission in Submission.objects.filter(language="fr"):
            texts = [text for text in submission.answers.values() if isinstance(text, str)]
            assert not re.search(r"\w [:;?!»]|« |\w'\w", " ".join(texts)), submission
        for address in FRENCH_PAGES:
            page = Page.objects.get(url_path=f"/accueil{address}").specific
            assert not re.search(r"\w [:;?!»]|« |\w'\w", f"{page.title} {page.lead}")


@pytest.mark.django_db
def test_a_portal_with_a_site_of_its_own_is_left_alone() -> None:
    site()

    with pytest.raises(CommandError):
        call_command("seed_demo")

    assert HomePage.objects.count() == 1
    assert not User.objects.filter(username="moderation").exists()
