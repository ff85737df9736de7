"""Themes and territories, in the reader's language."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from forms.models import Territory, Theme
from forms.taxonomy import label_choices, label_names
from tests.factories.forms import question, send, territory, theme
from tests.factories.pages import questionnaire, site
from tests.factories.translations import translate
from tests.forms.browser import soup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def languages() -> None:
    site()


def test_are_sorted_without_regard_to_accents() -> None:
    for name in ("Sport", "École", "eau", "Énergie"):
        theme(name)

    assert [name for _key, name in label_choices(Theme)] == ["eau", "École", "Énergie", "Sport"]


def test_have_one_key_in_every_language() -> None:
    label = territory("Le bourg")
    translate(label, {"Le bourg": "The town"})

    with translation.override("en"):
        assert label_choices(Territory) == [(str(label.translation_key), "The town")]
    assert label_choices(Territory) == [(str(label.translation_key), "Le bourg")]


def test_stand_in_french_where_they_are_not_translated() -> None:
    label = theme("Mobilités")

    with translation.override("en"):
        assert label_names(Theme) == {str(label.translation_key): "Mobilités"}


def test_are_kept_in_the_admin_under_one_entry(admin_client: Client) -> None:
    theme("Mobilités")

    listing = admin_client.get(reverse("wagtailsnippets_forms_theme:list"))

    assert "Mobilités" in listing.content.decode()
    assert admin_client.get(reverse("wagtailsnippets_forms_territory:list")).status_code == 200


def delete(client: Client, label: Theme) -> None:
    client.post(reverse("wagtailsnippets_forms_theme:delete", args=[label.pk]))


def test_are_not_deleted_while_contributions_are_sorted_by_them(admin_client: Client) -> None:
    label = theme("Mobilités")
    page = questionnaire(form=[question("theme", "Thème ?", id="theme")])
    send(page, {"theme": str(label.translation_key)})

    delete(admin_client, label)

    assert Theme.objects.filter(pk=label.pk).exists()


def test_are_deleted_while_nobody_chose_them(admin_client: Client) -> None:
    label = theme("Mobilités")

    delete(admin_client, label)

    assert not Theme.objects.exists()


def test_lose_a_translation_at_any_time(admin_client: Client) -> None:
    label = theme("Mobilités")
    english = translate(label, {"Mobilités": "Getting around"})
    page = questionnaire(form=[question("theme", "Thème ?", id="theme")])
    send(page, {"theme": str(label.translation_key)})

    delete(admin_client, english)

    assert Theme.objects.get() == label


def test_are_sorted_by_the_numbers_in_their_names() -> None:
    names = ["1 - Le Bourg", "2 - La Gare", "10 - Le Port", "Écoles", "Vallée"]
    for name in reversed(names):
        territory(name)
    assert [name for _key, name in label_choices(Territory)] == names


def test_say_their_language_in_a_form_of_another_one(client: Client) -> None:
    translated, other = theme("Mobilités"), theme("Paysages")
    translate(translated, {"Mobilités": "Getting around"})
    form = [question("theme", "Which?", id="theme", published=True)]
    page = questionnaire(form=form)
    english = translate(page)

    options = soup(client.get(english.url)).select("select[name=q-theme] option")

    spoken = {option.get_text(strip=True): option.get("lang") for option in options if option["value"]}
    assert spoken == {"Getting around": None, str(other): "fr"}
