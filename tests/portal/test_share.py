"""A page or a contribution that is passed on shows what it is, with a picture drawn here."""

import datetime
import os
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from pytest_django import Settings
from wagtail.images.models import Image as WagtailImage
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction, Site

from forms.models import Submission
from forms.moderation.services import hide, publish
from portal.branding.models import SiteIdentity
from portal.share.picture import FOLDER, HEIGHT, WIDTH, Picture, draw
from portal.share.services import KEEP, forget_old_pictures
from tests.factories import pages
from tests.factories.forms import send

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def meta(client: Client, path: str) -> dict[str, str]:
    """Return what a page says of itself to other sites."""
    page = BeautifulSoup(client.get(path).content, "html.parser")
    found = page.select("meta[property], meta[name=description], meta[name^=twitter]")
    return {str(tag.get("property") or tag["name"]): str(tag["content"]) for tag in found}


def opened(client: Client, address: str) -> Image.Image:
    answer = client.get(address.removeprefix(HOST))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "public, max-age=86400"
    return Image.open(BytesIO(answer.content))


def idea(title: str = "Des bancs", text: str = "Pour s’asseoir à l’ombre.") -> tuple[Submission, str]:
    call = pages.call_for_ideas()
    submission = send(call, {"title": title, "idea": text})
    publish(submission, by=None)
    return submission, call.contribution_url(submission)


def test_a_page_says_its_title_its_lead_and_its_address(client: Client) -> None:
    page = pages.consultation("La place “de la gare”", lead="Donnez votre avis.")
    said = meta(client, page.url)
    assert said["og:title"] == "La place “de la gare”"
    assert said["og:description"] == said["description"] == "Donnez votre avis."
    assert said["og:url"] == page.full_url
    assert said["twitter:card"] == "summary_large_image"
    assert said["og:image"].startswith(HOST)
    assert opened(client, said["og:image"]).size == (WIDTH, HEIGHT)


def test_a_contribution_has_a_picture_of_its_own(client: Client) -> None:
    _submission, path = idea()
    said = meta(client, path)
    assert said["og:title"] == "Des bancs"
    assert said["og:description"] == "Pour s’asseoir à l’ombre."
    assert said["og:type"] == "article"
    first = opened(client, said["og:image"])
    _other, other_path = idea("Un abri à vélos")
    assert opened(client, meta(client, other_path)["og:image"]).tobytes() != first.tobytes()


def test_a_picture_is_drawn_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = meta(client, pages.consultation().url)["og:image"]
    opened(client, address)
    kept = default_storage.listdir(FOLDER)[1]
    assert len(kept) == 1
    before = default_storage.get_modified_time(f"{FOLDER}/{kept[0]}")
    opened(client, address)
    assert default_storage.listdir(FOLDER)[1] == kept
    assert default_storage.get_modified_time(f"{FOLDER}/{kept[0]}") == before


def test_an_older_address_leads_to_the_picture_of_today(client: Client) -> None:
    page = pages.consultation("Avant")
    old = meta(client, page.url)["og:image"].removeprefix(HOST)
    page.title = "Après"
    page.save_revision().publish()
    new = meta(client, page.url)["og:image"].removeprefix(HOST)
    assert old != new
    assert client.get(old)["Location"] == new
    assert client.get(new).status_code == 200


def test_what_is_not_public_has_no_picture(client: Client) -> None:
    submission, path = idea()
    address = meta(client, path)["og:image"].removeprefix(HOST)
    assert client.get(address).status_code == 200
    hide(submission, by=None, reason="off_topic")
    assert client.get(address).status_code == 404

    page = pages.consultation("Pour les agents")
    own = meta(client, page.url)["og:image"].removeprefix(HOST)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(own).status_code == 404
    restriction.delete()
    page.unpublish()
    assert client.get(own).status_code == 404
    assert client.get(f"/share/{2**70}-x.png").status_code == 404


def test_a_contribution_that_not_everybody_may_read_has_no_picture_for_caches(client: Client) -> None:
    submission, path = idea()
    address = meta(client, path)["og:image"].removeprefix(HOST)
    restriction = PageViewRestriction.objects.create(
        page=submission.page, restriction_type="password", password="ouvre-toi"
    )
    session = client.session
    session["passed_page_view_restrictions"] = [restriction.pk]
    session.save()
    assert client.get(path).status_code == 200
    assert client.get(address).status_code == 404


def test_editors_may_choose_one_picture_for_every_page(client: Client) -> None:
    pages.site()
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.social_image = WagtailImage.objects.create(
        title="Le pont", file=get_test_image_file(size=(1400, 900))
    )
    identity.save()
    said = meta(client, pages.consultation().url)
    assert "/media/images/" in said["og:image"]
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")


@pytest.mark.parametrize(
    "title", ["Gare", "Les " * 120, "anticonstitutionnellement" * 12, "L’été, œuvre & co", ""]
)
def test_any_title_makes_a_light_picture(title: str) -> None:
    drawn = draw(Picture(title, title, title, "#0a4853", "#f7c544"))
    assert Image.open(BytesIO(drawn)).size == (WIDTH, HEIGHT)
    assert len(drawn) < 60_000


def test_pictures_are_forgotten_after_a_while() -> None:
    forget_old_pictures()
    old, new = (Picture(title, "", "", "#0a4853", "#f7c544") for title in ("old", "new"))
    for picture in (old, new):
        picture.content()
    then = (datetime.datetime.now(datetime.UTC) - KEEP - datetime.timedelta(hours=1)).timestamp()
    os.utime(default_storage.path(old.name), (then, then))
    forget_old_pictures()
    assert default_storage.listdir(FOLDER)[1] == [Path(new.name).name]


def test_the_ways_to_share_are_plain_links(client: Client) -> None:
    _submission, path = idea("Des bancs & des arbres")
    page = BeautifulSoup(client.get(path).content, "html.parser")
    share = page.select_one("details.share")
    assert share.select_one("#share-address").get_text() == HOST + path
    mail = share.select_one("a[href^='mailto:']")["href"]
    assert mail == "mailto:?subject=Des%20bancs%20%26%20des%20arbres&body=" + (HOST + path).replace(
        ":", "%3A"
    ).replace("/", "%2F")
    # The copying button shows where scripts run.
    assert share.select_one("button[data-copy=share-address]").has_attr("hidden")
    assert not share.select("img, iframe")
