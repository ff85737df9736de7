"""Residents sort and filter what was published on a page."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forms.models import Submission
from forms.published import PAGE_SIZE
from pages.models import CallForIdeas
from tests.factories.forms import question, territory, theme
from tests.factories.pages import call_for_ideas
from tests.factories.translations import fresh, translate
from tests.forms.browser import soup
from tests.forms.test_published import QUERIES, many, publish, titles

pytestmark = pytest.mark.django_db

TITLE = question("short_text", "Titre", id="title", published=True, max_length=150)


def form(*, themes: bool = True, territories: bool = True) -> list[dict[str, Any]]:
    """Return a form with both labels, each published or for the team alone."""
    return [
        TITLE,
        question("theme", "Thème", id="theme", published=themes),
        question("territory", "Territoire", id="territory", published=territories),
    ]


@pytest.fixture
def roads() -> str:
    return str(theme("Routes").translation_key)


@pytest.fixture
def parks() -> str:
    return str(theme("Parcs").translation_key)


@pytest.fixture
def town() -> str:
    return str(territory("Le bourg").translation_key)


@pytest.fixture
def page(roads: str, parks: str, town: str) -> CallForIdeas:
    """A call with three ideas, in this order."""
    call = call_for_ideas(form=form())
    publish(call, "Un rond-point", idea=None, theme=roads, territory=town)
    publish(call, "Une mare", idea=None, theme=parks)
    publish(call, "Un trottoir", idea=None, theme=roads)
    return call


def choices(client: Client, address: str) -> list[str]:
    """Return the names of the fields by which one sorts and filters."""
    shown = soup(client.get(address))
    return [str(field["name"]) for field in shown.select(".list-choice select")]


def test_the_oldest_come_first_for_who_wants_so(client: Client, page: CallForIdeas) -> None:
    assert titles(client, f"{page.url}?sort=oldest") == ["Un rond-point", "Une mare", "Un trottoir"]
    assert titles(client, f"{page.url}?sort=newest") == ["Un trottoir", "Une mare", "Un rond-point"]


def test_a_theme_and_a_territory_leave_out_the_others(
    client: Client, page: CallForIdeas, roads: str, town: str
) -> None:
    assert titles(client, f"{page.url}?theme={roads}") == ["Un trottoir", "Un rond-point"]
    assert titles(client, f"{page.url}?theme={roads}&territory={town}") == ["Un rond-point"]
    assert titles(client, f"{page.url}?theme=&territory=&sort=") == [
        "Un trottoir",
        "Une mare",
        "Un rond-point",
    ]


def test_the_form_says_what_was_chosen(client: Client, page: CallForIdeas, roads: str) -> None:
    shown = soup(client.get(f"{page.url}?theme={roads}&sort=oldest"))

    assert [str(o["value"]) for o in shown.select(".list-choice option[selected]")] == [roads, "oldest"]
    assert [o.text for o in shown.select("#choice-theme option")][1:] == ["Parcs", "Routes"]


def test_nothing_that_matches_is_said_and_can_be_undone(client: Client, page: CallForIdeas) -> None:
    other = str(theme("Culture").translation_key)
    shown = client.get(f"{page.url}?theme={other}")

    assert titles(client, f"{page.url}?theme={other}") == []
    assert f'href="{page.url}#contributions"' in shown.content.decode()
    assert soup(shown).select_one("#choice-theme")


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_screens_of_a_choice_show_each_once_and_keep_it(sort: str, client: Client, roads: str) -> None:
    call = call_for_ideas(form=form())
    publish(call, "Ailleurs", idea=None)
    many(call, 2 * PAGE_SIZE + 5)
    Submission.objects.filter(title__startswith="Idée").update(theme_key=roads)

    address: str | None = f"?theme={roads}&sort={sort}"
    seen: list[str] = []
    while address:
        seen += titles(client, call.url + address)
        following = soup(client.get(call.url + address)).select_one("a[rel=next]")
        address = str(following["href"]) if following else None
        assert address is None or f"theme={roads}" in address

    assert len(seen) == len(set(seen)) == 2 * PAGE_SIZE + 5
    numbers = [int(title.removeprefix("Idée ")) // 3 for title in seen]
    assert numbers == sorted(numbers, reverse=sort == "oldest")


def test_a_screen_has_one_address_whatever_the_order_of_what_was_asked(
    client: Client, roads: str, town: str
) -> None:
    call = call_for_ideas(form=form())
    many(call, PAGE_SIZE + 1)
    Submission.objects.update(theme_key=roads, territory_key=town)

    addresses = {
        str(soup(client.get(call.url + asked)).select_one("a[rel=next]")["href"])
        for asked in (
            f"?territory={town}&theme={roads}",
            f"?utm_source=lettre&theme={roads}&sort=newest&territory={town}",
        )
    }

    assert len(addresses) == 1
    assert addresses.pop().startswith(f"?theme={roads}&territory={town}&before=")


@pytest.mark.parametrize(
    "asked",
    [
        "sort=best",
        "theme=x",
        "theme=6f1c3f0e-3a1b-4a5e-9a52-0d6c1f0e7b11",
        "territory=1",
        "after=1-1",
        "sort=oldest&before=1-1",
    ],
)
def test_answers_400_to_an_unknown_value_of_a_known_name(
    asked: str, client: Client, page: CallForIdeas
) -> None:
    assert client.get(f"{page.url}?{asked}").status_code == 400


def test_offers_only_what_the_form_publishes(client: Client, page: CallForIdeas) -> None:
    assert choices(client, page.url) == ["theme", "territory", "sort"]
    private = call_for_ideas("Privé", form=form(themes=False))
    publish(private, "Un", idea=None)
    publish(private, "Deux", idea=None)
    assert choices(client, private.url) == ["territory", "sort"]


def test_a_private_theme_cannot_be_asked_for(client: Client, roads: str, parks: str) -> None:
    call = call_for_ideas(form=form(themes=False))
    publish(call, "Un rond-point", idea=None, theme=roads)

    for key in (roads, parks, "x"):
        assert titles(client, f"{call.url}?theme={key}") == ["Un rond-point"]


def test_a_theme_that_was_private_when_it_was_given_stays_private(client: Client, roads: str) -> None:
    call = call_for_ideas(form=form(themes=False))
    publish(call, "Avant", idea=None, theme=roads)
    call = fresh(call)
    call.form = form()
    call.save_revision().publish()
    call = fresh(call)
    publish(call, "Après", idea=None, theme=roads)

    assert titles(client, f"{call.url}?theme={roads}") == ["Après"]


def test_offers_nothing_where_there_is_nothing_to_sort(client: Client) -> None:
    call = call_for_ideas(form=form())
    publish(call, "Seule", idea=None)

    assert choices(client, call.url) == []


def test_names_labels_in_the_reader_s_language(client: Client, page: CallForIdeas, roads: str) -> None:
    from forms.models import Theme

    translate(Theme.objects.get(translation_key=roads), {"Routes": "Roads"})
    english = translate(page)

    shown = soup(client.get(f"{english.url}?theme={roads}"))

    assert "Roads" in [o.text for o in shown.select("#choice-theme option")]
    assert titles(client, f"{english.url}?theme={roads}") == ["Un trottoir", "Un rond-point"]


@pytest.mark.parametrize("number", [2, 200])
def test_takes_as_many_queries_however_many_there_are(
    number: int, client: Client, roads: str, town: str
) -> None:
    call = call_for_ideas(form=form())
    many(call, number)
    Submission.objects.update(theme_key=roads, territory_key=town)
    address = f"{call.url}?theme={roads}&territory={town}&sort=oldest"
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200

    assert len(queries) <= QUERIES, "\n".join(q["sql"][:200] for q in queries)
