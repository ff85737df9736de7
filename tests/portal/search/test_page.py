"""The public search page: its states, its answers, its errors."""

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from forms.enums import FollowUp
from forms.models import Submission
from forms.moderation.services import publish
from forms.outcomes import answer
from pages.models import CallForIdeas
from portal.search.models import IndexEntry
from portal.search.state import PAGE_SIZE
from tests.factories.forms import idea_form, question, send, territory, theme
from tests.factories.pages import call_for_ideas, consultation
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> CallForIdeas:
    form = [
        *idea_form(),
        question("theme", "Thème", id="theme", published=True),
        question("territory", "Quartier", id="territory", published=True),
    ]
    return call_for_ideas("Appel", form=form)


@pytest.fixture
def idea(call: CallForIdeas) -> Callable[..., Submission]:
    def make(
        title: str, text: str = "", *, year: int = 2026, language: str = "fr", **given: str
    ) -> Submission:
        submission = send(call, {"title": title, "idea": text, **given}, language=language)
        publish(submission, by=None)
        at = timezone.now().replace(year=year, month=6, day=15)
        Submission.objects.filter(pk=submission.pk).update(published_at=at)
        return submission

    return make


def data(client: Client, **parameters: object) -> dict:  # type: ignore[type-arg]
    answer = client.get("/recherche/", {**parameters, "format": "json"})
    assert answer.status_code == 200, answer.content
    return answer.json()


def titles(client: Client, **parameters: object) -> list[str]:
    return [result["title"] for result in data(client, **parameters)["results"]]


def counts(found: dict, name: str) -> dict[str, int]:  # type: ignore[type-arg]
    return {
        value["value" if name == "kind" else "label"]: value["count"]
        for facet in found["facets"]
        if facet["name"] == name
        for value in facet["values"]
    }


def test_pages_and_contributions_are_found_together(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    contribution = idea("Un abri pour la gare")
    page = consultation("La place de la gare")
    search_index.drain()
    found = data(client, q="gare")
    assert {result["title"]: result["url"] for result in found["results"]} == {
        "Un abri pour la gare": contribution.get_public_url(),
        "La place de la gare": page.get_url(),
    }
    assert found["total"] == 2
    assert counts(found, "kind") == {"contribution": 1, "consultation": 1}


def test_the_page_shows_titles_links_and_marked_words(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    contribution = idea("Un abri", "Des bancs couverts près de la gare, pour attendre au sec.")
    search_index.drain()
    answer = client.get("/recherche/", {"q": "gares"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'href="{contribution.get_public_url()}"' in page
    assert "Des bancs couverts près de la <mark>gare</mark>, pour attendre au sec." in page
    assert not answer.cookies
    assert set(answer["Cache-Control"].split(", ")) == {"public", "max-age=60"}


def test_what_residents_wrote_is_escaped(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    idea("<b>Titre</b>", "<script>alert(1)</script> une fontaine & <mark>de l’eau</mark>")
    search_index.drain()
    page = client.get("/recherche/", {"q": "fontaine"}).content.decode()
    assert "<script>alert" not in page
    assert "<b>Titre" not in page
    assert "une <mark>fontaine</mark> &amp; &lt;mark&gt;" in page
    quoted = client.get("/recherche/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in quoted


def test_facets_count_all_values_under_the_other_choices(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    themes = [theme(f"Thème {number:02}") for number in range(24)]
    north, south = territory("Nord"), territory("Sud")
    for number, each in enumerate(themes):
        quarter = north if number % 2 else south
        idea(f"Idée {number}", theme=str(each.translation_key), territory=str(quarter.translation_key))
    search_index.drain()
    everything = data(client, kind="contribution")
    assert len(counts(everything, "theme")) == 24
    assert counts(everything, "territory") == {"Nord": 12, "Sud": 12}
    first = str(themes[0].translation_key)
    second = str(themes[1].translation_key)
    chosen = data(client, theme=[first, second])
    assert chosen["total"] == 2
    # The other themes can still be added; the territories are those of the chosen themes.
    assert len(counts(chosen, "theme")) == 24
    assert counts(chosen, "territory") == {"Nord": 1, "Sud": 1}
    both = data(client, theme=[first, second], territory=str(north.translation_key))
    assert [result["title"] for result in both["results"]] == ["Idée 1"]


def test_results_are_chosen_by_year_and_by_process(
    client: Client, call: CallForIdeas, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    idea("Une idée ancienne", year=2021)
    idea("Une idée récente", year=2026)
    other = call_for_ideas("Autre appel")
    publish(send(other, {"title": "Une idée d’ailleurs"}), by=None)
    search_index.drain()
    assert titles(client, year="2021") == ["Une idée ancienne"]
    found = data(client, q="idée", process=str(call.translation_key), kind="contribution")
    assert {result["title"] for result in found["results"]} == {"Une idée ancienne", "Une idée récente"}
    assert counts(found, "process") == {"Appel": 2, "Autre appel": 1}
    assert counts(found, "year")["2021"] == 1


def test_results_can_be_sorted_by_date(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    for year in (2022, 2020, 2021):
        idea(f"Fontaine de {year}", year=year)
    search_index.drain()
    assert titles(client, q="fontaine", sort="newest") == [f"Fontaine de {y}" for y in (2022, 2021, 2020)]
    assert titles(client, q="fontaine", sort="oldest") == [f"Fontaine de {y}" for y in (2020, 2021, 2022)]
    assert titles(client, kind="contribution") == [f"Fontaine de {y}" for y in (2022, 2021, 2020)]
    # The order that comes of itself is not kept when words are added to the list of the newest.
    for path, orders in (
        ("/recherche/", ["", "oldest"]),
        ("/recherche/?q=fontaine", ["", "newest", "oldest"]),
    ):
        shown = BeautifulSoup(client.get(path).content, "html.parser")
        assert [option["value"] for option in shown.select("#search-sort option")] == orders


def test_pages_of_results_follow_one_another_without_overlap(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    expected = {idea(f"Fontaine {number}").pk for number in range(PAGE_SIZE + 3)}
    search_index.drain()
    first, second = (data(client, q="fontaine", page=page) for page in (1, 2))
    assert (len(first["results"]), len(second["results"])) == (PAGE_SIZE, 3)
    assert first["has_next"]
    assert not second["has_next"]
    assert {result["id"] for result in first["results"] + second["results"]} == expected
    html = client.get("/recherche/", {"q": "fontaine"}).content.decode()
    assert re.search(r'href="\?q=fontaine&amp;page=2"[^>]*rel="next"|rel="next"[^>]*page=2', html)


def test_a_page_past_the_last_is_not_found(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    idea("Fontaine")
    search_index.drain()
    assert client.get("/recherche/", {"q": "fontaine", "page": 2}).status_code == 404
    assert client.get("/recherche/", {"q": "introuvable"}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_results(
    client: Client,
    idea: Callable[..., Submission],
    search_index: SearchIndex,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    idea("Fontaine 0")
    search_index.drain()
    client.get("/recherche/", {"q": "fontaine"})
    with CaptureQueriesContext(connection) as one:
        client.get("/recherche/", {"q": "fontaine"})
    for number in range(1, 10):
        idea(f"Fontaine {number}")
    search_index.drain()
    with django_assert_max_num_queries(len(one)):
        client.get("/recherche/", {"q": "fontaine"})


def test_each_language_has_its_address_and_its_words(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    idea("More trees", "We need shade.", language="en")
    search_index.drain()
    assert b'lang="fr"' in client.get("/recherche/").content
    english = client.get("/en/search/", {"q": "tree"})
    assert english.status_code == 200
    assert b'<html lang="en"' in english.content
    assert b"More trees" in english.content
    french = client.get("/recherche/", {"q": "tree"}).content.decode()
    assert '<li lang="en">' in french


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("sort", "cheapest"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "two"),
        ("page", "501"),
        ("page", "99999999999999999999"),
        ("kind", "budget"),
        ("theme", "not-a-key"),
        ("theme", "11111111-1111-1111-1111-111111111111"),
        ("territory", "'; DROP TABLE"),
        ("process", "11111111-1111-1111-1111-111111111111"),
        ("process", "x"),
        ("year", "20266"),
        ("year", "deux mille"),
        ("year", "٢٠٢٦"),
        ("format", "xml"),
        ("q", "x" * 201),
    ],
)
def test_an_unknown_value_of_a_known_parameter_is_refused_in_plain_words(
    client: Client, search_index: SearchIndex, parameter: str, value: str
) -> None:
    answer = client.get("/recherche/", {parameter: value})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert re.search(rf"[“«]\s*{parameter}\s*[”»]", page)
    if parameter != "format":
        told = client.get("/recherche/", {parameter: value, "format": "json"})
        assert (told.status_code, told.json()) == (400, {"error": "bad parameter", "parameter": parameter})


def test_unknown_parameters_are_ignored(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    idea("Fontaine")
    search_index.drain()
    assert titles(client, q="fontaine", utm_source="lettre", fbclid="x", sujet="rien") == ["Fontaine"]


@pytest.mark.parametrize("words", ["\x00fontaine\x00", "fontaine\n\r\t", "  fontaine  ", "fontaine\x7f"])
def test_control_characters_in_the_words_do_no_harm(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex, words: str
) -> None:
    idea("Fontaine")
    search_index.drain()
    assert titles(client, q=words) == ["Fontaine"]


@pytest.mark.parametrize(
    "words", ['"', "*", "fontaine AND", "title:fontaine", "/a/", "\\", "((((", "🚲", "..."]
)
def test_signs_that_mean_something_elsewhere_are_only_signs(
    client: Client, search_index: SearchIndex, words: str
) -> None:
    search_index.drain()
    assert client.get("/recherche/", {"q": words}).status_code == 200


def test_a_state_has_one_address_whatever_the_order_of_its_parameters(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    idea("Fontaine", year=2020)
    search_index.drain()
    one = client.get("/recherche/?year=2020&kind=contribution&q=fontaine&utm_source=x").content.decode()
    other = client.get("/recherche/?q=fontaine&kind=contribution&year=2020").content.decode()
    for page in (one, other):
        assert 'href="?q=fontaine&amp;kind=contribution&amp;year=2020&amp;format=json"' in page
        # Each choice can be taken back by a link.
        assert 'href="?q=fontaine&amp;kind=contribution"' in page
        assert 'href="?q=fontaine&amp;year=2020"' in page


def test_a_theme_is_searched_by_its_name_but_is_no_part_of_an_excerpt(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    chosen = theme("Biodiversité")
    idea("Une mare", "Pour les grenouilles.", theme=str(chosen.translation_key))
    search_index.drain()
    (result,) = data(client, q="biodiversite")["results"]
    assert (result["title"], result["excerpt_html"]) == ("Une mare", "Pour les grenouilles.")
    chosen.name = "Nature en ville"
    chosen.save()
    # Each process knows the names for a minute; then the entries are due.
    cache.clear()
    IndexEntry.objects.update(not_before=None)
    search_index.drain()
    assert titles(client, q="nature") == ["Une mare"]
    assert titles(client, q="biodiversité") == []


def test_only_reading_is_allowed(client: Client, search_index: SearchIndex) -> None:
    assert client.post("/recherche/").status_code == 405
    assert client.head("/recherche/").status_code == 200


def test_an_excerpt_of_an_older_text_is_not_shown(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    submission = idea("Fontaine", "Près de chez Madame Untel")
    search_index.drain()
    Submission.objects.filter(pk=submission.pk).update(
        answers={"title": "Fontaine", "idea": "Près de chez […]"}, revision=submission.revision + 1
    )
    page = client.get("/recherche/", {"q": "fontaine"}).content.decode()
    assert "Untel" not in page
    assert "Près de chez […]" in page


def test_an_excerpt_is_what_the_author_wrote(client: Client, search_index: SearchIndex) -> None:
    form = [
        *idea_form(),
        question("number", "Combien ?", id="number", published=True),
        question("yes_no", "Seul ?", id="alone", published=True),
        question("long_text", "Pourquoi ?", id="why", published=True),
    ]
    answers = {"title": "Des bancs", "idea": "Sur la place.", "why": "Il fait chaud."}
    publish(send(call_for_ideas(form=form), {**answers, "number": "1984", "alone": "yes"}), by=None)
    search_index.drain()

    (result,) = data(client, q="bancs")["results"]

    assert result["excerpt_html"] == "Sur la place. — Il fait chaud."
    assert titles(client, q="1984") == []


def test_what_became_of_a_contribution_finds_it(
    client: Client, idea: Callable[..., Submission], search_index: SearchIndex
) -> None:
    bench = idea("Des bancs", "Sur la place.")
    search_index.drain()
    assert titles(client, q="menuisier") == []

    answer(bench, by=None, state=FollowUp.DONE, text="Un menuisier de la commune les a faits.")
    search_index.drain()

    (result,) = data(client, q="menuisier")["results"]
    assert "Fait : Un <mark>menuisier</mark>" in result["excerpt_html"].replace("\xa0", " ")
    assert not result["excerpt_html"].startswith(".")
