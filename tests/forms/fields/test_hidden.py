"""A field that nobody sees: filled from the link."""

from collections import Counter
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from forms.fields import FormStreamBlock
from forms.fields.hidden import OTHERS, VALUE_LENGTH, from_link
from forms.fields.reading import read_answers
from forms.models import Submission
from tests.factories import pages
from tests.factories.forms import question
from tests.forms.browser import held, text_of
from tests.forms.fields.asking import FIELD, ask

FORM = [
    question("hidden", "Canal", id="h1", parameter="channel"),
    question("hidden", "Quartier d’envoi", id="h2", parameter="area", about_person=True),
    question("short_text", "Titre", id="title", required=True),
]


def test_what_the_link_says_is_kept_as_short_plain_text() -> None:
    asked = ask("hidden", parameter="channel")
    assert asked.stores("affiche") == "affiche"
    assert asked.stores("") is None
    assert asked.stores(" a\u202e\x00b\nc ") == "ab c"
    assert len(asked.stores("x" * 10_000)) == VALUE_LENGTH


def test_a_link_fills_the_fields_that_it_names() -> None:
    stream = FormStreamBlock().to_python(FORM)
    query = {"channel": "<b>poster</b>", "utm_source": "x", "title": "y"}
    assert from_link(stream, query) == {"h1": "<b>poster</b>"}


def test_a_field_that_no_link_filled_is_not_shown_as_unanswered() -> None:
    stream = FormStreamBlock().to_python(FORM)
    shown = read_answers(stream, {"h2": "Nord", "title": "Un titre"})
    assert [answer.question_id for answer in shown] == ["h2", "title"]


def test_the_name_in_the_link_is_one_that_links_can_carry() -> None:
    asked = ask("hidden", parameter="a b")
    with pytest.raises(ValidationError):
        asked.block.clean(asked.value)


def test_a_hidden_field_below_a_new_page_is_refused_to_the_editor() -> None:
    block = FormStreamBlock()
    page: dict[str, Any] = {"type": "page", "id": "p2", "value": {"heading": "Suite"}}
    with pytest.raises(ValidationError):
        block.clean(block.to_python([FORM[2], page, FORM[0]]))
    block.clean(block.to_python([FORM[0], FORM[2], page, question("yes_no", "Oui ?")]))


def test_results_name_the_values_of_the_teams_own_links_alone() -> None:
    named = [{"type": "item", "value": text, "id": text} for text in ("lettre", "affiche")]
    asked = ask("hidden", values=named)
    with override("en"):
        drawing = asked.draws("affiche", "affiche", "lettre", "<b>Votez non</b>", "x")
    assert [(bar.label, bar.count, bar.share) for bar in drawing.groups[0].bars] == [
        ("affiche", 2, 40.0),
        ("lettre", 1, 20.0),
        ("Other values", 2, 40.0),
    ]
    assert asked.shows("<b>Votez non</b>") == ("<b>Votez non</b>",)


def test_however_many_values_links_have_few_are_kept() -> None:
    counts = Counter({f"v{n}": 1 for n in range(3_000)}) + Counter({"affiche": 9})
    fewer = ask("hidden").block.fewer(counts)
    assert fewer["affiche"] == 9
    assert len(fewer) <= 1_001
    assert fewer.total() == 3_009
    assert ask("hidden").block.fewer(fewer + Counter(more=1)).total() == 3_010
    assert fewer[OTHERS] > 0


@pytest.mark.django_db
def test_the_value_is_kept_over_errors_and_recorded() -> None:
    page = pages.questionnaire(form=FORM)
    client = Client()
    shown = client.get(page.get_url(), {"channel": "affiche"})
    assert held(shown)["q-h1"] == ["affiche"]
    assert held(shown)["q-h2"] == [""]
    # The one that is about the person stands in the notice.
    assert "Quartier d’envoi" in text_of(shown)
    assert "Canal" not in text_of(shown)
    sent = {**held(shown), "q-title": " "}
    again = client.post(page.get_url(), sent)
    assert again.status_code == 422
    assert held(again)["q-h1"] == ["affiche"]
    assert client.post(page.get_url(), {**held(again), "q-title": "Un titre"}).status_code == 303
    assert Submission.objects.get().answers == {"h1": "affiche", "title": "Un titre"}


def test_it_is_erased_in_time_only_if_it_is_about_the_person() -> None:
    about, channel = ask("hidden", about_person=True), ask("hidden")
    assert about.block.holds_text(about.value)
    assert not channel.block.holds_text(channel.value)
    assert about.block.without_text("Nord") is None
    assert FIELD in channel.form().fields
