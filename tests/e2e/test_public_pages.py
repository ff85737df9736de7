"""The public pages in a browser: read by axe, at 320 pixels, in the dark, by keyboard, without scripts."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Page as WagtailPage

from forms.moderation.services import publish
from forms.statistics import refresh
from tests.e2e.conftest import OpenPage
from tests.factories import pages
from tests.factories.forms import question, send, territory, theme

pytestmark = pytest.mark.django_db(transaction=True)

LONG_TEXT_LIMIT = 40


@pytest.fixture
def site(live_server: LiveServer) -> dict[str, str]:
    """Return the address of one page of each kind, by name."""
    mobility, north = theme("Mobilités"), territory("Nord")
    cache.clear()
    call = pages.call_for_ideas(
        show_in_menus=True,
        body=[
            ("rich_text", "<h2>Quelles idées ?</h2><p>Les <a href='https://example.org'>règles</a>.</p>"),
            ("accordion", {"parts": [{"heading": "Qui ?", "text": "<p>Tout le monde.</p>"}]}),
            ("call_to_action", {"heading": "À vous", "button": "Participer", "url": "https://example.org"}),
        ],
        form=[
            question("section", "", id="s", heading="Votre idée", intro="<p>Une par formulaire.</p>"),
            question("short_text", "Titre", id="title", required=True, published=True, max_length=100),
            question("long_text", "Votre idée", id="idea", published=True, max_length=LONG_TEXT_LIMIT),
            question("theme", "Thématique", id="theme", published=True),
            question("territory", "Canton", id="territory", published=True),
        ],
    )
    answers = {"theme": str(mobility.translation_key), "territory": str(north.translation_key)}
    idea = send(call, {"title": "Des bancs", "idea": "Pour s’asseoir.", **answers})
    publish(idea, by=None)
    survey = pages.questionnaire(
        form=[
            question(
                "single_choice", "Quel mode ?", id="mode", options=["À pied", "À vélo"], display="radio"
            ),
            question("multiple_choice", "Quoi d’autre ?", id="more", options=["A", "B", "C"], maximum=2),
            question("scale", "Satisfait ?", id="s", low=0, high=10, low_label="Non", high_label="Oui"),
            question("yes_no", "Une voiture ?", id="car", required=True),
            question("number", "Combien ?", id="n", min_value=0, max_value=9),
            question("date", "Quand ?", id="d"),
            question("email", "Où vous écrire ?", id="mail"),
            question("consent", "J’accepte.", id="ok"),
        ]
    )
    walk, ride = (option.id for option in survey.form[0].value["options"].bound_blocks)
    for mode in (walk, walk, walk, ride):
        send(survey, {"mode": mode, "car": "no"})
    refresh([str(survey.translation_key)])
    results = pages.results(
        parent=survey,
        body=[
            ("key_numbers", {"heading": "La participation", "page": survey}),
            ("question_chart", {"question": f"{survey.translation_key}:mode", "caption": "La marche."}),
            ("contributions", {"heading": "Des idées", "page": call, "number": 3}),
        ],
    )
    shown: dict[str, WagtailPage] = {
        "home": pages.site(),
        "call": call,
        "consultation": pages.consultation(),
        "questionnaire": survey,
        "results": results,
        "closed": pages.consultation("Terminée", closes_at=timezone.now()),
        **_pages_without_a_form(),
    }
    own = {"follow": "/suivi/", "search": "/recherche/?q=bancs", "unknown": "/inconnue/"}
    paths = {name: page.url for name, page in shown.items()} | own
    paths["idea"] = call.contribution_url(idea)
    return {name: f"{live_server.url}{path}" for name, path in paths.items()}


def _pages_without_a_form() -> dict[str, WagtailPage]:
    """Return a process with its steps, the lists, a text, news and an event, by name."""
    today = timezone.localdate()
    steps = [
        (
            "step",
            {"heading": "Diagnostic", "text": "Des entretiens.", "starts": today, "ends": today},
        ),
        ("step", {"heading": "Vote de l’assemblée", "text": ""}),
    ]
    process = pages.process(
        themes=[theme("Paysages")],
        territory=territory("Sud"),
        lead="Un pacte en trois étapes.",
        kind="inquiry",
        link="https://example.org/dossier",
        steps=steps,
        service="Direction des territoires",
        contact_email="pacte@example.org",
        contact_phone="05 36 49 10 20",
    )
    pages.consultation("Le pacte, et vous ?", parent=process)
    listed = pages.news_index()
    text = pages.content_page(body=[("rich_text", "<h2>Éditeur</h2><p>Le département.</p>")])
    pages.content_page("Hébergement", parent=text)
    return {
        "process": process,
        "processes": pages.process_index(),
        "content": text,
        "news list": listed,
        "news": pages.news(parent=listed, lead="Tout est en ligne."),
        "event": pages.event(parent=process, place="Salle des fêtes", address="1 place de la Gare"),
    }


def test_axe_finds_nothing_on_any_public_page(
    site: dict[str, str], open_page: OpenPage, violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(width=320)
    # Colours must not be read while they change from one scheme to the other.
    page.emulate_media(reduced_motion="reduce")
    found = {}
    for name, address in site.items():
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found[name, scheme] = violations(page)
    page.goto(site["questionnaire"])
    page.get_by_label("Combien ?").fill("beaucoup")
    page.locator("main .form-send button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found["errors", scheme] = violations(page)
    assert {where: what for where, what in found.items() if what} == {}


def test_nothing_scrolls_sideways_at_320_pixels(site: dict[str, str], open_page: OpenPage) -> None:
    page = open_page(width=320)
    wide = []
    for name, address in site.items():
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(name)
    assert wide == []


def test_the_way_to_take_part_is_on_the_first_screen_of_a_phone(
    site: dict[str, str], open_page: OpenPage
) -> None:
    page = open_page(width=375, height=667)
    for name in ("call", "consultation", "questionnaire"):
        page.goto(site[name])
        expect(page.locator("main a[href='#participate']")).to_be_in_viewport(ratio=1)
        expect(page.locator(".status-tag--open").first).to_be_in_viewport(ratio=1)


def test_the_first_stop_of_the_keyboard_skips_to_the_content(
    site: dict[str, str], open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(site["home"])
    page.keyboard.press("Tab")
    expect(page.locator(".skip-links a")).to_be_focused()
    expect(page.locator(".skip-links a")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_of_a_phone_opens_by_keyboard(
    site: dict[str, str], open_page: OpenPage, *, javascript: bool
) -> None:
    page = open_page(width=375, javascript=javascript)
    page.goto(site["home"])
    entry = page.locator(".menu__panel a").first
    expect(entry).to_be_hidden()
    page.locator("details.menu > summary").focus()
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()
    if javascript:
        page.keyboard.press("Escape")
        expect(entry).to_be_hidden()
        expect(page.locator("details.menu > summary")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_summary_of_errors_takes_the_focus_and_leads_to_each_field(
    site: dict[str, str], open_page: OpenPage, *, javascript: bool
) -> None:
    page = open_page(width=375, javascript=javascript)
    page.goto(site["questionnaire"])
    page.get_by_label("Combien ?").fill("beaucoup")
    page.locator("main button[type=submit]").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    expect(page.get_by_label("Combien ?")).to_have_value("beaucoup")
    summary.get_by_role("link", name="Combien ?").click()
    expect(page.get_by_label("Combien ?")).to_be_focused()
    summary.get_by_role("link", name="Une voiture ?").click()
    expect(page.locator("input[type=radio][value=yes]")).to_be_focused()


def test_the_counter_follows_the_text_and_cuts_nothing_off(site: dict[str, str], open_page: OpenPage) -> None:
    page = open_page(width=375)
    page.goto(site["call"])
    text, counter = page.locator("textarea"), page.locator("[data-counter-for]")
    # An emoji is one character for the server, and two for a script that counts naively.
    text.fill("😀" * 10)
    expect(counter).to_contain_text(str(LONG_TEXT_LIMIT - 10))
    text.fill("a" * (LONG_TEXT_LIMIT + 3))
    expect(counter).to_contain_text("3")
    expect(counter).to_have_attribute("data-over-limit", "")
    assert text.input_value() == "a" * (LONG_TEXT_LIMIT + 3)


def test_bars_are_as_long_as_their_figures(site: dict[str, str], open_page: OpenPage) -> None:
    page = open_page()
    page.goto(site["results"])
    widths = page.eval_on_selector_all(
        ".chart__bar", "bars => bars.map(bar => bar.getBoundingClientRect().width)"
    )
    tracks = page.eval_on_selector_all(
        ".chart__track", "bars => bars.map(bar => bar.getBoundingClientRect().width)"
    )
    shares = [bar / track for bar, track in zip(widths, tracks, strict=True)]
    assert shares == pytest.approx([0.75, 0.25], abs=0.01)
