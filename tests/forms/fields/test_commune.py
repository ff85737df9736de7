"""Questions answered with a commune, found by its postcode."""

from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django.http import QueryDict
from django.test import Client
from django.utils.translation import override

from forms.builder import QuestionForm
from forms.communes.gazetteer import gazetteer
from forms.fields.drawing import Counted
from portal.search.folding import fold
from tests.forms.fields.asking import FIELD, ID, Asked, ask

CHOICE = f"{FIELD}_commune"
VAUCOULEURS = {"code": "55533", "postcode": "55140"}


def sent(asked: Asked, postcode: str, code: str = "") -> QuestionForm:
    """Return the form with a postcode and a chosen commune as a browser sends them."""
    data = QueryDict(mutable=True)
    data[FIELD] = postcode
    data[CHOICE] = code
    return QuestionForm(asked.stream, offers_contact=False, publishes=True, data=data)


def kept(postcode: str, code: str = "") -> Any:
    form = sent(ask("commune", required=True), postcode, code)
    assert form.is_valid(), form.errors
    return form.answers().get(ID)


def why_not(postcode: str, code: str = "") -> str:
    with override("en"):
        form = sent(ask("commune"), postcode, code)
        assert not form.is_valid()
        return " ".join(form.errors[FIELD])


def test_all_of_france_is_there() -> None:
    communes = gazetteer().by_code
    # The three cities of arrondissements are answered by arrondissement.
    assert len(communes) + len({"Paris", "Lyon", "Marseille"}) == 35_009
    # Overseas, Corsica, a commune of several postcodes.
    assert communes["97411"].name == "Saint-Denis"
    assert communes["98818"].name == "Nouméa"
    assert communes["2A004"].name == "Ajaccio"
    assert len(communes["97411"].postcodes) == 3


@pytest.mark.parametrize("written", ["35000", " 35 000 "])
def test_a_postcode_of_one_commune_is_enough(written: str) -> None:
    assert kept(written) == {"code": "35238", "postcode": "35000"}


def test_a_commune_is_chosen_where_several_have_the_postcode() -> None:
    assert "choose yours" in why_not("55140")
    assert kept("55140", "55533") == VAUCOULEURS


def test_a_choice_of_another_postcode_does_not_stand() -> None:
    # Somebody corrected the postcode after choosing: what was chosen is not among its communes.
    assert "choose yours" in why_not("55140", "35238")
    assert kept("35000", "55533") == {"code": "35238", "postcode": "35000"}


@pytest.mark.parametrize(
    "written",
    ["55140 Vaucouleurs", "Vaucouleurs (55140)", "vaucouleurs 55140", "55140 55533", "55140, VAUCOULEURS"],
)
def test_the_name_may_be_written_beside_the_postcode(written: str) -> None:
    assert kept(written) == VAUCOULEURS


@pytest.mark.parametrize("postcode", ["75011", "13005", "69003", "75116"])
def test_a_postcode_of_the_largest_cities_is_one_arrondissement(postcode: str) -> None:
    stored = kept(postcode)
    asked = ask("commune")
    assert "Arrondissement" in asked.shows(stored)[0]
    # Conditions may name the city as a whole.
    parent = {"75": "75056", "13": "13055", "69": "69123"}[postcode[:2]]
    assert {stored["code"], parent, postcode} == asked.block.keys(asked.value, stored)
    assert kept(f"{postcode} {parent}") == stored


@pytest.mark.parametrize("written", ["Vaucouleurs", "551", "551400", "aaaaa"])
def test_what_is_no_postcode_is_refused(written: str) -> None:
    assert "five digits" in why_not(written)


def test_a_postcode_that_no_commune_has_is_refused_with_a_way_out() -> None:
    assert "cedex" in why_not("35042")


def test_nothing_is_no_answer_unless_it_is_compulsory() -> None:
    form = sent(ask("commune"), "")
    assert form.is_valid()
    assert form.answers() == {}
    assert not sent(ask("commune", required=True), "").is_valid()


def test_the_form_that_comes_back_shows_the_communes_to_choose_from() -> None:
    few = sent(ask("commune"), "01660")
    shown = render_crispy_form(few)
    assert 'type="radio"' in shown
    assert "Mézériat" in shown
    many = render_crispy_form(sent(ask("commune"), "51300", "51649"))
    assert "<select" in many
    assert '<option value="51649" selected>Vitry-le-François</option>' in many


def test_it_is_read_with_its_postcode_and_counted_by_commune() -> None:
    asked = ask("commune")
    assert asked.shows(VAUCOULEURS) == ("Vaucouleurs (55140)",)
    assert asked.counts(VAUCOULEURS) == ["Vaucouleurs"]
    assert asked.shows({"code": "55000", "postcode": "55140"}) == ("55000 (55140)",)
    assert asked.block.initial(VAUCOULEURS) == ["55140", "55533"]
    for foreign in (None, "55140", [], {"code": 1}):
        assert asked.shows(foreign) == ()
        assert asked.block.buckets(asked.value, foreign) == []


def test_results_list_only_communes_that_somebody_answered_the_most_frequent_first() -> None:
    asked = ask("commune")
    counted = Counted(answered=9, counts={"55533": 2, "35238": 5, "97411": 2}, totals={})
    (group,) = asked.block.drawn(asked.value, counted).groups
    assert [(bar.label, bar.count) for bar in group.bars] == [
        ("Rennes", 5),
        ("Saint-Denis", 2),
        ("Vaucouleurs", 2),
    ]


@pytest.mark.parametrize("text", ["55533", "Vaucouleurs (55140)", "55140 Vaucouleurs"])
def test_a_file_may_name_it_by_its_code(text: str) -> None:
    asked = ask("commune")
    (written,) = asked.block.from_text(asked.value, text)
    assert kept(written) == VAUCOULEURS


@pytest.mark.django_db
def test_a_browser_asks_for_the_communes_of_a_postcode_once_a_day() -> None:
    response = Client().get("/communes/55140.json")
    names = [each["name"] for each in response.json()["communes"]]
    assert names == sorted(names, key=fold)
    assert "Vaucouleurs" in names
    assert "public" in response["Cache-Control"]
    assert "max-age=86400" in response["Cache-Control"]
    assert Client().get("/communes/99999.json").json() == {"communes": []}
    assert Client().get("/communes/5514.json").status_code == 404
