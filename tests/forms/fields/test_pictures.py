"""Choosing among pictures."""

from collections.abc import Iterator
from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from forms.builder import QuestionForm
from forms.exports.cells import cell_of
from forms.fields import FormStreamBlock
from tests.factories.forms import question
from tests.factories.pages import questionnaire
from tests.factories.translations import translate
from tests.forms.fields.asking import FIELD, Asked, ask, clean

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Read what people see in the language of the code."""
    with override("en"):
        yield


@pytest.fixture(scope="module")
def file() -> Any:
    """A file of an image, drawn once."""
    return get_test_image_file(size=(64, 48))


@pytest.fixture
def images(file: Any) -> list[Any]:
    """Two images."""
    return [get_image_model().objects.create(title=f"IMG_{number}", file=file) for number in range(2)]


def option(key: str, words: str, image: Any, alt: str = "") -> dict[str, Any]:
    """One picture with its words and its description."""
    shown = {"image": image.pk if image else None, "alt_text": alt, "decorative": not alt}
    return {"type": "item", "id": key, "value": {"words": words, "image": shown}}


def options(images: list[Any]) -> list[dict[str, Any]]:
    """A described picture and one that only decorates."""
    return [
        option("trees", "Des arbres", images[0], "Une place ombragée"),
        option("stage", "Une scène", images[1]),
    ]


def squares(images: list[Any], **value: Any) -> Asked:
    """A question with two pictures."""
    return ask("image_choice", options=options(images), **value)


def test_one_picture_is_kept_by_its_id_and_read_by_its_words(images: list[Any]) -> None:
    asked = squares(images)
    assert asked.stores("stage") == "stage"
    assert asked.shows("stage") == ("Une scène",)
    assert asked.counts("stage") == ["Une scène"]
    assert "not offered" in asked.refuses("elsewhere")


def test_several_may_be_chosen_up_to_a_number(images: list[Any]) -> None:
    asked = squares(images, several=True, maximum=1)
    assert asked.stores("stage") == ["stage"]
    assert "at most 1" in asked.refuses("stage", "trees")
    assert asked.shows(["stage", "trees"]) == ("Des arbres", "Une scène")


def test_each_is_shown_with_its_description_and_its_words_and_loaded_late(images: list[Any]) -> None:
    html = render_crispy_form(squares(images).form())
    assert html.count("<img") == 2
    assert 'alt="Une place ombragée"' in html
    assert 'alt=""' in html
    assert html.count('loading="lazy"') == 2
    assert html.count("srcset=") == 2
    assert "Une scène" in html
    assert " style=" not in html


def test_a_picture_that_was_deleted_leaves_its_words(images: list[Any]) -> None:
    asked = squares(images)
    get_image_model().objects.filter(pk=images[0].pk).delete()
    html = render_crispy_form(squares([*images]).form())
    assert html.count("<img") == 1
    assert "Des arbres" in html
    assert asked.stores("trees") == "trees"


def test_pictures_take_as_many_queries_whatever_their_number(images: list[Any]) -> None:
    def queries(number: int) -> int:
        asked = [question("image_choice", "?", id=f"q{n}", options=options(images)) for n in range(number)]
        stream = FormStreamBlock().to_python(asked)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            render_crispy_form(QuestionForm(stream, offers_contact=False, publishes=True))
        return len(captured)

    queries(1)  # draws the sizes
    assert queries(1) == queries(4)


def test_a_picture_without_description_or_words_is_not_published(images: list[Any]) -> None:
    undescribed = option("trees", "Des arbres", images[0])
    undescribed["value"]["image"]["decorative"] = False
    for bad in (
        undescribed,
        option("trees", "", images[0], "Une place"),
        option("trees", "Des arbres", None),
    ):
        with pytest.raises(ValidationError):
            clean("image_choice", options=[bad, options(images)[1]])
    clean("image_choice", options=options(images))


def test_a_file_names_pictures_by_their_words_as_the_export_does(images: list[Any]) -> None:
    asked = squares(images, several=True)
    cell = cell_of(asked.block, [asked.value])
    assert cell.read(["stage", "trees"]) == "Des arbres | Une scène"
    assert asked.block.from_text(asked.value, "Des arbres | Une scène") == ["trees", "stage"]
    assert cell.raw("stage") == "Une scène"


def test_the_order_can_be_random(images: list[Any]) -> None:
    many = [option(str(number), f"Plan {number}", images[0]) for number in range(9)]
    form = ask("image_choice", options=many, random_order=True, stay_last=1).form()
    form.shuffle("seed")
    keys = [key for key, _words in form.fields[FIELD].choices]
    assert keys[-1] == "8"
    assert keys != sorted(keys)


def test_descriptions_words_and_other_options_are_translated_under_the_same_ids(images: list[Any]) -> None:
    page = questionnaire(
        form=[
            question("image_choice", "Quelle place ?", id="square", options=options(images)),
            question(
                "multiple_choice",
                "Que manque-t-il ?",
                id="missing",
                options=["Des pistes", "Des arceaux"],
                other=True,
                other_label="Autre chose",
                exclusive=[{"type": "item", "id": "none", "value": "Rien"}],
            ),
            question("ranking", "Quel ordre ?", id="order", options=["Des pistes", "Des arceaux"]),
        ]
    )
    words = {
        "Une place ombragée": "A shaded square",
        "Une scène": "A stage",
        "Autre chose": "Something else",
        "Rien": "Nothing",
        "Des pistes": "Lanes",
    }
    french, english = page.form, translate(page, words).form
    for before, after in zip(french, english, strict=True):
        assert list(after.block.offered(after.value)) == list(before.block.offered(before.value))
    square, missing, order = english
    assert square.block.offered(square.value)["stage"] == "A stage"
    html = render_crispy_form(QuestionForm(english, offers_contact=False, publishes=True))
    assert 'alt="A shaded square"' in html
    labels = missing.block.bucket_labels(missing.value)
    assert (labels["other"], labels["none"]) == ("Something else", "Nothing")
    assert order.block.show(order.value, [next(iter(order.block.offered(order.value)))]) == ("1. Lanes",)
