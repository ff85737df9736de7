"""Making the demo's pages in both languages."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from forms.page import FormPage
from pages.blocks import BodyStreamBlock, ResultsStreamBlock
from pages.demo.blocks import complete
from pages.demo.english import translate
from pages.demo.made import Made, Plan
from pages.demo.plans import PLANS
from pages.models import HomePage, Results


def make_pages(french: Locale, english: Locale, made: Made) -> None:
    """Make, publish and translate the pages; ``made.pages`` has them by key."""
    # Wagtail would note anew at each of many saves which images and pages a page refers to.
    with disable_reference_index_auto_update():
        _make(french, english, made)
    for page in Page.objects.live().filter(locale__in=(french, english), depth__gt=1).specific():
        ReferenceIndex.create_or_update_for_object(page)


def _make(french: Locale, english: Locale, made: Made) -> None:
    for plan in PLANS:
        page = plan.model(**plan.fields, **plan.values(made), locale=french)
        if plan.parent:
            made.pages[plan.parent].add_child(instance=page)
        else:
            _begin_site(page)
        made.pages[plan.key] = page
    # Bodies lead to one another, so that every page must be there.
    for plan in PLANS:
        _publish(plan, made)
    for plan in PLANS:
        translate(made.pages[plan.key], english, plan.english)


def _begin_site(page: Page) -> None:
    """Make the first page of the site, in the place of the one that a new portal begins with."""
    Page.get_first_root_node().add_child(instance=page)
    site = Site.objects.filter(is_default_site=True).first()
    site = site or Site(is_default_site=True, hostname="localhost")
    stock = site.root_page_id
    site.root_page = page
    site.save()
    first = ContentType.objects.get_for_models(Page, HomePage).values()
    for begun in Page.objects.filter(pk=stock, content_type__in=first):
        begun.delete()


def _publish(plan: Plan, made: Made) -> None:
    # Read anew: its children have moved on what it knows of its place in the tree.
    page: Any = Page.objects.get(pk=made.pages[plan.key].pk).specific
    blocks = ResultsStreamBlock() if isinstance(page, Results) else BodyStreamBlock()
    page.body = complete(blocks, plan.body(made))
    page.save_revision().publish()
    made.pages[plan.key] = page


def form_pages(made: Made) -> list[FormPage]:
    """Return the pages that residents answer."""
    return [page for page in made.pages.values() if isinstance(page, FormPage)]
