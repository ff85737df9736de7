"""The demo's pages, in French, with their dates around today."""

import datetime
from types import ModuleType
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.models import Locale, Page, Site

from forms.fields import FormStreamBlock
from pages.blocks import BodyStreamBlock, ResultsStreamBlock
from pages.demo.blocks import complete
from pages.demo.content import home, ideas, library, station, trails, travel
from pages.models import CallForIdeas, Consultation, HomePage, Questionnaire, Results

# In the order of the menu.
PROCESSES: list[tuple[ModuleType, type[Page]]] = [
    (ideas, CallForIdeas),
    (station, Consultation),
    (travel, Questionnaire),
    (trails, Consultation),
    (library, Questionnaire),
]


def make_pages(french: Locale, pictures: dict[str, Image]) -> dict[str, Page]:
    """Make and publish the pages, and return them by key; their bodies lead to one another."""
    pages: dict[str, Page] = {"home": _home(french)}
    for module, model in PROCESSES:
        pages[module.KEY] = _process(module, model, pages["home"])
    pages[library.RESULTS_KEY] = Results(**library.RESULTS_FIELDS, locale=french)
    pages[library.KEY].add_child(instance=pages[library.RESULTS_KEY])

    bodies = {"home": home.body, library.RESULTS_KEY: library.results_body}
    bodies |= {module.KEY: module.body for module, _model in PROCESSES}
    for key, body in bodies.items():
        page = Page.objects.get(pk=pages[key].pk).specific
        blocks = ResultsStreamBlock() if isinstance(page, Results) else BodyStreamBlock()
        page.body = complete(blocks, body(pages, pictures))
        page.save_revision().publish()
        pages[key] = page
    return pages


def _home(french: Locale) -> HomePage:
    page = HomePage(**home.FIELDS, locale=french)
    Page.get_first_root_node().add_child(instance=page)
    site = Site.objects.filter(is_default_site=True).first()
    site = site or Site(is_default_site=True, hostname="localhost")
    stock = site.root_page_id
    site.root_page = page
    site.save()
    # The page with which Wagtail welcomes whoever installs it.
    for welcome in Page.objects.filter(pk=stock, content_type=ContentType.objects.get_for_model(Page)):
        welcome.delete()
    return page


def _process(module: ModuleType, model: type[Page], parent: Page) -> Page:
    page = model(
        **module.FIELDS,
        form=complete(FormStreamBlock(), module.FORM),
        opens_at=day(module.OPENS, hour=9),
        closes_at=day(module.CLOSES, hour=18),
        show_in_menus=module.IN_MENU,
        locale=parent.locale,
    )
    parent.add_child(instance=page)
    return page


def day(days: int, *, hour: int, minute: int = 0) -> datetime.datetime:
    """Return a time of the day that lies so many days from today, in the site's time zone."""
    date = timezone.localdate() + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time(hour, minute)))


def english_texts() -> dict[str, dict[str, str]]:
    """Return for each page, by key, the English of its French texts."""
    texts: dict[str, dict[str, Any]] = {module.KEY: module.ENGLISH for module, _model in PROCESSES}
    return {"home": home.ENGLISH, **texts, library.RESULTS_KEY: library.ENGLISH}
