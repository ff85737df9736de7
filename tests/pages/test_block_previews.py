"""Every block shows editors what it will look like, on a site that holds nothing yet."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.blocks import Block

from forms.fields import FormStreamBlock
from pages.models import Questionnaire, Results

STREAMS = [Questionnaire._meta.get_field("form"), Results._meta.get_field("body")]
BLOCKS = {name: block for field in STREAMS for name, block in field.stream_block.child_blocks.items()}


def test_the_streams_offer_what_the_portal_promises() -> None:
    assert set(FormStreamBlock().child_blocks) == {
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
    }
    assert {
        "rich_text",
        "picture",
        "call_to_action",
        "accordion",
        "contributions",
        "key_numbers",
        "question_chart",
    } <= set(BLOCKS)


@pytest.mark.parametrize("name", BLOCKS)
def test_the_block_says_what_it_is(name: str) -> None:
    block = BLOCKS[name]

    assert block.meta.icon != "placeholder"
    assert str(block.label)
    assert str(block.get_description())
    assert block.is_previewable


@pytest.mark.parametrize("name", BLOCKS)
def test_the_preview_of_the_block_shows_something(name: str, editor: Client) -> None:
    block = BLOCKS[name]

    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert response.status_code == 200
    body = response.content.decode().split("<body", 1)[1].split("<main>", 1)[-1]
    assert len(body.replace(" ", "")) > 150
    assert "style=" not in body


def test_previews_show_figures_and_contributions_on_an_empty_site(editor: Client) -> None:
    def shown(name: str) -> str:
        address = reverse("wagtailadmin_block_preview")
        return editor.get(address, {"id": BLOCKS[name].definition_prefix}).content.decode()

    assert shown("contributions").count("card-tile__title") == 3
    assert "36,1" in shown("question_chart")
    assert "312" in shown("key_numbers")


def test_every_stream_child_is_known_to_the_preview() -> None:
    assert all(Block.definition_registry[block.definition_prefix] is block for block in BLOCKS.values())
