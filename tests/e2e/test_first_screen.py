"""What a telephone shows of the demo's call for ideas before anybody scrolls."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from forms.moderation.services import publish
from pages.demo.blocks import uid
from pages.demo.content import ideas, pact
from pages.demo.made import Made
from tests.e2e.conftest import OpenPage
from tests.factories import pages
from tests.factories.forms import send, territory, theme

pytestmark = pytest.mark.django_db(transaction=True)

WIDTH, HEIGHT = 375, 667
AREA = {"type": "Polygon", "coordinates": [[[1.7, 45.1], [1.8, 45.1], [1.8, 45.2], [1.7, 45.1]]]}


def test_has_the_way_to_take_part_and_the_first_contribution(
    live_server: LiveServer, open_page: OpenPage
) -> None:
    canton = territory("Montérac")
    canton.outline = AREA
    canton.save()
    call = pages.call_for_ideas(
        parent=pages.process(str(pact.FIELDS["title"])),
        closes_at=timezone.now() + datetime.timedelta(days=ideas.CLOSES),
        form=ideas.FORM,
        body=ideas.body(Made({}, {}, {})),
        **ideas.FIELDS,
    )
    labels = {"theme": theme("Nature et eau"), "canton": canton}
    for number in range(3):
        answers = {
            uid(ideas.KEY, "title"): f"Des bancs à l’ombre devant le collège {number}",
            uid(ideas.KEY, "idea"): "On attend le car debout et en plein soleil. " * 4,
            **{uid(ideas.KEY, key): str(label.translation_key) for key, label in labels.items()},
        }
        publish(send(call, answers), by=None)
    page = open_page(width=WIDTH, height=HEIGHT)

    page.goto(f"{live_server.url}{call.url}")

    for shown in (page.locator(".actions .btn-primary"), page.locator(".card-tile__title a").first):
        expect(shown).to_be_visible()
        box = shown.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= HEIGHT
