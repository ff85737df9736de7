"""An authority gives the portal its colours, its type and its footer, and pages stay readable."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation
from wagtail.models import Site
from wagtail.test.utils.form_data import streamfield

from portal.branding import colours, readability
from portal.branding.models import SiteIdentity
from portal.branding.palettes import BANDS
from portal.branding.stylesheet import Choice, render
from portal.branding.typefaces import Typeface
from tests.factories import pages
from tests.portal.test_identity_settings import address, sent
from tests.portal.test_palettes import colours as drawn
from tests.portal.test_palettes import contrast

# Bright, dark, grey and saturated ones.
MAIN_COLOURS = ["#0b5a68", "#000000", "#7a1fa2", "#b3261e", "#5f6368", "#00695c", "#1a237e"]


def identity(**values: object) -> SiteIdentity:
    """Return the settings of the default site with these values."""
    pages.site()
    found = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    for name, value in values.items():
        setattr(found, name, value)
    found.save()
    return found


def page(client: Client, path: str = "/") -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def own_stylesheet(client: Client) -> str | None:
    links = [str(link["href"]) for link in page(client).select("link[rel=stylesheet]")]
    return next((link for link in links if link.startswith("/identity-")), None)


def declared(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


def shades(choice: Choice, scheme: str) -> dict[str, str]:
    """Return every colour of a page as the cascade decides: the static files, then the site's own."""
    light, _, dark = render(choice).partition("@media")
    own = declared(light) | (declared(dark) if scheme == "dark" else {})
    return drawn(choice.palette, scheme) | own


PAIRS = [
    ("accent", "ground"),
    ("accent", "ground-soft"),
    ("accent", "ground-raised"),
    ("accent", "accent-soft"),
    ("accent-hover", "ground"),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("ink", "accent-soft"),
    ("ink-soft", "accent-soft"),
    ("on-band", "band"),
    ("on-band-soft", "band"),
    ("sun", "band"),
    ("on-sun", "sun"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("main", MAIN_COLOURS)
def test_everything_derived_from_a_readable_colour_is_readable(main: str, scheme: str) -> None:
    choice = Choice(main=main)
    if list(readability.faults(choice)):
        pytest.fail(f"{main} was to be readable")
    values = shades(choice, scheme)
    poor = [
        f"{front} on {back}: {contrast(values[front], values[back]):.2f}"
        for front, back in PAIRS
        if contrast(values[front], values[back]) < 4.5
    ]
    assert poor == []


def test_the_grounds_are_those_of_the_style_sheets() -> None:
    names = ("ground", "ground-soft", "ground-raised")
    assert tuple(drawn("lagoon", "light")[name] for name in names) == colours.LIGHT_GROUNDS
    assert tuple(drawn("lagoon", "dark")[name] for name in names) == colours.DARK_GROUNDS
    assert {palette: drawn(palette, "light")["band"] for palette in BANDS} == BANDS
    assert drawn("lagoon", "light")["sun"] == colours.HIGHLIGHT


@pytest.mark.parametrize(
    ("values", "field", "ratio"),
    [
        ({"main": "#f7c544"}, "main_colour", contrast("#f7c544", "#f2f5f5")),
        ({"main": "#767676"}, "main_colour", contrast("#767676", "#f2f5f5")),
        ({"main_dark": "#0b5a68"}, "main_colour_dark", contrast("#0b5a68", "#1a282c")),
        ({"band": "#7fd0dc"}, "band_colour", contrast("#7fd0dc", "#ffffff")),
        ({"highlight": "#0b5a68"}, "highlight_colour", contrast("#0b5a68", BANDS["lagoon"])),
    ],
)
def test_a_colour_that_cannot_be_read_is_named_with_its_ratio(
    values: dict[str, str], field: str, ratio: float
) -> None:
    with translation.override("en"):
        found = [fault for fault in readability.faults(Choice(**values)) if fault.field == field]
    said = re.search(r"is ([0-9.]+) to 1", found[0].message)
    assert float(said[1]) == pytest.approx(ratio, abs=0.01)
    assert "4.5 to 1" in found[0].message


@pytest.mark.parametrize("values", [{"main": "#f7c544"}, {"main_dark": "#333333"}, {"band": "#9a9a9a"}])
def test_the_colour_that_is_proposed_instead_is_taken(values: dict[str, str]) -> None:
    fault = next(readability.faults(Choice(**values)))
    proposed = re.findall(r"#[0-9a-f]{6}", fault.message)[-1]
    assert not list(readability.faults(Choice(**dict.fromkeys(values, proposed))))


@pytest.mark.django_db
class TestInTheAdmin:
    """What the form of the settings says and takes."""

    @pytest.fixture(autouse=True)
    def signed_in(self, client: Client) -> None:
        client.force_login(get_user_model().objects.create_superuser("redaction", "r@example.org", "x"))

    def test_pale_links_are_refused_in_french_with_figures(self, client: Client) -> None:
        answer = client.post(address(), sent(main_colour="#F7C544"))
        assert answer.status_code == 200
        shown = BeautifulSoup(answer.content, "html.parser")
        errors = " ".join(error.get_text(" ") for error in shown.select(".error-message"))
        assert "1,47" in errors
        assert "4,5" in errors
        assert shown.select_one("input[name=main_colour]")["value"] == "#F7C544"
        assert not SiteIdentity.objects.filter(main_colour="#f7c544").exists()

    def test_what_is_no_colour_is_refused(self, client: Client) -> None:
        answer = client.post(address(), sent(main_colour="bleu;}"))
        assert answer.status_code == 200
        assert not SiteIdentity.objects.exclude(main_colour="").exists()

    def test_colours_reach_the_pages_as_a_file_of_their_own(self, client: Client) -> None:
        answer = client.post(address(), sent(main_colour="#7A1FA2", highlight_colour="#ffe082"))
        assert answer.status_code == 302
        visitor = Client()
        link = own_stylesheet(visitor)
        assert link is not None
        css = visitor.get(link)
        assert css["Content-Type"].startswith("text/css")
        assert "immutable" in css["Cache-Control"]
        assert "max-age=31536000" in css["Cache-Control"]
        assert "#7a1fa2" in css.content.decode()
        assert not visitor.cookies

        client.post(address(), sent(main_colour="#1a237e"))
        assert own_stylesheet(visitor) != link
        # A page that a cache still holds names the old address: it gets today's colours, for a while.
        stale = visitor.get(link)
        assert "#1a237e" in stale.content.decode()
        assert stale["Cache-Control"] == "public, max-age=60"

    def test_a_footer_link_leads_somewhere(self, client: Client) -> None:
        answer = client.post(address(), sent(footer=column("Le département", {"title": "Rien"})))
        assert answer.status_code == 200
        assert not SiteIdentity.objects.exclude(footer=[]).exists()

    def test_columns_stand_in_the_footer(self, client: Client) -> None:
        linked = pages.content_page("Nos engagements")
        links = [{"page": str(linked.pk)}, {"title": "Le conseil", "url": "https://www.example.org/"}]
        answer = client.post(address(), sent(footer=column("Le département", *links)))
        assert answer.status_code == 302
        foot = page(Client()).footer
        nav = foot.select_one("nav[aria-label='Le département']")
        assert [(link.get_text(), link["href"]) for link in nav.select("a")] == [
            ("Nos engagements", linked.url),
            ("Le conseil", "https://www.example.org/"),
        ]
        linked.unpublish()
        assert "Nos engagements" not in page(Client()).footer.get_text()


def column(heading: str, *links: dict[str, str]) -> dict[str, object]:
    """Return one French column as the form sends it."""
    rows = [{"title": "", "page": "", "url": "", **link} for link in links]
    items: dict[str, object] = {"count": len(rows)}
    for number, row in enumerate(rows):
        items[str(number)] = {"deleted": "", "order": str(number), "type": "item", "id": "", "value": row}
    return streamfield([("column", {"language": "fr", "heading": heading, "links": items})])


@pytest.mark.django_db
def test_a_portal_in_a_palette_and_the_standard_type_loads_no_file_more(client: Client) -> None:
    identity(palette="plum")
    assert own_stylesheet(client) is None
    assert page(client).select_one("link[rel=preload]")["href"].endswith(".woff2")


@pytest.mark.django_db
def test_the_reader_s_own_type_is_not_loaded(client: Client) -> None:
    identity(typeface=Typeface.SERIF)
    link = own_stylesheet(client)
    assert link is not None
    assert "serif" in client.get(link).content.decode()
    assert not page(client).select("link[rel=preload]")


@pytest.mark.django_db
def test_the_bar_of_a_browser_takes_the_colour_of_the_band(client: Client) -> None:
    identity(palette="brick")
    assert page(client).select_one("meta[name=theme-color]")["content"] == BANDS["brick"]


@pytest.mark.django_db
def test_the_foot_says_what_the_accessibility_statement_concludes(client: Client) -> None:
    statement = pages.content_page("Déclaration d’accessibilité")
    identity(accessibility_statement=statement, conformity="partial")
    with translation.override("en"):
        title = SiteIdentity.objects.get().legal_pages[0].title
    assert title == "Accessibility: partially compliant"
    assert len(page(client).footer.select(f"a[href='{statement.url}']")) == 1


@pytest.mark.django_db
def test_paper_stays_black_on_white_whatever_the_colours(client: Client) -> None:
    identity(main_colour="#7a1fa2")
    sheets = [str(link["href"]) for link in page(client).select("link[rel=stylesheet]")]
    own = next(number for number, link in enumerate(sheets) if link.startswith("/identity-"))
    assert sheets[own + 1].endswith("print.css")
    assert ":root:root" in (settings.BASE_DIR / "static/css/print.css").read_text()
