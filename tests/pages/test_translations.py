"""A form in two languages is one form."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, TranslationSource

from forms import results, statistics
from pages.models import Questionnaire
from pages.translations import is_in_step, skeleton, untranslated
from tests.factories.forms import question, send, territory, theme
from tests.factories.pages import call_for_ideas, questionnaire, site
from tests.factories.translations import fresh, give_words, publish_translation, translate, translation_of
from tests.pages.admin_forms import page_form, yes_no

pytestmark = pytest.mark.django_db

WORDS = {
    "Vos déplacements": "Your journeys",
    "Comment allez-vous au travail ?": "How do you get to work?",
    "À pied": "On foot",
    "À vélo": "By bike",
    "En bus": "By bus",
}


def publish(page: Questionnaire, form: list[dict]) -> None:
    """Publish a French page with another form, as its editor does."""
    page = fresh(page)
    page.form = form
    page.save_revision().publish()


def raw(page: Questionnaire) -> list[dict]:
    page = fresh(page)
    return list(page.form.stream_block.get_prep_value(page.form))


def labels(page: Questionnaire) -> list[str]:
    return [child.value["label"] for child in fresh(page).form]


def options(page: Questionnaire) -> list[str]:
    return list(fresh(page).form[0].value["options"])


class TestWhatIsTranslated:
    def test_every_text_of_the_form_and_of_the_body_and_no_technical_value(self) -> None:
        page = questionnaire(
            lead="Deux minutes.",
            thanks="Merci.",
            notice_purpose="Préparer le plan.",
            notice_recipients="Le service des mobilités.",
            body=[
                {"type": "rich_text", "id": "b1", "value": "<p>Un texte.</p>"},
                {
                    "type": "call_to_action",
                    "id": "b2",
                    "value": {
                        "heading": "À vous",
                        "text": "",
                        "button": "Participer",
                        "url": "https://a.fr/x",
                    },
                },
                {
                    "type": "accordion",
                    "id": "b3",
                    "value": {
                        "parts": [
                            {
                                "type": "item",
                                "id": "p1",
                                "value": {"heading": "Qui ?", "text": "<p>Tous.</p>"},
                            }
                        ]
                    },
                },
            ],
            form=[
                {
                    "type": "section",
                    "id": "s",
                    "value": {"heading": "Vous", "intro": "<p>Deux questions.</p>"},
                },
                question("single_choice", "Comment ?", id="q1", options=["À pied", "À vélo"], display="list"),
                question("scale", "Content ?", id="q2", low=1, high=5, low_label="Pas", high_label="Très"),
                question("long_text", "Pourquoi ?", id="q3", help_text="En quelques mots.", max_length=2000),
            ],
        )

        translate(page, publish=False)

        texts = set(
            StringSegment.objects.filter(source=translation_of(page).source).values_list(
                "string__data", flat=True
            )
        )
        assert texts == {
            "Vos déplacements", "vos-déplacements".replace("é", "e"), "Deux minutes.", "Merci.",
            "Préparer le plan.", "Le service des mobilités.", "Un texte.", "À vous", "Participer", "Qui ?",
            "Tous.", "Vous", "Deux questions.", "Comment ?", "À pied", "À vélo", "Content ?", "Pas", "Très",
            "Pourquoi ?", "En quelques mots.",
        }  # fmt: skip

    def test_a_new_translation_is_a_draft(self) -> None:
        english = translate(questionnaire(), publish=False)

        assert not english.live

    def test_themes_and_territories(self) -> None:
        site()
        for label in (theme("Mobilités"), territory("Le bourg")):
            english = translate(label, {label.name: "In English"})

            assert english.name == "In English"
            assert english.translation_key == label.translation_key


class TestTheEnglishForm:
    def test_has_the_ids_of_the_french_one_and_its_own_words(self, client: Client) -> None:
        page = questionnaire()

        english = translate(page, WORDS)

        assert skeleton(english.form) == skeleton(fresh(page).form)
        assert labels(english) == ["How do you get to work?"]
        assert options(english) == ["On foot", "By bike", "By bus"]
        assert b"How do you get to work?" in client.get(english.url).content

    def test_gets_a_question_and_an_option_that_are_published_in_french(self, client: Client) -> None:
        page = questionnaire()
        english = translate(page, WORDS)
        form = raw(page)
        form[0]["value"]["options"].append({"type": "item", "id": "train", "value": "En train"})
        form.append(question("yes_no", "Avez-vous un vélo ?", id="bike"))

        publish(page, form)

        assert labels(english) == ["How do you get to work?", "Avez-vous un vélo ?"]
        assert options(english) == ["On foot", "By bike", "By bus", "En train"]
        assert raw(english)[1]["id"] == "bike"
        assert skeleton(fresh(english).form) == skeleton(fresh(page).form)
        shown = client.get(english.url).content.decode()
        assert "Avez-vous un vélo ?" in shown
        assert "En train" in shown

    def test_loses_what_is_removed_and_follows_the_order(self) -> None:
        page = questionnaire(
            form=[
                question("yes_no", "Un ?", id="one"),
                question("yes_no", "Deux ?", id="two"),
                question("yes_no", "Trois ?", id="three"),
            ]
        )
        english = translate(page, {"Un ?": "One?", "Deux ?": "Two?", "Trois ?": "Three?"})
        first, _second, third = raw(page)

        publish(page, [third, first])

        assert labels(english) == ["Three?", "One?"]

    def test_gets_what_is_not_a_text_as_well(self) -> None:
        page = questionnaire()
        english = translate(page, WORDS)
        page = fresh(page)
        page.form[0].value["required"] = True
        page.retention_months = 3
        page.publication = "moderated"

        page.save_revision().publish()

        english = fresh(english)
        assert english.form[0].value["required"]
        assert (english.retention_months, english.publication) == (3, "moderated")

    def test_keeps_the_rest_of_the_page_until_somebody_translates_it(self) -> None:
        page = questionnaire(lead="Deux minutes pour répondre.")
        english = translate(page, {**WORDS, "Deux minutes pour répondre.": "Two minutes."})
        page = fresh(page)
        page.lead = "Trois minutes pour répondre."

        page.save_revision().publish()

        assert fresh(english).lead == "Two minutes."
        assert untranslated(translation_of(page)) == ["Trois minutes pour répondre."]

    def test_falls_back_to_the_french_words_of_a_question_that_was_reworded(self) -> None:
        page = questionnaire()
        english = translate(page, WORDS)
        form = raw(page)
        form[0]["value"]["label"] = "Comment allez-vous à l’école ?"

        publish(page, form)

        assert labels(english) == ["Comment allez-vous à l’école ?"]

    def test_does_not_follow_a_draft(self) -> None:
        page = questionnaire()
        english = translate(page, WORDS)
        page.form = [*raw(page), question("yes_no", "Brouillon ?", id="draft")]

        page.save_revision()

        assert labels(english) == ["How do you get to work?"]

    def test_is_brought_into_step_while_it_is_unpublished(self) -> None:
        page = questionnaire()
        english = translate(page, WORDS)
        english.unpublish()

        publish(page, [*raw(page), question("yes_no", "Nouvelle ?", id="new")])

        assert not fresh(english).live
        assert labels(english) == ["How do you get to work?", "Nouvelle ?"]
        fresh(english).get_latest_revision().publish()
        assert labels(english) == ["How do you get to work?", "Nouvelle ?"]

    def test_an_older_version_that_is_published_again_follows_too(self) -> None:
        page = questionnaire()
        english = translate(page, WORDS)
        older = fresh(english).live_revision
        publish(page, [*raw(page), question("yes_no", "Nouvelle ?", id="new")])

        older.publish()

        assert labels(english) == ["How do you get to work?", "Nouvelle ?"]
        assert is_in_step(translation_of(page))

    def test_takes_the_words_once_they_are_translated(self) -> None:
        page = questionnaire()
        english = translate(page, WORDS)
        publish(page, [*raw(page), question("yes_no", "Avez-vous un vélo ?", id="bike")])
        assert "Avez-vous un vélo ?" in untranslated(translation_of(page))

        give_words(page, {"Avez-vous un vélo ?": "Do you own a bike?"})
        publish_translation(page)

        assert labels(english) == ["How do you get to work?", "Do you own a bike?"]
        assert untranslated(translation_of(page)) == []

    def test_stays_as_it_is_once_its_translation_was_stopped(self) -> None:
        page = questionnaire()
        english = translate(page, WORDS)
        translation = translation_of(page)
        translation.enabled = False
        translation.save()

        publish(page, [*raw(page), question("yes_no", "Nouvelle ?", id="new")])

        assert labels(english) == ["How do you get to work?"]


class TestABrokenTranslation:
    @pytest.fixture(autouse=True)
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Have wagtail-localize fail as it does on blocks that it does not know."""

        def fail(*args: object, **kwargs: object) -> None:
            raise ValueError("Unrecognised StreamField block type")

        monkeypatch.setattr(TranslationSource, "get_ephemeral_translated_instance", fail)

    def test_does_not_keep_the_french_page_from_being_published(self) -> None:
        page = questionnaire()
        english = translate(page, WORDS)

        publish(page, [*raw(page), question("yes_no", "Nouvelle ?", id="new")])

        assert labels(page) == ["Comment allez-vous au travail ?", "Nouvelle ?"]
        assert labels(english) == ["How do you get to work?"]
        assert not is_in_step(translation_of(page))

    def test_is_told_to_the_editor(self, editor: Client) -> None:
        page = questionnaire()
        english = translate(page, WORDS)

        data = page_form(page.title, [yes_no("Nouvelle ?")], slug=page.slug) | {"action-publish": "1"}
        response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)

        told = [message for message in response.context["messages"] if message.level_tag == "error"]
        assert reverse("wagtailadmin_pages:edit", args=[english.pk]) in str(told[0])


class TestAnswers:
    def test_in_either_language_count_as_the_same_question(self) -> None:
        page = questionnaire()
        english = translate(page, WORDS)
        key = raw(page)[0]["value"]["options"][1]["id"]
        send(fresh(page), {"mode": key})
        send(english, {"mode": key}, language="en")
        statistics.refresh([str(page.translation_key)])

        result = results.ResultsReader().question(f"{page.translation_key}:mode")

        assert result is not None
        assert [(bar.label, bar.count) for bar in result.bars] == [
            ("À pied", 0),
            ("À vélo", 2),
            ("En bus", 0),
        ]

    def test_sent_in_french_are_seen_through_the_english_page(self, client: Client) -> None:
        page = call_for_ideas()
        english = translate(page, {"Des idées pour le bourg": "Ideas for the town"})
        idea = send(fresh(page), {"title": "Un banc", "idea": "Devant l’école."})
        type(idea).objects.filter(pk=idea.pk).update(state="published", published_at=idea.received_at)

        listed = client.get(english.url).content.decode()
        shown = client.get(f"{english.url}contributions/{idea.pk}-un-banc/")

        assert "Un banc" in listed
        assert shown.status_code == 200
        assert 'lang="fr"' in shown.content.decode()


def test_the_languages_of_the_setting_exist_after_a_migration(settings: object) -> None:
    from pages.locales import make_locales

    settings.WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français"), ("en", "English"), ("de", "Deutsch")]
    make_locales()

    assert set(Locale.all_objects.values_list("language_code", flat=True)) >= {"fr", "en", "de"}
