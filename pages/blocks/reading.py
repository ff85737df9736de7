"""What the blocks of one body need from the database, read together.

A body with forty blocks takes as many queries as one with each block once: the pages, images and
documents that its blocks chose, the newest pages below some of them, the newest contributions and
the counts. Blocks ask the reader of the request; one that stands alone (a preview, a test) gets a
reader that knows nothing yet and reads as it is asked.
"""

import uuid
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction

from forms.models import Submission
from forms.newest import newest_by_page, readable_pages
from forms.published import Card
from forms.results import SEPARATOR, ResultsReader
from pages.blocks.choosers import Rows, chosen_in, preloaded
from pages.wide import in_order, newest_below, of_every_type, without_restricted

ATTRIBUTE = "_body_reader"
# Blocks of which each shows a number of things.
LIST, WALL, CHART, NUMBERS = "page_list", "contributions", "question_chart", "key_numbers"


class BodyReader:
    """What was read for one body, for one visitor."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        """Know nothing yet."""
        self.request = request
        self.results = ResultsReader()
        self._pages: dict[int, Page] = {}
        self._below: dict[int, list[Page]] = {}
        self._newest: dict[uuid.UUID, list[Submission]] = {}

    @cached_property
    def restrictions(self) -> list[PageViewRestriction]:
        """Which pages ask for a password or a sign-in, read once."""
        return list(PageViewRestriction.objects.select_related("page"))

    def read(self, body: StreamValue, owner: Page) -> None:
        """Read what the blocks of a page's body need, and turn them into values without more queries."""
        raw = list(body.raw_data)
        chosen: dict[Any, set[int]] = {}
        chosen_in(body.stream_block, raw, chosen)
        charts = {key for block in raw if block["type"] == CHART if (key := _page_key(block["value"]))}
        pages = self._read_pages(chosen.get(Page, set()), charts)
        rows: Rows = {Page: {page.pk: page for page in pages}}
        for model in (get_image_model(), get_document_model()):
            rows[model] = model.objects.in_bulk(chosen[model]) if model in chosen else {}
        with preloaded(rows):
            blocks = [(child.block_type, child.value) for child in body]
        self._read_below([value for kind, value in blocks if kind == LIST])
        self._read_newest([value for kind, value in blocks if kind == WALL], pages, owner)
        counted = [value["page"] for kind, value in blocks if kind == NUMBERS and value["page"]]
        if charts or counted:
            self.results.know(charts.union(page.translation_key for page in counted), pages)

    def page(self, chosen: Page | None) -> Page | None:
        """Return the page that was chosen, of its own type, in the reader's language if it is live there."""
        if chosen is None:
            return None
        if chosen.pk not in self._pages:
            return chosen.localized.specific
        return self._pages[chosen.pk]

    def below(self, chosen: Page, number: int) -> list[Page]:
        """Return the newest pages just below one, each of its own type."""
        if chosen.pk not in self._below:
            parent = chosen.localized
            self._below[chosen.pk] = of_every_type(newest_below(parent, number, self.restrictions))
        return self._below[chosen.pk][:number]

    def public_below(self, parent: Page) -> "QuerySet[Page]":
        """Return the public pages just below one."""
        return without_restricted(parent.get_children().live(), self.restrictions)

    def newest(self, page: Page, number: int) -> list[Card]:
        """Return the newest contributions of a page as cards."""
        if page.translation_key not in self._newest:
            versions = Page.objects.filter(translation_key=page.translation_key)
            wanted = {page.translation_key: number}
            self._newest |= newest_by_page(wanted, readable_pages(versions, self.restrictions, self.request))
        rows = self._newest[page.translation_key][:number]
        return [Card(row, page.contribution_url(row, self.request)) for row in rows]

    def _read_pages(self, keys: set[int], charts: set[uuid.UUID]) -> list[Page]:
        """Read the chosen pages in all their languages, with the pages that charts count."""
        if not keys and not charts:
            return []
        wanted = Q(translation_key__in=charts)
        if keys:
            wanted |= Q(translation_key__in=Page.objects.filter(pk__in=keys).values("translation_key"))
        restricted = Exists(PageViewRestriction.objects.all())
        pages = of_every_type(Page.objects.filter(wanted).annotate(are_some_restricted=restricted))
        if pages and not pages[0].are_some_restricted:
            self.restrictions = []
        language = get_language()
        spoken = {
            page.translation_key: page
            for page in pages
            if page.live and page.locale.language_code == language
        }
        self._pages |= {page.pk: spoken.get(page.translation_key, page) for page in pages}
        return pages

    def _read_below(self, values: list[Any]) -> None:
        parents: dict[int, int] = {}
        for value in values:
            if value["page"]:
                number = max(value["number"] or 0, parents.get(value["page"].pk, 0))
                parents[value["page"].pk] = number
        if not parents:
            return
        spoken = {key: self._pages[key] for key in parents}
        parts = [
            Q(pk__in=newest_below(spoken[key], number, self.restrictions).values("pk"))
            for key, number in parents.items()
        ]
        found = of_every_type(in_order(Page.objects.filter(reduce(or_, parts))))
        for key, parent in spoken.items():
            self._below[key] = [page for page in found if page.path[: -Page.steplen] == parent.path]

    def _read_newest(self, values: list[Any], pages: list[Page], owner: Page) -> None:
        wanted: dict[uuid.UUID, int] = {}
        for value in values:
            page = value["page"] or owner
            number = max(value["number"] or 0, wanted.get(page.translation_key, 0))
            wanted[page.translation_key] = number
        if not wanted:
            return
        versions = list(pages)
        known = {page.translation_key for page in pages}
        if owner.pk and owner.translation_key in wanted and owner.translation_key not in known:
            versions += Page.objects.filter(translation_key=owner.translation_key)
        self._newest |= newest_by_page(wanted, readable_pages(versions, self.restrictions, self.request))


def read_body(request: HttpRequest, page: Page) -> BodyReader:
    """Read what the body of a page needs, before it is shown to a visitor."""
    reader = BodyReader(request)
    reader.read(page.body, page)
    setattr(request, ATTRIBUTE, reader)
    return reader


def reader_of(context: dict[str, Any] | None) -> BodyReader:
    """Return the reader of the request under way, or one that reads as it is asked."""
    request = (context or {}).get("request")
    found: BodyReader | None = getattr(request, ATTRIBUTE, None)
    return found or BodyReader(request)


def _page_key(value: dict[str, Any]) -> uuid.UUID | None:
    """Return the page that a chart counts, None for a reference that is none."""
    try:
        return uuid.UUID(str(value.get("question") or "").partition(SEPARATOR)[0])
    except ValueError:
        return None
