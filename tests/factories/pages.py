"""A small site."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from forms.enums import Publication
from forms.models import Theme
from pages.models import (
    CallForIdeas,
    Consultation,
    ContentPage,
    Event,
    HomePage,
    News,
    NewsIndex,
    Process,
    ProcessIndex,
    ProcessTheme,
    Questionnaire,
    Results,
)
from tests.factories.forms import idea_form, question


def site() -> HomePage:
    """Return the French home page of the default site, which the migrations made (with both locales)."""
    for code in ("fr", "en"):
        Locale.objects.get_or_create(language_code=code)
    default = Site.objects.select_related("root_page").get(is_default_site=True)
    home = default.root_page.specific
    assert isinstance(home, HomePage)
    return home


def _child(model: type[Any], parent: Page | None, title: str, **values: Any) -> Any:
    parent = parent or site()
    page = model(title=title, locale=Locale.get_default(), **values)
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def call_for_ideas(title: str = "Des idées pour le bourg", **values: Any) -> CallForIdeas:
    """Return a published call for ideas whose ideas are moderated, then published."""
    values.setdefault("form", idea_form())
    values.setdefault("publication", Publication.MODERATED)
    return _child(CallForIdeas, values.pop("parent", None), title, **values)


def consultation(title: str = "La place de la gare", **values: Any) -> Consultation:
    """Return a published consultation with one published opinion question."""
    values.setdefault(
        "form",
        [question("long_text", "Votre avis", id="opinion", published=True, max_length=2000)],
    )
    values.setdefault("publication", Publication.MODERATED)
    return _child(Consultation, values.pop("parent", None), title, **values)


def questionnaire(title: str = "Vos déplacements", **values: Any) -> Questionnaire:
    """Return a published questionnaire with one question of a choice."""
    values.setdefault(
        "form",
        [
            question(
                "single_choice",
                "Comment allez-vous au travail ?",
                id="mode",
                options=["À pied", "À vélo", "En bus"],
                display="radio",
            )
        ],
    )
    values.setdefault("publication", Publication.NONE)
    return _child(Questionnaire, values.pop("parent", None), title, **values)


def results(title: str = "Les résultats", **values: Any) -> Results:
    """Return a published results page."""
    return _child(Results, values.pop("parent", None), title, **values)


def process(title: str = "Le pacte du territoire", *, themes: Sequence[Theme] = (), **values: Any) -> Process:
    """Return a published process, filed under the themes."""
    values["theme_links"] = [ProcessTheme(theme=theme) for theme in themes]
    return _child(Process, values.pop("parent", None), title, **values)


def process_index(title: str = "Les démarches", **values: Any) -> ProcessIndex:
    """Return the published list of processes."""
    return _child(ProcessIndex, values.pop("parent", None), title, **values)


def content_page(title: str = "Mentions légales", **values: Any) -> ContentPage:
    """Return a published page of text."""
    return _child(ContentPage, values.pop("parent", None), title, **values)


def news_index(title: str = "Actualités", **values: Any) -> NewsIndex:
    """Return a published list of news."""
    return _child(NewsIndex, values.pop("parent", None), title, **values)


def news(title: str = "Le bilan est en ligne", **values: Any) -> News:
    """Return a published piece of news; it needs a ``parent``, a list of news or a process."""
    return _child(News, values.pop("parent"), title, **values)


def event(title: str = "Réunion publique à Vaubrun", **values: Any) -> Event:
    """Return a published event, tomorrow unless said otherwise."""
    values.setdefault("starts_at", timezone.now() + datetime.timedelta(days=1))
    return _child(Event, values.pop("parent", None), title, **values)
