"""Every kind of public page costs at most twenty queries and 150 kB, however much there is around it."""

import datetime
import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Locale, Page, Site

from forms.models import Submission
from forms.moderation.services import publish
from pages.models import CallForIdeas
from portal.branding.models import SiteIdentity
from portal.stylesheets import BUNDLE, bundled
from tests.factories import pages
from tests.factories.forms import idea_form, question, send, territory, theme

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20
MOST_BYTES = 150_000
SOON = datetime.timedelta(days=3)


def ideas(page: CallForIdeas, number: int) -> None:
    """Publish so many more ideas, in themes and territories of their own."""
    first = send(page, {"title": "Un banc", "idea": "À l’ombre."})
    publish(first, by=None)
    first.refresh_from_db()
    Submission.objects.bulk_create(
        Submission(
            page_id=page.pk,
            page_key=page.translation_key,
            version=first.version,
            state="published",
            title=f"Idée {number}",
            answers=first.answers,
            published_at=first.published_at,
        )
        for number in range(number)
    )


def around(number: int) -> Page:
    """Make so many of everything that a page may show beside its own content; return the home page."""
    home = pages.site()
    for each in range(number):
        pages.consultation(f"Avis {each}", closes_at=timezone.now() + SOON)
        past = pages.questionnaire(f"Enquête {each}", closes_at=timezone.now())
        pages.results(f"Bilan {each}", parent=past, show_in_menus=True)
        theme(f"Thème {each}")
        territory(f"Canton {each}")
    return home


def home(number: int) -> str:
    return around(number).url


def call(number: int) -> str:
    around(number)
    page = pages.call_for_ideas(
        form=[
            *idea_form(),
            question("theme", "Thématique", id="theme", published=True),
            question("territory", "Canton", id="canton", published=True),
        ],
        body=[("contributions", {"heading": "Ailleurs", "page": _other_call(number), "number": 6})],
    )
    ideas(page, 30 * number)
    return page.url


def _other_call(number: int) -> CallForIdeas:
    other = pages.call_for_ideas("Ailleurs")
    ideas(other, number)
    return other


def contribution(number: int) -> str:
    around(number)
    page = pages.call_for_ideas()
    ideas(page, 10 * number)
    return page.contribution_url(Submission.objects.filter(page=page).first())


def consultation(number: int) -> str:
    around(number)
    page = pages.consultation()
    for each in range(number):
        publish(send(page, {"opinion": f"Avis {each}."}), by=None)
    return page.url


def questionnaire(number: int) -> str:
    around(number)
    page = pages.questionnaire(
        form=[question("yes_no", f"Question {n}", id=f"q{n}") for n in range(5 * number)]
    )
    return page.url


def results(number: int) -> str:
    around(number)
    survey = pages.questionnaire()
    charts = [("question_chart", {"question": f"{survey.translation_key}:mode"})] * number
    return pages.results(
        parent=survey, body=[("key_numbers", {"heading": "La participation", "page": survey}), *charts]
    ).url


def process(number: int) -> str:
    around(number)
    page = pages.process(themes=[theme(f"T {n}") for n in range(number)], territory=territory("Sud"))
    for each in range(number):
        pages.consultation(f"Étape {each}", parent=page)
        pages.event(f"Réunion {each}", parent=page)
    return page.url


def processes(number: int) -> str:
    around(number)
    listed = pages.process_index()
    for each in range(number):
        pages.process(f"Démarche {each}", parent=listed, themes=[theme(f"D {each}")])
    return listed.url


def news_list(number: int) -> str:
    around(number)
    listed = pages.news_index()
    for each in range(number):
        pages.news(f"Nouvelle {each}", parent=listed)
    return listed.url


def news(number: int) -> str:
    around(number)
    return pages.news(parent=pages.news_index()).url


def event(number: int) -> str:
    around(number)
    return pages.event().url


def text(number: int) -> str:
    around(number)
    page = pages.content_page()
    for each in range(number):
        pages.content_page(f"Partie {each}", parent=page)
    return page.url


def search(number: int) -> str:
    call(number)
    return "/recherche/?q=banc"


def follow(number: int) -> str:
    around(number)
    return "/suivi/"


KINDS = [
    home,
    call,
    contribution,
    consultation,
    questionnaire,
    results,
    process,
    processes,
    news_list,
    news,
    event,
    text,
    search,
    follow,
]


@pytest.fixture(autouse=True)
def identity() -> None:
    """A site in two languages, with legal pages, columns in the footer and colours of its own."""
    home_page = pages.site()
    found = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    found.main_colour = "#1a237e"
    found.legal_notice = pages.content_page("Mentions", slug="mentions-du-site")
    found.accessibility_statement = pages.content_page("Accessibilité", slug="declaration")
    links = [{"title": "", "page": found.legal_notice, "url": ""}] * 3
    found.footer = [("column", {"language": "fr", "heading": "Le département", "links": links})]
    found.save()
    english = home_page.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save_revision().publish()


def queries(client: Client, path: str) -> list[str]:
    """Return what a page asks of the database once the server has run for a while."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_page_costs_as_little_with_much_on_it(kind: Callable[[int], str], client: Client) -> None:
    asked = queries(client, kind(4))
    assert len(asked) <= MOST_QUERIES, "\n".join(
        f"{n} {sql[:40]} … {sql[-220:]}" for n, sql in enumerate(asked, 1)
    )


def _file(name: str) -> bytes:
    """Return a static file as a server sends it."""
    if name == BUNDLE:
        return bundled().encode()
    path = finders.find(name)
    assert isinstance(path, str), name
    return Path(path).read_bytes()


def _weight(client: Client, path: str) -> int:
    """Return how many bytes the first view of a page takes, without its pictures."""
    page = client.get(path).content
    shown = BeautifulSoup(page, "html.parser")
    sheets = [str(link["href"]) for link in shown.select("link[rel=stylesheet]")]
    scripts = [str(script["src"]) for script in shown.select("script[src]")]
    own = [address.removeprefix("/static/") for address in sheets + scripts if address.startswith("/static/")]
    faces = {f"fonts/{name}" for name in re.findall(r"[\w-]+\.woff2", bundled())}
    compressed = sum(len(gzip.compress(body)) for body in [page, *map(_file, own)])
    return compressed + sum(len(_file(name)) for name in faces)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_page_weighs_as_little(kind: Callable[[int], str], client: Client, settings: Settings) -> None:
    settings.BUNDLE_STYLES = True
    weight = _weight(client, kind(1))
    assert 20_000 < weight < MOST_BYTES
