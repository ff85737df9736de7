"""Questions answered with a theme or a territory."""

import uuid
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from forms.models import Theme
from forms.models.taxonomy import Label
from tests.factories import forms as make
from tests.factories import pages
from tests.forms.fields.asking import FIELD, ask

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["theme", "territory"])
def kind(request: pytest.FixtureRequest) -> str:
    """Either kind of label."""
    pages.site()
    return str(request.param)


@pytest.fixture
def made(kind: str) -> Callable[[str], Label]:
    """What makes a label of this kind."""
    return getattr(make, kind)


def test_a_label_is_kept_by_its_key_in_every_language(kind: str, made: Callable[[str], Label]) -> None:
    label = made("Écoles")
    english = label.copy_for_translation(Locale.objects.get(language_code="en"))
    english.name = "Schools"
    english.save()
    key = str(label.translation_key)
    asked = ask(kind)
    assert asked.stores(key) == key
    assert asked.shows(key) == ("Écoles",)
    assert asked.counts(key) == ["Écoles"]
    with override("en"):
        assert ">Schools</option>" in str(asked.form()[FIELD])
        assert asked.shows(key) == ("Schools",)


def test_a_label_without_a_translation_stands_under_its_first_name(
    kind: str, made: Callable[[str], Label]
) -> None:
    made("Écoles")
    with override("en"):
        assert ">Écoles</option>" in str(ask(kind).form()[FIELD])


@pytest.mark.parametrize("wrong", ["Écoles", "1", str(uuid.UUID(int=7)), "\x00"])
def test_what_is_no_label_is_refused(kind: str, made: Callable[[str], Label], wrong: str) -> None:
    made("Écoles")
    assert "n’est pas proposée" in ask(kind).refuses(wrong)


def test_labels_are_sorted_as_people_look_them_up(kind: str, made: Callable[[str], Label]) -> None:
    for name in ("Voirie", "école", "Culture"):
        made(name)
    html = str(ask(kind).form()[FIELD])
    assert html.index("Culture") < html.index("école") < html.index("Voirie")


def test_a_label_that_was_deleted_shows_nothing(kind: str, made: Callable[[str], Label]) -> None:
    label = made("Écoles")
    key = str(label.translation_key)
    label.delete()
    cache.clear()
    assert ask(kind).shows(key) == ()


def test_a_form_asks_the_database_once_for_its_labels(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    pages.site()
    Theme.objects.bulk_create(
        Theme(name=f"Thème {number}", locale=Locale.get_default(), translation_key=uuid.uuid4())
        for number in range(50)
    )
    with django_assert_num_queries(1):
        form = ask("theme").form()
        assert form.is_valid()
        assert str(form[FIELD]).count("<option") == 51
