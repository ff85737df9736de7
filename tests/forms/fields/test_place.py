"""Questions answered with a place: an address, a point on a map or both."""

from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.translation import override
from wagtail.models import Site

from forms.builder import QuestionForm
from forms.fields.reading import read_answers
from forms.maps.places import public_places
from forms.maps.points import Point
from forms.models import MapBackground
from tests.forms.fields.asking import FIELD, ID, Asked, ask

POINT = f"{FIELD}_point"
HERE = "46.58021, 0.34037"
KINDS = ("place", "map_point")


def sent(asked: Asked, **parts: str) -> QuestionForm:
    """Return the form with an ``address`` and a ``point`` as a browser sends them."""
    data = QueryDict(mutable=True)
    data[FIELD] = parts.get("address", "")
    data[POINT] = parts.get("point", "")
    return QuestionForm(asked.stream, offers_contact=False, publishes=True, data=data)


def kept(asked: Asked, **parts: str) -> Any:
    form = sent(asked, **parts)
    assert form.is_valid(), form.errors
    return form.answers().get(ID)


def why_not(asked: Asked, **parts: str) -> str:
    form = sent(asked, **parts)
    assert not form.is_valid()
    return " ".join(form.errors[FIELD])


def test_an_address_alone_is_enough() -> None:
    asked = ask("place", required=True)
    assert asked.stores("  3 place de la Gare ") == {"address": "3 place de la Gare"}
    assert kept(asked, address="3 place de la Gare") == {"address": "3 place de la Gare"}


def test_a_point_is_kept_beside_it_to_a_metre() -> None:
    assert kept(ask("place"), address="La gare", point="46.580213456, 0.340371") == {
        "address": "La gare",
        "point": [46.58021, 0.34037],
    }


def test_a_point_alone_is_a_place_too() -> None:
    asked = ask("place", required=True)
    stored = kept(asked, point=HERE)
    assert stored == {"point": [46.58021, 0.34037]}
    with override("en"):
        assert asked.shows(stored) == ("A point on the map",)


def test_nothing_is_no_answer_unless_it_is_compulsory() -> None:
    assert kept(ask("place")) is None
    assert kept(ask("place"), address=" \u200b ") is None
    assert "obligatoire" in why_not(ask("place", required=True))
    assert "obligatoire" in why_not(ask("place", required=True), address="\u200b")


@pytest.mark.parametrize(
    "wrong",
    [
        "46.5",
        "46.5,",
        ", 0.3",
        "91, 0",
        "-90.1, 0",
        "46, 181",
        "46, -180.5",
        "nord, sud",
        "46.5, 0.3, 12",
        "nan, nan",
        "inf, 0",
        "1e1, 1e1",
        "٤٦, ٠",
        "[46.5, 0.3]",
        "4" * 50_000 + ", 1",
        "46.5, 0." + "3" * 50_000,
    ],
)
def test_half_a_point_or_one_outside_the_world_is_refused_and_taken_out_of_the_form(wrong: str) -> None:
    asked = ask("place")
    form = sent(asked, address="La gare", point=wrong)
    assert not form.is_valid()
    with override("en"):
        assert "point on the map could not be read" in " ".join(form.errors[FIELD])
    # Nobody sees the point, so nobody could correct it: sending the form again is enough.
    shown = form[FIELD].subwidgets[0].data["subwidgets"]
    assert shown[0]["value"] == "La gare"
    assert not shown[1]["value"]


def test_an_address_is_one_line_of_bounded_length_without_invisible_characters() -> None:
    assert ask("place").stores("La gare\r\nVaubrun") == {"address": "La gare Vaubrun"}
    assert "250" in why_not(ask("place"), address="a" * 251)
    assert "invisibles" in why_not(ask("place"), address="La \x07gare")


def test_two_points_for_one_place_are_told_and_not_dropped() -> None:
    asked = ask("place")
    data = QueryDict(mutable=True)
    data[FIELD] = "La gare"
    data.setlist(POINT, [HERE, "47.0, 1.0"])
    form = QuestionForm(asked.stream, offers_contact=False, publishes=True, data=data)
    assert not form.is_valid()
    assert HERE in " ".join(form.errors[FIELD])


def test_a_point_may_be_written_after_the_address_as_files_do() -> None:
    asked = ask("place")
    assert asked.stores(f"La gare ({HERE})") == {"address": "La gare", "point": [46.58021, 0.34037]}
    assert asked.stores(HERE) == {"point": [46.58021, 0.34037]}
    # What only looks like it is an address.
    assert asked.stores("12, 3") == {"address": "12, 3"}
    assert asked.stores("La gare (près du n° 4)") == {"address": "La gare (près du n° 4)"}


def test_an_answer_goes_back_into_the_form_as_it_was() -> None:
    asked = ask("place")
    stored = {"address": "La gare", "point": [46.58021, 0.34037]}
    assert asked.block.initial(stored) == ["La gare", HERE]
    form = QuestionForm(
        asked.stream, offers_contact=False, publishes=True, initial={FIELD: asked.block.initial(stored)}
    )
    parts = form[FIELD].subwidgets[0].data["subwidgets"]
    assert [part["value"] for part in parts] == ["La gare", HERE]


def test_the_address_is_read_and_the_point_lies_beside_it() -> None:
    asked = ask("place", published=True)
    (answer,) = read_answers(asked.stream, {ID: {"address": "La gare", "point": [46.58021, 0.34037]}})
    assert answer.lines == ("La gare",)
    assert answer.point == Point(46.58021, 0.34037)
    assert str(answer.point) == HERE


@pytest.mark.parametrize(
    "foreign",
    [
        "La gare",
        3,
        [],
        {},
        {"address": 3},
        {"point": [1]},
        {"point": [True, 1]},
        {"point": ["a", "b"]},
        {"point": [99, 1]},
    ],
)
def test_what_another_form_kept_under_its_id_is_no_place(foreign: Any) -> None:
    asked = ask("place")
    assert asked.shows(foreign) == ()
    assert asked.block.point(foreign) is None


def test_a_place_is_private_and_erased_in_time_unless_the_editor_publishes_it() -> None:
    assert not ask("place").value.get("published")
    assert ask("place").block.is_free_text
    assert not ask("place").block.is_countable
    assert ask("place", published=True).form().published_fields == {FIELD}


class TestAPointIsAskedForFirst:
    """A question of the type “point on a map”: what is kept and read is that of any place."""

    def test_a_point_or_words_or_coordinates_answer_it(self) -> None:
        asked = ask("map_point", required=True)
        point = {"point": [46.58021, 0.34037]}
        assert kept(asked, point=HERE) == point
        assert kept(asked, address=HERE) == point
        assert kept(asked, address="La gare") == {"address": "La gare"}
        assert not sent(asked).is_valid()

    @pytest.mark.django_db
    def test_the_map_stands_before_the_line_that_does_without_it(self) -> None:
        shown = render_crispy_form(sent(ask("map_point"), address="Chez Léa"))
        assert shown.index(POINT) < shown.index(f'name="{FIELD}"')
        assert 'value="Chez Léa"' in shown

    @pytest.mark.django_db
    def test_its_map_is_open_and_that_of_a_place_waits(self) -> None:
        MapBackground.objects.create(
            site=Site.objects.get(is_default_site=True),
            tile_url="/tiles/{z}/{x}/{y}.png",
            attribution="Mairie",
        )
        request = RequestFactory().get("/")
        pages = {kind: render_crispy_form(sent(ask(kind)), context={"request": request}) for kind in KINDS}
        assert "data-map-at-once" in pages["map_point"]
        assert "data-map-pick" in pages["place"]
        assert "data-map-at-once" not in pages["place"]

    def test_it_lies_on_the_map_of_its_page(self) -> None:
        asked = ask("map_point", published=True)
        assert public_places(asked.stream) == [ID]
        (answer,) = read_answers(asked.stream, {ID: {"point": [46.58021, 0.34037]}})
        assert answer.point == Point(46.58021, 0.34037)
