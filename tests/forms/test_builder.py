"""A form StreamField becomes a form: its sections, its order, its words, its errors."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from crispy_forms.utils import render_crispy_form
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from wagtail.blocks import StreamValue

from forms.builder import QuestionForm
from forms.fields import FormStreamBlock
from tests.factories.forms import question


def section(heading: str, intro: str = "") -> dict[str, Any]:
    """The raw block of a section."""
    return {"type": "section", "id": heading.lower(), "value": {"heading": heading, "intro": intro}}


def stream(*blocks: dict[str, Any]) -> StreamValue:
    """A form of these blocks."""
    return FormStreamBlock().to_python(list(blocks))


def form(*blocks: dict[str, Any], sent: dict[str, Any] | None = None, **options: Any) -> QuestionForm:
    """A form, empty or with what was sent."""
    options = {"offers_contact": False, "publishes": True, **options}
    data = None
    if sent is not None:
        data = QueryDict(mutable=True)
        data.update(MultiValueDict({key: [value] for key, value in sent.items()}))
    return QuestionForm(stream(*blocks), data=data, **options)


def shown(built: QuestionForm) -> BeautifulSoup:
    """A form as the page shows it."""
    return BeautifulSoup(render_crispy_form(built), "html.parser")


def labels(part: Any) -> list[str]:
    """The questions in a part of a page, in order."""
    return [" ".join(one.find(string=True).split()) for one in part.select(".question__label")]


def test_questions_come_in_the_editors_order_under_their_sections() -> None:
    page = shown(
        form(
            question("short_text", "Avant tout", id="a"),
            section("Vous"),
            question("short_text", "Votre rue", id="b"),
            question("number", "Votre âge", id="c"),
            section("Votre idée"),
            question("long_text", "Décrivez-la", id="d"),
            offers_contact=True,
        )
    )
    assert labels(page) == [
        "Avant tout",
        "Votre rue",
        "Votre âge",
        "Décrivez-la",
        "Votre adresse électronique",
    ]
    groups = page.select("[role=group]")
    assert [labels(group) for group in groups] == [["Votre rue", "Votre âge"], ["Décrivez-la"]]
    for group, heading in zip(groups, ["Vous", "Votre idée"], strict=True):
        assert page.find(id=group["aria-labelledby"]).get_text() == heading


def test_a_sections_text_is_never_read_as_a_template() -> None:
    page = shown(form(section("{% now 'Y' %}", "<p>{{ secret }}</p>"), question("date", "Quand ?")))
    assert "{% now 'Y' %}" in page.get_text()
    assert "{{ secret }}" in page.get_text()


def test_labels_and_help_are_text_and_tied_to_their_field() -> None:
    page = shown(
        form(question("short_text", "Un <b>titre</b> ?", id="t", help_text="Court & clair", required=True))
    )
    field = page.select_one("input[name=q-t]")
    label = page.find("label", attrs={"for": field["id"]})
    assert "Un <b>titre</b> ?" in label.get_text()
    assert "obligatoire" in label.get_text()
    assert page.find(id=field["aria-describedby"]).get_text() == "Court & clair"
    assert field.has_attr("required")


@pytest.mark.parametrize("kind", ["short_text", "long_text", "number", "date", "email", "consent"])
def test_an_error_stands_beside_its_field_and_is_read_with_it(kind: str) -> None:
    page = shown(form(question(kind, "Question ?", id="x", help_text="Aide", required=True), sent={}))
    field = page.select_one("[name=q-x]")
    assert field["aria-invalid"] == "true"
    told = [page.find(id=name).get_text(" ", strip=True) for name in field["aria-describedby"].split()]
    assert told[0] == "Aide"
    assert "obligatoire" in told[1]


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "yes_no", "scale"])
def test_the_error_of_a_group_of_buttons_is_read_with_the_group(kind: str) -> None:
    page = shown(
        form(question(kind, "Question ?", id="x", options=["A", "B"], low=1, high=3, required=True), sent={})
    )
    group = page.select_one("fieldset")
    assert group.legend.get_text(" ", strip=True).startswith("Question ?")
    told = " ".join(page.find(id=name).get_text() for name in group["aria-describedby"].split())
    assert "obligatoire" in told
    # The link of the summary leads to the first button.
    assert page.find(id="id_q-x_0") is not None


@pytest.mark.django_db
def test_every_id_is_there_once() -> None:
    page = shown(
        form(
            *(
                question(kind, "?", options=["A", "B"])
                for kind in FormStreamBlock().child_blocks
                if kind not in ("section", "theme", "territory")
            ),
            offers_contact=True,
            sent={},
        )
    )
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_residents_are_told_what_will_be_published_only_where_something_is() -> None:
    blocks = [
        question("short_text", "Titre", id="t", published=True),
        question("short_text", "Rue", id="r"),
    ]
    assert form(*blocks).published_fields == {"q-t"}
    assert form(*blocks, publishes=False).published_fields == set()


def test_what_was_answered_is_keyed_by_the_questions_id_and_nothing_else_is_kept() -> None:
    built = form(
        question("short_text", "Titre", id="t"),
        question("consent", "D’accord", id="c"),
        question("number", "Âge", id="n"),
        offers_contact=True,
        sent={"q-t": "Un banc", "q-n": "", "contact_email": "ana@example.org"},
    )
    assert built.is_valid()
    assert built.answers() == {"t": "Un banc"}
    assert built.contact_email() == "ana@example.org"


def test_an_empty_form_is_a_form() -> None:
    built = form(sent={})
    assert built.is_valid()
    assert built.answers() == {}
