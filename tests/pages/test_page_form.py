"""A page takes its slug from its title where nobody gives it one."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.factories.pages import content_page, questionnaire, site

pytestmark = pytest.mark.django_db


def sent(title: str, **more: str) -> dict[str, str]:
    """Return what the editor sends for a page with a title alone."""
    fields = {"title": title, "slug": "", "lead": "", "seo_title": "", "search_description": ""}
    streams = {"body": streamfield([]), "comments": inline_formset([])}
    return nested_form_data(fields | streams | more)


def add_url(model_name: str, parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["pages", model_name, parent.pk])


@pytest.mark.parametrize("model_name", ["contentpage", "processindex", "results"])
def test_a_page_is_published_without_a_slug_typed(model_name: str, editor: Client) -> None:
    editor.post(add_url(model_name, site()), sent("Ce qui change ici", **{"action-publish": "1"}))

    page = Page.objects.get(title="Ce qui change ici")
    assert page.live
    assert page.slug == "ce-qui-change-ici"


def test_results_are_saved_as_a_draft_without_a_slug_typed(editor: Client) -> None:
    editor.post(add_url("results", questionnaire()), sent("Résultats : vos trajets"))

    assert Page.objects.get(title="Résultats : vos trajets").slug == "resultats-vos-trajets"


def test_a_slug_that_another_page_has_is_made_different(editor: Client) -> None:
    other = content_page("Une page")

    editor.post(add_url("contentpage", other.get_parent()), sent(other.slug.replace("-", " ")))

    assert Page.objects.filter(slug=f"{other.slug}-2").exists()


def test_a_title_without_letters_asks_for_a_slug(editor: Client) -> None:
    response = editor.post(add_url("contentpage", site()), sent("???", **{"action-publish": "1"}))

    assert response.status_code == 200
    assert "slug" in response.context["form"].errors
    assert not Page.objects.filter(title="???").exists()
