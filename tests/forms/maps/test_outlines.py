"""Outlines of territories: what is taken, and what maps are told."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from forms.maps.geojson import MOST_POSITIONS, clean_outline
from forms.maps.outlines import outlines_digest
from forms.models import Territory
from tests.factories.forms import territory
from tests.factories.pages import site
from tests.factories.translations import translate

RING = [[2.0, 45.0], [2.5, 45.0], [2.5, 45.4], [2.0, 45.0]]
AREA = {"type": "Polygon", "coordinates": [RING]}


class TestWhatIsTaken:
    def test_an_area_with_its_holes_and_one_of_several_parts(self) -> None:
        hole = {"type": "Polygon", "coordinates": [RING, RING]}
        parts = {"type": "MultiPolygon", "coordinates": [[RING], [RING]]}
        assert clean_outline(hole) == hole
        assert clean_outline(parts) == parts

    def test_the_feature_of_a_file_without_what_else_it_says(self) -> None:
        feature = {"type": "Feature", "properties": {"nom": "Vaubrun", "code": "1"}, "geometry": AREA}
        assert clean_outline(feature) == AREA
        assert clean_outline({"type": "FeatureCollection", "features": [feature]}) == AREA

    def test_positions_to_a_metre_and_no_heights(self) -> None:
        fine = [[2.00000123, 45, 612.5], *RING[1:3], [2.00000123, 45, 612.5]]
        assert clean_outline({"type": "Polygon", "coordinates": [fine]}) == AREA

    @pytest.mark.parametrize("nothing", [None, "", {}, []])
    def test_nothing_at_all(self, nothing: Any) -> None:
        assert clean_outline(nothing) is None

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ("POLYGON((2 45))", "malformed"),
            ([1], "malformed"),
            ({"type": "Point", "coordinates": [2, 45]}, "kind"),
            ({"type": "Polygon"}, "malformed"),
            ({"type": "Polygon", "coordinates": []}, "malformed"),
            ({"type": "Polygon", "coordinates": [RING[:3]]}, "open"),
            ({"type": "Polygon", "coordinates": [[*RING[:3], [2.1, 45]]]}, "open"),
            ({"type": "Polygon", "coordinates": [[[2, 45, 0, 0]] * 4]}, "malformed"),
            ({"type": "Polygon", "coordinates": [[["2", "45"]] * 4]}, "degrees"),
            ({"type": "Polygon", "coordinates": [[[True, False]] * 4]}, "degrees"),
            ({"type": "Polygon", "coordinates": [[[450_000, 6_500_000]] * 4]}, "degrees"),
            ({"type": "Polygon", "coordinates": [[[2, 91]] * 4]}, "degrees"),
            ({"type": "Polygon", "coordinates": [[[float("nan"), 45]] * 4]}, "degrees"),
            ({"type": "MultiPolygon", "coordinates": [RING]}, "malformed"),
            ({"type": "Polygon", "coordinates": [[[2, 45]] * (MOST_POSITIONS + 1)]}, "too_many"),
            ({"type": "FeatureCollection", "features": [AREA, AREA]}, "many"),
            ({"type": "Feature", "geometry": None}, "malformed"),
        ],
    )
    def test_nothing_else(self, wrong: Any, code: str) -> None:
        with pytest.raises(ValidationError) as refused:
            clean_outline(wrong)
        assert refused.value.code == code


@pytest.mark.django_db
class TestInTheAdmin:
    def address(self, label: Territory) -> str:
        return reverse(Territory.snippet_viewset.get_url_name("edit"), args=[label.pk])

    def test_an_outline_is_pasted_into_the_territory(self, admin_client: Client) -> None:
        site()
        label = territory("Vaubrun")
        sent = {"name": "Vaubrun", "outline": json.dumps({"type": "Feature", "geometry": AREA})}
        assert admin_client.post(self.address(label), sent).status_code == 302
        label.refresh_from_db()
        assert label.outline == AREA

    @pytest.mark.parametrize("text", ['{"type": "Polygon"', '{"type": "Polygon"}', "[[2, 45]]", "<svg>"])
    def test_what_is_none_is_refused_beside_the_field(self, text: str, admin_client: Client) -> None:
        site()
        label = territory("Vaubrun")
        response = admin_client.post(self.address(label), {"name": "Vaubrun", "outline": text})
        assert response.status_code == 200
        assert response.context["form"].errors["outline"]
        label.refresh_from_db()
        assert label.outline is None


@pytest.mark.django_db
class TestWhatMapsAreTold:
    def told(self, client: Client) -> dict[str, Any]:
        response = client.get(reverse("outlines"))
        assert response["Content-Type"] == "application/geo+json"
        return json.loads(response.content)

    def test_the_outlines_with_their_names_and_nothing_else(self, client: Client) -> None:
        site()
        Territory.objects.filter(pk=territory("Vaubrun").pk).update(outline=AREA)
        territory("Sans contour")
        assert self.told(client) == {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {"name": "Vaubrun"}, "geometry": AREA}],
        }

    def test_the_names_in_the_readers_language(self, client: Client) -> None:
        site()
        label = territory("Nord")
        label.outline = AREA
        label.save()
        translate(label, {"Nord": "North"})
        assert self.told(client)["features"][0]["properties"]["name"] == "Nord"
        with override("en"):
            (feature,) = self.told(client)["features"]
        assert feature["properties"]["name"] == "North"
        assert feature["geometry"] == AREA

    def test_they_are_kept_for_good_under_the_address_that_names_them(self, client: Client) -> None:
        site()
        Territory.objects.filter(pk=territory("Vaubrun").pk).update(outline=AREA)
        named = f"{reverse('outlines')}?v={outlines_digest()}"
        assert "immutable" in client.get(named)["Cache-Control"]
        other = client.get(f"{reverse('outlines')}?v=other")
        assert "immutable" not in other["Cache-Control"]
        again = client.get(reverse("outlines"), headers={"If-None-Match": other["ETag"]})
        assert again.status_code == 304
        assert not again.content

    def test_they_are_read_in_one_query_and_then_from_the_cache(self, client: Client) -> None:
        site()
        Territory.objects.filter(pk=territory("Vaubrun").pk).update(outline=AREA)
        with CaptureQueriesContext(connection) as first:
            self.told(client)
        with CaptureQueriesContext(connection) as second:
            self.told(client)
        assert sum("territory" in each["sql"] for each in first) == 1
        assert not any("territory" in each["sql"] for each in second)

    def test_an_outline_that_was_changed_is_shown_at_once_where_it_was_changed(self, client: Client) -> None:
        site()
        label = territory("Vaubrun")
        assert self.told(client)["features"] == []
        label.outline = AREA
        label.save()
        assert len(self.told(client)["features"]) == 1
        label.delete()
        assert self.told(client)["features"] == []
