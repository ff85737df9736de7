"""What the search engine is told of pages."""

import uuid
from collections.abc import Collection, Iterator, Mapping

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from forms.page import FormPage
from pages.models.base import BasePage
from portal.search.folding import fold
from portal.search.registry import Card, Document, Facet, FallbackQuery, Index, Source

PAGE = "page"
FALLBACK_ROWS = 1_000


def sources() -> list[Source]:
    """Return the one kind of documents made of pages."""
    return [
        Source(
            name=PAGE,
            index=Index.PUBLIC,
            model=Page,
            rows=_rows,
            load=_load,
            document=_document,
            stamp_fields=("last_published_at", "title", "url_path"),
            below=lambda page: Page.objects.descendant_of(page, inclusive=True),
            cards=_cards,
            fallback=_fallback,
            kinds=lambda: {model._meta.model_name: capfirst(model._meta.verbose_name) for model in _models()},
        )
    ]


def facets() -> list[Facet]:
    """Return what pages and contributions can be chosen by."""
    return [Facet("process", _("Consultation or call"), _process_labels)]


def _models() -> list[type[BasePage]]:
    return [model for model in get_page_models() if issubclass(model, BasePage)]


def _rows() -> PageQuerySet:
    """Return the pages that anybody may read."""
    types = ContentType.objects.get_for_models(*_models()).values()
    return Page.objects.live().public().filter(content_type__in=list(types))


def _load(rows: PageQuerySet) -> PageQuerySet:
    return rows.select_related("locale").specific()


def _text(page: BasePage) -> str:
    parts = page.searchable_texts()
    if isinstance(page, FormPage):
        parts += page.form.stream_block.get_searchable_content(page.form)
    return "\n".join(part for part in parts if part)


def _document(page: BasePage) -> Document:
    return Document(
        title=page.title,
        text=_text(page),
        language=page.locale.language_code,
        date=page.first_published_at,
        kind=page._meta.model_name or "",
        process=str(page.translation_key) if isinstance(page, FormPage) else "",
    )


def _cards(keys: Collection[int], request: HttpRequest | None) -> Mapping[int, Card]:
    source = sources()[0]
    return {
        page.pk: Card(
            title=page.title,
            url=page.get_url(request) or "",
            kind=page._meta.model_name or "",
            language=page.locale.language_code,
            stamp=source.stamp(page),
            text=page.lead or page.search_description,
            date=page.first_published_at,
        )
        for page in _rows().filter(pk__in=keys).select_related("locale").specific()
    }


def _fallback(query: FallbackQuery) -> Iterator[int]:
    """Yield the newest pages whose title or description holds every word or a synonym."""
    if query.filters.get("theme") or query.filters.get("territory"):
        return
    rows = _rows().order_by("-first_published_at", "-pk")
    if kinds := query.filters.get("kind"):
        rows = rows.filter(content_type__model__in=kinds)
    if processes := query.filters.get("process"):
        rows = rows.filter(translation_key__in=processes)
    if years := query.filters.get("year"):
        chosen = Q()
        for year in years:
            chosen |= Q(first_published_at__year=year)
        rows = rows.filter(chosen)
    for pk, title, description in rows.values_list("pk", "title", "search_description")[:FALLBACK_ROWS]:
        text = f" {fold(f'{title} {description}')}"
        if all(any(f" {name}" in text for name in names) for names in query.words):
            yield pk


def _process_labels(values: Collection[str] | None) -> Mapping[str, str]:
    """Return the titles of pages with a form, in the reader's language if they have one."""
    models = [model for model in _models() if issubclass(model, FormPage)]
    types = ContentType.objects.get_for_models(*models).values()
    rows = Page.objects.live().public().filter(content_type__in=list(types))
    if values is not None:
        rows = rows.filter(translation_key__in=[v for v in values if _is_key(v)])
    language = get_language() or settings.LANGUAGE_CODE
    titles: dict[str, str] = {}
    for key, title, code in rows.values_list("translation_key", "title", "locale__language_code"):
        if code == language or str(key) not in titles:
            titles[str(key)] = title
    return titles


def _is_key(value: str) -> bool:
    """Tell whether a value of an address can be a translation key at all."""
    try:
        uuid.UUID(value)
    except ValueError:
        return False
    return True
