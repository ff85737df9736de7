"""A new page may start from a ready composition."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from forms.results import SEPARATOR
from pages.checklist.texts import placeholders
from pages.compositions import COMPOSITIONS
from pages.models import CallForIdeas, Consultation, Questionnaire, Results
from tests.factories.pages import questionnaire, site
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

MODELS: dict[str, Any] = {
    model._meta.model_name: model for model in (CallForIdeas, Consultation, Questionnaire, Results)
}
EACH = pytest.mark.parametrize("composition", COMPOSITIONS, ids=lambda each: each.key)


def add_url(model_name: str, parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["pages", model_name, parent.pk])


def filled(composition: Any, parent: Page) -> Any:
    """Return an unsaved page as the composition begins it."""
    page = MODELS[composition.model_name](locale=parent.locale)
    composition.fill(page, parent)
    return page


@EACH
def test_the_form_is_filled_and_nothing_is_saved(composition: Any, editor: Client) -> None:
    parent = site()
    before = Page.objects.count()

    response = editor.get(add_url(composition.model_name, parent), {"composition": composition.key})

    form = response.context["form"]
    assert response.status_code == 200
    assert form["title"].value()
    assert form["lead"].value()
    assert len(form["body"].value()) >= 2
    assert Page.objects.count() == before


@EACH
def test_a_composition_can_be_saved_published_and_read(composition: Any, client: Client) -> None:
    page = filled(composition, site())
    page.slug = "compose"

    site().add_child(instance=page)
    page.save_revision().publish()

    response = client.get(page.url)
    assert response.status_code == 200
    assert "style=" not in response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    for stream in ("body", "form"):
        blocks = getattr(page, stream, [])
        assert all(block.id for block in blocks)
        assert len({block.id for block in blocks}) == len(blocks)


@EACH
def test_texts_are_in_the_language_of_the_page_not_of_the_editor(composition: Any) -> None:
    french = site()
    english = translate(french)

    with translation.override("en"):
        titles = [filled(composition, parent).title for parent in (french, english)]

    with translation.override("fr"):
        assert titles == [filled(composition, parent).title for parent in (french, english)]


@EACH
def test_what_only_the_team_knows_stands_in_brackets(composition: Any) -> None:
    assert "title" in placeholders(filled(composition, site())) or "lead" in placeholders(
        filled(composition, site())
    )


def test_results_show_the_figures_of_the_page_above() -> None:
    page = questionnaire()
    results = next(each for each in COMPOSITIONS if each.key == "results")

    made = filled(results, page)

    blocks = {block.block_type: block.value for block in made.body}
    assert blocks["key_numbers"]["page"].pk == page.pk
    assert blocks["question_chart"]["question"] == f"{page.translation_key}{SEPARATOR}mode"


def test_the_choice_of_a_type_offers_the_compositions(editor: Client) -> None:
    parent = site()

    response = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[parent.pk]))

    links = [link["href"] for link in BeautifulSoup(response.content, "html.parser").select("a[href]")]
    for composition in COMPOSITIONS:
        assert f"{add_url(composition.model_name, parent)}?composition={composition.key}" in links


def test_the_choice_is_there_where_one_type_alone_is_possible(editor: Client) -> None:
    page = questionnaire()

    response = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[page.pk]))

    assert response.status_code == 200
    assert "composition=results" in response.content.decode()


@pytest.mark.parametrize("key", ["", "ideas", "unknown"])
def test_a_composition_of_another_type_is_not_found(key: str, editor: Client) -> None:
    assert editor.get(add_url("consultation", site()), {"composition": key}).status_code == 404


def test_nobody_starts_a_page_where_they_may_add_none(client: Client) -> None:
    client.force_login(get_user_model().objects.create_user("agent", password="x"))
    address = add_url("consultation", site())

    response = client.get(address, {"composition": "project"})

    assert response.status_code == 302
    assert not response.url.startswith(address)
