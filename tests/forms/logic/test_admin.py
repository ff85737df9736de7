"""Conditions in the page editor: what it is told of the form, what it refuses, what it warns of."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from forms.logic.preview import WHY
from forms.models import FormVersion
from pages.checklist import checks_of
from portal.branding.models import SiteIdentity
from tests.factories.forms import question, send
from tests.factories.pages import questionnaire, site
from tests.factories.translations import translate
from tests.forms.logic.raw import answer, ask, head, items
from tests.pages.admin_forms import page_form, yes_no

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    """A browser in which somebody who may do everything is signed in."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("redaction", "r@example.org", "x"))
    return client


def text(label: str, show_if: Any = None, **more: Any) -> tuple[str, dict[str, Any]]:
    """Return a short text as the editor sends it."""
    value = {"label": label, "help_text": "", "max_length": "150", "code": "", **more}
    return "short_text", value | {"show_if": json.dumps(show_if or [])}


def numbered(form: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """Return blocks as the editor sends them, with the ids q0, q1…"""
    data = streamfield(form)
    for number in range(len(form)):
        data[f"{number}"]["id"] = f"q{number}"
    return data


def read(editor: Client, form: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return what the editor is told of a form that is not saved."""
    data = nested_form_data({"form": numbered(form)})
    body = {"prefix": "form", "data": [[name, str(value)] for name, value in data.items()]}
    response = editor.post(reverse("form_logic"), json.dumps(body), content_type="application/json")
    assert response.status_code == 200
    return response.json()["blocks"]


def save(editor: Client, form: list[tuple[str, dict[str, Any]]], **more: Any) -> str:
    """Return the screen with which the editor answers a new questionnaire, empty if it was saved."""
    deleted = more.pop("deleted", None)
    data = page_form("Un questionnaire", form, **more)
    data.update(nested_form_data({"form": numbered(form)}))
    if deleted:
        data[deleted] = "1"
    response = editor.post(
        reverse("wagtailadmin_pages:add", args=["pages", "questionnaire", site().pk]), data
    )
    return "" if response.status_code == 302 else response.content.decode()


class TestWhatTheEditorIsTold:
    def test_questions_that_are_not_saved_yet_with_what_can_be_said_of_their_answers(
        self, editor: Client
    ) -> None:
        bike, why = read(editor, [yes_no("Un vélo ?"), text("Pourquoi ?", [[answer("q0", "equals", "no")]])])

        assert (bike["id"], bike["number"], bike["title"]) == ("q0", 1, "Un vélo ?")
        assert bike["answers"]["operators"][0] == "equals"
        assert [key for key, _words in bike["answers"]["choices"]] == ["yes", "no"]
        assert "Un vélo ?" in why["words"]
        assert why["faults"] == []

    def test_what_is_wrong_before_it_is_saved(self, editor: Client) -> None:
        why, _bike = read(editor, [text("Pourquoi ?", [[answer("q1", "equals", "no")]]), yes_no("Un vélo ?")])

        (fault,) = why["faults"]
        assert "Pourquoi ?" in fault
        assert "Un vélo ?" in fault

    def test_nothing_of_what_is_no_form(self, editor: Client) -> None:
        for body in ("", "[]", '{"prefix": "form", "data": []}', '{"prefix": "form", "data": "x"}'):
            response = editor.post(reverse("form_logic"), body, content_type="application/json")
            assert response.status_code == 400

    def test_and_nobody_else_is_told(self) -> None:
        assert Client().post(reverse("form_logic"), "{}", content_type="application/json").status_code == 302


class TestSaving:
    def test_keeps_conditions_in_one_form(self, editor: Client) -> None:
        shown = [[{"question": "q0", "operator": "equals", "values": ["no"]}], []]

        assert save(editor, [yes_no("Un vélo ?"), text("Pourquoi ?", shown)]) == ""

        page = site().get_children().specific().last()
        assert page.form[1].value["show_if"] == [[answer("q0", "equals", "no")]]

    def test_refuses_what_cannot_work_on_the_block_that_has_it_even_on_a_draft(self, editor: Client) -> None:
        screen = save(editor, [text("Pourquoi ?", [[answer("q1", "equals", "no")]]), yes_no("Un vélo ?")])

        packed = BeautifulSoup(screen, "html.parser").select_one("#form-root, [id='form']")
        assert packed is not None
        error = str(packed)
        assert "show_if" in error
        assert "Pourquoi ?" in error

    def test_names_a_question_that_was_just_deleted(self, editor: Client) -> None:
        form = [yes_no("Deux roues"), text("Pourquoi ?", [[answer("q0", "equals", "no")]])]

        assert "Deux roues" in save(editor, form, deleted="form-0-deleted")

    def test_takes_an_unfinished_condition_on_a_draft_and_publishes_none(self, editor: Client) -> None:
        form = [yes_no("Un vélo ?"), text("Pourquoi ?", [[answer("q0", "equals")]])]

        assert save(editor, form, slug="brouillon") == ""
        published = {"slug": "publie", "action-publish": "x"}
        assert save(editor, form, **published) != ""

    def test_refuses_what_are_no_conditions(self, editor: Client) -> None:
        for shown in ("nonsense", [{"question": "q0"}], [[{"question": "q0", "operator": "sounds like"}]]):
            assert save(editor, [yes_no("Un vélo ?"), text("Pourquoi ?", shown)], slug="rien") != ""


class TestWhatIsSaved:
    def test_is_warned_of_in_the_checklist_with_a_way_to_the_block(self) -> None:
        page = questionnaire(
            form=[
                ask("single_choice", "Mode", options=items("Foot", "Bus")),
                ask("short_text", "Why", [[answer("mode", "equals", "gone")]]),
            ]
        )

        checks = checks_of(page, SiteIdentity(), may_change_settings=False)
        remarks = [r for check in checks for r in check.remarks if r.place == "why"]

        assert len(remarks) == 1
        assert "Mode" in remarks[0].text

    def test_has_an_outline_beside_the_editor(self, editor: Client) -> None:
        page = questionnaire(
            form=[
                ask("yes_no", "Bike"),
                head("page", "Next", [[answer("bike", "equals", "no")]]),
                ask("short_text", "Why"),
            ]
        )

        shown = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content
        outline = BeautifulSoup(shown, "html.parser").select_one("[data-side-panel=outline]")

        assert outline is not None
        assert "Bike" in outline.select_one(".outline__words").get_text()
        assert "[data-contentpath='why']" in str(outline)

    def test_can_be_tried_in_a_preview_that_says_why_something_is_hidden(self) -> None:
        page = questionnaire(
            form=[ask("yes_no", "Bike"), ask("short_text", "Why", [[answer("bike", "equals", "no")]])]
        )

        tried = page.make_preview_request(None, WHY).content.decode()
        usual = page.make_preview_request(None, "").content.decode()

        assert "data-logic-why" in tried
        assert "data-logic-why" not in usual
        assert WHY in dict(page.preview_modes)

    def test_is_the_same_in_every_language_and_never_translated(self) -> None:
        shown = [[answer("bike", "equals", "no")]]
        page = questionnaire(form=[ask("yes_no", "Bike"), ask("short_text", "Why", shown)])

        english = translate(page, {"Bike": "Do you own a bike?", "bike": "wrong", "no": "wrong"})

        assert english.form[0].value["label"] == "Do you own a bike?"
        assert english.form[1].value["show_if"] == shown

    def test_still_reads_forms_that_were_answered_before_there_were_conditions(self) -> None:
        page = questionnaire(form=[question("yes_no", "Un vélo ?", id="bike")])
        version = send(page, {"bike": "yes"}).version
        for block in version.definition:
            block["value"].pop("show_if")
            block["value"].pop("code")
        version.save()

        read_again = FormVersion.objects.get(pk=version.pk).stream

        assert read_again[0].value["show_if"] == []
        assert read_again[0].value["label"] == "Un vélo ?"


class TestEveryType:
    def test_can_be_named_while_it_stands_in_the_editor_and_saved(self, editor: Client) -> None:
        form: list[tuple[str, dict[str, Any]]] = [
            ("section", {"heading": "Trajets", "intro": "null", "show_if": "[]"}),
            scale("Note", low="1", high="5"),
            number("Kilomètres", min_value="0", max_value="99.5", decimals="1"),
            number("Âge", min_value="peu"),
            ("date", {"label": "Depuis", "help_text": "", "code": "", "show_if": "[]"}),
            text("Pourquoi ?", [[answer("q1", "at_least", "4"), answer("q2", "greater", "5,5")]]),
        ]

        blocks = read(editor, form)

        assert [len(block["answers"]["choices"]) for block in blocks[1:3]] == [5, 0]
        assert blocks[4]["answers"]["input"] == "date"
        assert blocks[5]["faults"] == []
        del form[3]
        assert save(editor, form) == ""


def scale(label: str, **more: Any) -> tuple[str, dict[str, Any]]:
    """Return a scale as the editor sends it."""
    value = {"label": label, "help_text": "", "low_label": "", "high_label": "", "code": "", "show_if": "[]"}
    return "scale", value | more


def number(label: str, **more: Any) -> tuple[str, dict[str, Any]]:
    """Return a number as the editor sends it."""
    bounds = {"min_value": "", "max_value": "", "decimals": "0", "unit": ""}
    return "number", {"label": label, "help_text": "", "code": "", "show_if": "[]"} | bounds | more
