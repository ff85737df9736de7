"""An editor makes, tries, saves and publishes a page with a form."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from forms.models import FormVersion, QuestionStatistics, Submission
from pages.models import CallForIdeas, Consultation, HomePage, Questionnaire, Results
from tests.factories.forms import question, send
from tests.factories.pages import call_for_ideas, questionnaire, site
from tests.factories.translations import fresh, give_words, translate, translation_of
from tests.pages.admin_forms import choice, page_form, paragraph, yes_no

pytestmark = pytest.mark.django_db

UNFINISHED = choice("Comment venez-vous ?", "")
NAMELESS = choice("", "À pied", "À vélo")


def add_url() -> str:
    return reverse("wagtailadmin_pages:add", args=["pages", "questionnaire", site().pk])


def edit_url(page: Questionnaire) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def made() -> Questionnaire | None:
    return Questionnaire.objects.filter(slug="une-page").first()


def messages(response: object) -> str:
    return " ".join(str(message) for message in response.context["messages"])


class TestADraft:
    def test_is_saved_with_a_half_finished_question(self, editor: Client) -> None:
        response = editor.post(add_url(), page_form("Mobilités", [UNFINISHED]))

        page = made()
        assert page is not None, response.context["form"].errors
        assert not page.live
        assert page.get_latest_revision_as_object().form[0].value["label"] == "Comment venez-vous ?"

    def test_needs_the_words_of_each_question(self, editor: Client) -> None:
        editor.post(add_url(), page_form("Mobilités", [NAMELESS]))

        assert made() is None

    def test_may_be_empty(self, editor: Client) -> None:
        editor.post(add_url(), page_form("Mobilités", []))

        assert made() is not None

    def test_may_hold_half_finished_blocks_in_its_body(self, editor: Client) -> None:
        unfinished = ("call_to_action", {"heading": "", "text": "", "button": "", "page": "", "url": ""})

        editor.post(add_url(), page_form("Mobilités", [], body=[unfinished]))

        page = made()
        assert page is not None
        preview = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        assert editor.get(preview).status_code == 200


class TestPublishing:
    def test_makes_the_form_public(self, editor: Client, client: Client) -> None:
        form = [choice("Comment venez-vous ?", "À pied", "À vélo"), yes_no("Avez-vous un vélo ?")]

        editor.post(
            add_url(),
            page_form("Mobilités", form, body=[paragraph("<p>Bonjour.</p>")]) | {"action-publish": "1"},
        )

        page = made()
        assert page is not None
        assert page.live
        shown = client.get(page.url).content.decode()
        for words in ("Bonjour.", "Comment venez-vous ?", "À pied", "Avez-vous un vélo ?"):
            assert words in shown

    @pytest.mark.parametrize("unfinished", [UNFINISHED, NAMELESS, choice("Une seule ?", "Oui")])
    def test_refuses_a_half_finished_question(self, unfinished: tuple, editor: Client) -> None:
        response = editor.post(add_url(), page_form("Mobilités", [unfinished]) | {"action-publish": "1"})

        assert response.status_code == 200
        assert "form" in response.context["form"].errors
        assert made() is None

    def test_refuses_a_call_to_action_that_leads_nowhere(self, editor: Client) -> None:
        lost = ("call_to_action", {"heading": "", "text": "", "button": "Lire", "page": "", "url": ""})

        response = editor.post(add_url(), page_form("Mobilités", [], body=[lost]) | {"action-publish": "1"})

        assert "body" in response.context["form"].errors


class TestThePreview:
    def preview(self, editor: Client, form: list) -> str:
        address = reverse("wagtailadmin_pages:preview_on_add", args=["pages", "questionnaire", site().pk])
        assert editor.post(address, page_form("Mobilités", form)).json()["is_valid"]
        response = editor.get(address)
        assert response.status_code == 200
        return response.content.decode()

    def test_shows_the_form_that_cannot_be_sent(self, editor: Client) -> None:
        shown = self.preview(editor, [choice("Comment venez-vous ?", "À pied", "À vélo")])

        assert "Comment venez-vous ?" in shown
        assert 'type="submit"' not in shown.split("<main", 1)[1]

    def test_takes_half_finished_questions(self, editor: Client) -> None:
        shown = self.preview(editor, [UNFINISHED, yes_no("Et le vélo ?")])

        assert "Comment venez-vous ?" in shown
        assert "Et le vélo ?" in shown

    def test_keeps_nothing(self, editor: Client) -> None:
        shown = self.preview(editor, [yes_no("Et le vélo ?")])

        assert 'name="nonce" value=""' in shown
        for model in (Submission, FormVersion, QuestionStatistics, Questionnaire):
            assert not model.objects.exists()

    @pytest.mark.parametrize("model", [HomePage, Consultation, Questionnaire, CallForIdeas, Results])
    def test_is_there_for_every_type_before_it_is_saved(self, model: type[Page], editor: Client) -> None:
        parent = Page.get_first_root_node() if model is HomePage else site()
        address = reverse(
            "wagtailadmin_pages:preview_on_add", args=["pages", model._meta.model_name, parent.pk]
        )

        editor.post(address, page_form("Un titre à voir", [yes_no("Et le vélo ?")]))
        response = editor.get(address)

        assert response.status_code == 200
        assert "Un titre à voir" in response.content.decode()

    def test_of_a_translation_keeps_nothing_either(self, editor: Client) -> None:
        page = questionnaire()
        translate(page, {"Vos déplacements": "Your journeys"}, publish=False)
        address = reverse("wagtail_localize:preview_translation", args=[translation_of(page).pk])

        response = editor.get(address)

        assert "Your journeys" in response.content.decode()
        assert not FormVersion.objects.exists()

    def test_shows_a_closed_form_to_the_editor_alone(self, editor: Client, client: Client) -> None:
        page = questionnaire(closes_at=timezone.now())

        draft = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()

        assert "Comment allez-vous au travail ?" in draft
        assert "Comment allez-vous au travail ?" not in client.get(page.url).content.decode()


class TestAfterAnswers:
    def test_the_form_tab_says_how_many_there_are_and_what_is_safe(self, editor: Client) -> None:
        page = questionnaire()
        before = editor.get(edit_url(page)).content.decode()
        send(page, {})
        send(page, {})

        after = editor.get(edit_url(page)).content.decode()

        assert "help-warning" not in before
        assert "<strong>" in after.split("help-warning", 1)[1]
        assert "2" in after.split("help-warning", 1)[1].split("</strong>", 1)[0]

    def test_publishing_names_what_is_no_longer_asked(self, editor: Client) -> None:
        page = questionnaire(
            form=[
                question("yes_no", "Avez-vous un vélo ?", id="bike"),
                question("single_choice", "Comment ?", id="mode", options=["À pied", "En train"]),
            ]
        )
        send(page, {"bike": "yes"})
        page = fresh(page)
        kept = page.form[1].value["options"].bound_blocks[0].id
        form = [("single_choice", choice("Comment ?", "À pied", "En bus")[1])]
        data = page_form(page.title, form, slug=page.slug)
        data |= {"form-0-id": "mode", "form-0-value-options-0-id": kept, "action-publish": "1"}

        response = editor.post(edit_url(page), data, follow=True)

        assert "Avez-vous un vélo ?" in messages(response)
        assert "Comment ?: En train" in messages(response)
        assert "À pied" not in messages(response)


class TestTranslations:
    def test_publishing_says_which_language_awaits_texts(self, editor: Client) -> None:
        page = questionnaire()
        english = translate(page, {"Vos déplacements": "Your journeys"})

        response = editor.post(
            edit_url(page),
            page_form(page.title, [yes_no("Et le vélo ?")], slug=page.slug) | {"action-publish": "1"},
            follow=True,
        )

        assert edit_url(english) in messages(response)
        assert [child.value["label"] for child in fresh(english).form] == ["Et le vélo ?"]

    def test_the_english_page_lists_what_is_not_translated(self, editor: Client) -> None:
        english = translate(questionnaire(), {"Vos déplacements": "Your journeys"})

        shown = messages(editor.get(edit_url(english)))

        assert "Comment allez-vous au travail ?" in shown
        assert "Vos déplacements" not in shown

    def test_the_first_page_names_those_that_wait(self, editor: Client) -> None:
        first = reverse("wagtailadmin_home")
        page = questionnaire()
        english = translate(page, {"Vos déplacements": "Your journeys"})

        assert edit_url(english) in editor.get(first).content.decode()

        words = ["Comment allez-vous au travail ?", "À pied", "À vélo", "En bus"]
        give_words(page, dict.fromkeys(words, "Translated"))
        assert edit_url(english) not in editor.get(first).content.decode()

    def test_the_first_page_names_nothing_that_one_may_not_edit(self, client: Client) -> None:
        english = translate(questionnaire())
        moderator = get_user_model().objects.create_user("mo", password="x")
        moderator.groups.add(Group.objects.get(name="Modération des contributions"))
        client.force_login(moderator)

        assert edit_url(english) not in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_a_page_in_one_language_says_nothing(self, editor: Client) -> None:
        assert messages(editor.get(edit_url(call_for_ideas()))) == ""
