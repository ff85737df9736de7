"""The team keeps the reasons; what an author was told stays as it was said."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from forms.models import DecisionMessage, ModerationReason
from forms.moderation import services
from forms.reasons.services import grounds_of, reason_choices
from forms.record.verify import problems
from pages.models import CallForIdeas
from tests.factories import moderation
from tests.forms.browser import text_of
from tests.forms.moderation.conftest import signed_in
from tests.forms.telling.conftest import author_of, sent

pytestmark = pytest.mark.django_db
ADMIN = "wagtailsnippets_forms_moderationreason"


@pytest.fixture
def admin(client: Client) -> Client:
    """A browser in which a superuser has signed in."""
    return signed_in(client, moderation.superuser())


def test_the_portal_begins_with_eight_reasons_in_both_languages() -> None:
    assert [code for code, _label in reason_choices()] == [
        "offensive",
        "off_topic",
        "personal_data",
        "duplicate",
        "illegal",
        "advertising",
        "error",
        "other",
    ]
    for reason in ModerationReason.objects.all():
        words = {text.language: text for text in reason.texts.all()}
        assert set(words) == {"fr", "en"}
        assert all(text.label and text.rule and text.text for text in words.values())


def test_a_language_without_words_falls_back_on_the_first_one() -> None:
    ModerationReason.objects.get(code="other").texts.filter(language="en").delete()
    assert grounds_of("other", "en") == grounds_of("other", "fr")
    assert grounds_of("nothing", "fr") is None


def test_a_statement_keeps_the_words_of_its_day(call: CallForIdeas, camille: Any) -> None:
    submission = sent(call)
    services.refuse(submission, by=camille, reason="off_topic", message="Voyez la Métropole.")
    told = DecisionMessage.objects.get()
    before = (told.reason_label, told.facts, told.rule, told.language)
    assert before[0] == "Hors sujet"
    assert all(before)
    words = ModerationReason.objects.get(code="off_topic").texts.get(language="fr")
    words.label, words.text, words.rule = "Autre chose", "Rien à voir.", "Nouvelle charte."
    words.save()
    told.refresh_from_db()
    assert (told.reason_label, told.facts, told.rule, told.language) == before
    page = text_of(author_of(submission).get("/en/suivi/"))
    assert "Hors sujet" in page
    assert "Rien à voir" not in page
    assert list(problems()) == []


def test_a_retired_reason_cannot_be_chosen_any_more(call: CallForIdeas, camille: Any) -> None:
    ModerationReason.objects.filter(code="off_topic").update(is_active=False)
    assert "off_topic" not in dict(reason_choices())
    with pytest.raises(services.TransitionRefused):
        services.refuse(sent(call), by=camille, reason="off_topic")


def test_a_reason_that_was_used_is_not_deleted(admin: Client, call: CallForIdeas, camille: Any) -> None:
    services.refuse(sent(call), by=camille, reason="off_topic")
    used, unused = (ModerationReason.objects.get(code=code) for code in ("off_topic", "error"))
    for address in (
        reverse(f"{ADMIN}:delete", args=[used.pk]),
        reverse("wagtail_bulk_action", args=["forms", "moderationreason", "delete"]) + f"?id={used.pk}",
    ):
        response = admin.post(address, follow=True)
        assert "retire it" in text_of(response)
    admin.post(reverse(f"{ADMIN}:delete", args=[unused.pk]))
    assert set(ModerationReason.objects.filter(code__in=["off_topic", "error"])) == {used}


def test_the_team_adds_a_reason_with_words_in_the_first_language(admin: Client) -> None:
    def data(language: str) -> dict[str, Any]:
        return {
            "code": "too-long",
            "sort_order": 5,
            "is_active": "on",
            "texts-TOTAL_FORMS": 1,
            "texts-INITIAL_FORMS": 0,
            "texts-MIN_NUM_FORMS": 1,
            "texts-MAX_NUM_FORMS": 20,
            "texts-0-language": language,
            "texts-0-label": "Trop long",
            "texts-0-rule": "Charte, article 9",
            "texts-0-text": "Votre contribution est trop longue.",
        }

    address = reverse(f"{ADMIN}:add")
    response = admin.post(address, data("en"))
    assert response.status_code == 200
    assert "Give its words in this language" in text_of(response)
    assert admin.post(address, data("fr")).status_code == 302
    assert reason_choices()[0] == ("too-long", "Trop long")
    edit = admin.get(reverse(f"{ADMIN}:edit", args=[ModerationReason.objects.get(code="too-long").pk]))
    assert edit.status_code == 200
    assert admin.get(reverse(f"{ADMIN}:list")).status_code == 200


def test_a_moderator_chooses_among_them(call: CallForIdeas, client: Client, camille: Any) -> None:
    page = signed_in(client, camille).get(sent(call).admin_url)
    assert "Offensive or hateful" in text_of(page)
