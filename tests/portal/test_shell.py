"""What surrounds every public page: landmarks, names, languages, menu, the way back up."""

import itertools
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import timezone
from django.views.defaults import server_error
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, Site

from forms.moderation.services import publish
from portal.branding.models import SiteIdentity, SiteIdentityText
from tests.factories import pages
from tests.factories.forms import send

pytestmark = pytest.mark.django_db


def soup(client: Client, path: str, status: int = 200) -> BeautifulSoup:
    """Return a page of the portal, read."""
    answer = client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}"
    return BeautifulSoup(answer.content, "html.parser")


def in_english(page: Page, title: str) -> Page:
    """Return the English version of a page, published under its parent's."""
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    for ancestor in english.get_ancestors().filter(live=False, depth__gt=1).specific():
        ancestor.save_revision().publish()
    english.title = title
    english.save_revision().publish()
    return english


@pytest.fixture
def identity() -> SiteIdentity:
    pages.site()
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.organisation = "Département de Valmoire"
    identity.contact_email = "participation@valmoire.example"
    identity.contact_phone = "+33 5 55 00 00 00"
    identity.contact_address = "1 place du Parvis"
    identity.save()
    return identity


@pytest.fixture
def public_paths() -> list[str]:
    """One address of each kind that the public can open."""
    now = timezone.now()
    call = pages.call_for_ideas(show_in_menus=True)
    idea = send(call, {"title": "Des bancs", "idea": "Pour s’asseoir."})
    publish(idea, by=None)
    consultation = pages.consultation()
    publish(send(consultation, {"opinion": "Très bien."}), by=None)
    questionnaire = pages.questionnaire()
    shown = [
        pages.site(),
        call,
        consultation,
        questionnaire,
        pages.results(parent=questionnaire),
        pages.consultation("Terminée", closes_at=now),
        pages.questionnaire("À venir", opens_at=now.replace(year=now.year + 1)),
    ]
    own = ["/suivi/", "/recherche/", "/recherche/?q=bancs", "/recherche/?q=introuvable", "/inconnue/"]
    return [*(page.url for page in shown), call.contribution_url(idea), *own]


def write(identity: SiteIdentity, **texts: str) -> None:
    """Add the texts of a site in one language."""
    SiteIdentityText.objects.create(identity=identity, **texts)


def faults(page: BeautifulSoup) -> list[str]:
    """Return what is wrong with the structure of a page."""
    found = []
    if len(page.find_all("h1")) != 1:
        found.append("not one h1")
    if not (page.html and page.html.get("lang") == "fr"):
        found.append("no language")
    if not (page.title and page.title.get_text(strip=True)):
        found.append("no title")
    found += [f"not one {name}" for name in ("main", "header", "footer") if len(page.find_all(name)) < 1]
    skip = page.select_one(".skip-links a")
    if not (skip and page.select_one(str(skip["href"]))):
        found.append("no skip link")
    ids = [element["id"] for element in page.find_all(id=True)]
    found += [f"id {each} twice" for each in set(ids) if ids.count(each) > 1]
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile("^h[1-6]$"))]
    found += [f"h{b} after h{a}" for a, b in itertools.pairwise(levels) if b > a + 1]
    found += [f"image without alt: {image}" for image in page.find_all("img") if not image.has_attr("alt")]
    found += [
        f"navigation without a name: {nav}" for nav in page.find_all("nav") if not nav.get("aria-label")
    ]
    labelled = {label.get("for") for label in page.find_all("label")}
    fields = page.select("input:not([type=hidden]), select, textarea")
    found += [f"field without label: {field}" for field in fields if field.get("id") not in labelled]
    found += [f"reference to no id: {name}" for name in references(page) if name not in ids]
    # The content policy would drop them without a word.
    found += [f"style attribute: {element.name}" for element in page.find_all(style=True)]
    found += ["inline script" for script in page.find_all("script") if not script.get("src")]
    found += ["inline style" for _style in page.find_all("style")]
    return found


def references(page: BeautifulSoup) -> list[str]:
    """Return the ids that attributes for assistive technology point at."""
    names = ("aria-labelledby", "aria-describedby", "for")
    return [
        each for name in names for element in page.find_all(**{name: True}) for each in element[name].split()
    ]


def test_every_public_page_is_well_built(client: Client, public_paths: list[str]) -> None:
    problems = {}
    for path in public_paths:
        answer = client.get(path)
        assert answer.status_code in (200, 404)
        problems[path] = faults(BeautifulSoup(answer.content, "html.parser"))
    assert {path: found for path, found in problems.items() if found} == {}


def test_every_public_page_has_a_title_of_its_own(client: Client, public_paths: list[str]) -> None:
    titles = [soup(client, path, 404 if "inconnue" in path else 200).title for path in public_paths]
    texts = [title.get_text(strip=True) for title in titles if title]
    assert len(set(texts)) == len(public_paths)


def test_pages_ask_nothing_of_other_sites(client: Client, public_paths: list[str]) -> None:
    for path in public_paths:
        page = BeautifulSoup(client.get(path).content, "html.parser")
        loaded = page.select("script, img, link[rel=stylesheet], link[rel=preload], link[rel=icon]")
        addresses = [str(element.get("src") or element.get("href")) for element in loaded]
        assert [address for address in addresses if not address.startswith("/static/")] == []


def test_the_settings_stand_in_the_header_and_the_footer(client: Client, identity: SiteIdentity) -> None:
    write(identity, language="fr", name="Je participe", tagline="Avec vous", introduction="Pour décider.")
    page = soup(client, "/")
    assert "Je participe" in page.header.get_text()
    assert "Avec vous" in page.header.get_text()
    assert "Je participe" in page.title.get_text()
    foot = page.footer.get_text()
    for text in ("Pour décider.", "Département de Valmoire", "1 place du Parvis", "+33 5 55 00 00 00"):
        assert text in foot
    assert page.select_one("footer a[href='tel:+33555000000']")
    assert page.select_one("footer a[href='mailto:participation@valmoire.example']")
    assert page.select_one("footer a[href='/suivi/']")


def test_the_logo_stands_beside_the_name_and_repeats_nothing(
    client: Client, identity: SiteIdentity, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    identity.logo = Image.objects.create(title="Logo", file=get_test_image_file(size=(640, 480)))
    identity.save()
    logo = soup(client, "/").select_one("header img")
    assert logo["src"].endswith(".webp")
    assert logo["alt"] == ""
    assert (logo["width"], logo["height"]) == ("160", "120")


def test_the_palette_is_named_on_the_page(client: Client, identity: SiteIdentity) -> None:
    identity.palette = "plum"
    identity.save()
    assert soup(client, "/").html["data-palette"] == "plum"


def test_texts_follow_the_language_and_fall_back_on_the_first_one(
    client: Client, identity: SiteIdentity
) -> None:
    in_english(pages.site(), "Welcome")
    write(identity, language="fr", name="Je participe", tagline="Avec vous")
    write(identity, language="en", name="Taking part", tagline="")
    page = soup(client, "/en/")
    assert "Taking part" in page.header.get_text()
    assert "Avec vous" in page.header.get_text()


def test_two_sets_of_texts_in_one_language_are_refused(identity: SiteIdentity) -> None:
    write(identity, language="fr", name="Je participe")
    with pytest.raises(ValidationError):
        SiteIdentityText(identity=identity, language="fr").full_clean()


def test_a_portal_without_settings_still_has_a_name_and_a_notice() -> None:
    texts = SiteIdentity().texts
    assert texts.name
    assert all((texts.notice_controller, texts.notice_legal_basis, texts.notice_rights, texts.notice_officer))


def test_default_texts_never_let_markup_in() -> None:
    assert "<script>" not in SiteIdentity(organisation="<script>").texts.notice_controller


def test_only_live_legal_pages_are_listed_in_the_reader_s_language(
    client: Client, identity: SiteIdentity
) -> None:
    identity.legal_notice = pages.results("Mentions légales")
    identity.privacy_policy = pages.results("Vos données")
    identity.accessibility_statement = pages.results("Brouillon")
    identity.accessibility_statement.unpublish()
    identity.save()
    in_english(identity.legal_notice, "Legal notice")
    french = soup(client, "/").footer.get_text()
    assert "Mentions légales" in french
    assert "Vos données" in french
    assert "Brouillon" not in french
    english = soup(client, "/en/").footer.get_text()
    assert "Legal notice" in english
    assert "Vos données" in english


def languages_of(page: BeautifulSoup) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in page.select(".languages a")}


def test_the_language_switch_leads_to_the_same_page(client: Client) -> None:
    call = pages.call_for_ideas("Vos idées")
    english = in_english(call, "Your ideas")
    page = soup(client, call.url)
    assert languages_of(page) == {"fr": call.url, "en": english.url}
    current = page.select_one(".languages [aria-current]")
    assert current["hreflang"] == "fr"
    assert soup(client, english.url).html["lang"] == "en"


def test_the_language_switch_keeps_to_the_contribution_below_a_page(client: Client) -> None:
    call = pages.call_for_ideas("Vos idées")
    english = in_english(call, "Your ideas")
    idea = send(call, {"title": "Des bancs", "idea": "Pour s’asseoir."})
    publish(idea, by=None)
    address = languages_of(soup(client, call.contribution_url(idea)))["en"]
    assert address == english.contribution_url(idea)
    assert "Des bancs" in soup(client, address).h1.get_text()


def test_a_page_that_is_not_translated_leads_to_the_other_home_page(client: Client) -> None:
    in_english(pages.site(), "Welcome")
    call = pages.call_for_ideas("Vos idées")
    assert languages_of(soup(client, call.url))["en"] == "/en/"


def test_pages_outside_the_tree_are_at_hand_in_each_language(client: Client) -> None:
    in_english(pages.site(), "Welcome")
    assert languages_of(soup(client, "/suivi/")) == {"fr": "/suivi/", "en": "/en/suivi/"}
    assert languages_of(soup(client, "/recherche/?q=v%C3%A9lo"))["en"] == "/en/search/?q=v%C3%A9lo"


def test_search_engines_are_told_of_the_translations(client: Client) -> None:
    call = pages.call_for_ideas("Vos idées")
    english = in_english(call, "Your ideas")
    links = soup(client, call.url).select("link[rel=alternate][hreflang]")
    assert {link["hreflang"]: link["href"] for link in links} == {"fr": call.full_url, "en": english.full_url}


def test_the_menu_holds_what_editors_put_in_it(client: Client) -> None:
    shown = pages.call_for_ideas("Au menu", show_in_menus=True)
    pages.call_for_ideas("Hors menu")
    page = soup(client, shown.url)
    menus = [
        [link.get_text(strip=True) for link in nav.select("a")]
        for nav in page.select(".main-nav, .menu__panel")
    ]
    assert menus == [["Au menu"], ["Au menu"]]
    assert page.select_one(".main-nav [aria-current=page]")["href"] == shown.url


def test_the_menu_leaves_out_what_not_everybody_may_read(client: Client) -> None:
    closed = pages.call_for_ideas("Réservé", show_in_menus=True)
    closed.view_restrictions.create(restriction_type="login")
    shown = pages.call_for_ideas("Ouvert", show_in_menus=True)
    links = soup(client, shown.url).select(".main-nav a")
    assert [link.get_text(strip=True) for link in links] == ["Ouvert"]


def test_breadcrumbs_lead_back_to_the_home_page(client: Client) -> None:
    questionnaire = pages.questionnaire()
    results = pages.results(parent=questionnaire)
    trail = [link["href"] for link in soup(client, results.url).select(".breadcrumbs a")]
    assert trail == ["/", questionnaire.url]
    assert not soup(client, "/").select(".breadcrumbs")


def test_the_shell_costs_the_same_whatever_the_menu_holds(
    client: Client, identity: SiteIdentity, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def queries(number: int) -> int:
        for each in range(number):
            pages.results(f"Page {number} {each}", show_in_menus=True)
        client.get("/suivi/")
        with django_assert_max_num_queries(12) as counted:
            client.get("/suivi/")
        return len(counted)

    assert queries(1) == queries(6)


@pytest.mark.parametrize(("path", "language"), [("/inconnue/", "fr"), ("/en/unknown/", "en")])
def test_a_page_that_is_not_there_is_said_in_the_reader_s_language(
    client: Client, path: str, language: str
) -> None:
    in_english(pages.site(), "Welcome")
    page = soup(client, path, 404)
    assert page.html["lang"] == language
    assert "404" in page.main.get_text()
    assert page.select_one("main a[href='/en/']" if language == "en" else "main a[href='/']")


def test_a_parameter_that_means_nothing_is_refused_with_a_page(client: Client) -> None:
    call = pages.call_for_ideas()
    page = soup(client, f"{call.url}?before=autre", 400)
    assert "400" in page.main.get_text()


def test_a_request_without_its_token_is_refused_with_a_page() -> None:
    pages.site()
    answer = Client(enforce_csrf_checks=True).post("/suivi/", {"code": "x"})
    assert answer.status_code == 403
    assert BeautifulSoup(answer.content, "html.parser").html["lang"] == "fr"


def test_the_page_of_a_failure_needs_no_database(
    django_assert_num_queries: DjangoAssertNumQueries, rf: RequestFactory
) -> None:
    with django_assert_num_queries(0):
        answer = server_error(rf.get("/"))
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 500
    assert page.html["lang"] == "fr"
    assert "500" in page.main.get_text()


def test_a_page_behind_a_password_asks_for_it_in_the_portal_s_own_dress(client: Client) -> None:
    call = pages.call_for_ideas()
    call.view_restrictions.create(restriction_type="password", password="secret")
    page = soup(client, call.url)
    assert page.select_one("input[type=password]")
    assert page.select_one("header.site-header")
    assert call.title not in page.main.get_text()
