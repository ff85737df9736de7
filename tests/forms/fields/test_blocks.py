"""The question types as editors meet them."""

import json

import pytest
from crispy_forms.utils import render_crispy_form
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError

from forms.builder import QuestionForm
from forms.fields import FormStreamBlock
from tests.factories.forms import question

KINDS = list(FormStreamBlock().child_blocks)
# What asks nothing, each with the name of its text.
TEXTS = {"page": "heading", "section": "heading", "note": "text"}
QUESTIONS = [kind for kind in KINDS if kind not in TEXTS]


def test_every_kind_that_was_asked_for_is_there() -> None:
    assert KINDS == [
        "page",
        "section",
        "note",
        "short_text",
        "long_text",
        "single_choice",
        "multiple_choice",
        "image_choice",
        "ranking",
        "yes_no",
        "matrix_single",
        "matrix_multiple",
        "scale",
        "net_promoter",
        "number",
        "budget_split",
        "date",
        "date_time",
        "time",
        "email",
        "phone",
        "postcode",
        "commune",
        "place",
        "map_point",
        "files",
        "theme",
        "territory",
        "consent",
        "hidden",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_each_has_an_icon_a_name_a_description_and_a_preview(kind: str) -> None:
    block = FormStreamBlock().child_blocks[kind]
    assert block.meta.icon
    assert str(block.label)
    assert str(block.get_description())
    assert block.is_previewable


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_each_can_be_looked_at_in_the_admin(kind: str, admin_client: Client) -> None:
    block = FormStreamBlock().child_blocks[kind]
    response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    shown = response.content.decode()
    value = block.get_preview_value()
    assert str(value[TEXTS.get(kind, "label")]) in shown
    if kind not in TEXTS:
        assert 'name="preview' in shown
    # Nothing in it is refused by the policy of the public site.
    assert " style=" not in shown


@pytest.mark.parametrize("kind", QUESTIONS)
@pytest.mark.parametrize("value", [{}, {"label": ""}, {"label": None}, {"options": []}])
@pytest.mark.django_db
def test_a_half_finished_question_of_a_draft_is_shown_all_the_same(
    kind: str, value: dict[str, object]
) -> None:
    raw = {"type": kind, "id": "half", "value": value}
    stream = FormStreamBlock().to_python([raw])
    form = QuestionForm(stream, offers_contact=True, publishes=True, data=None)
    assert "Question sans titre" in str(form["q-half"].label)
    assert 'id="id_q-half' in render_crispy_form(form)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_every_question_has_a_label_help_and_may_be_compulsory(kind: str) -> None:
    names = FormStreamBlock().child_blocks[kind].child_blocks
    if kind == "hidden":
        # Nobody sees it.
        assert not {"help_text", "required", "published"} & set(names)
        return
    assert {"label", "help_text", "required"} <= set(names)
    # An address, a number and an agreement are never published.
    assert ("published" in names) == (kind not in ("email", "phone", "consent"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_defines_a_form_can_be_frozen_as_json(kind: str) -> None:
    stream = FormStreamBlock().to_python([question(kind, "Question ?", id="q1")])
    raw = stream.stream_block.get_prep_value(stream)
    assert FormStreamBlock().to_python(json.loads(json.dumps(raw)))[0].id == "q1"


def test_two_questions_never_share_an_id() -> None:
    block = FormStreamBlock()
    shared = [question("short_text", "Un", id="same"), question("short_text", "Deux", id="same")]
    with pytest.raises(StreamBlockValidationError):
        block.clean(block.to_python(shared))


@pytest.mark.parametrize("kind", ["theme", "territory"])
def test_a_form_asks_for_one_theme_and_one_territory_at_most(kind: str) -> None:
    block = FormStreamBlock()
    with pytest.raises(StreamBlockValidationError):
        block.clean(block.to_python([question(kind, "Un"), question(kind, "Deux")]))
