"""What the search engine is told of submissions: public contributions, and everything for the desk."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from functools import partial

from django.db.models import F, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThanOrEqual
from django.db.models.signals import post_save
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from forms.enums import State
from forms.fields.base import Answer, Searched
from forms.fields.reading import questions_of
from forms.models import FormVersion, Outcome, Submission, Territory, Theme
from forms.models.taxonomy import Label
from forms.taxonomy import NAMES_SECONDS, label_names
from portal.search.queue import enqueue_rows
from portal.search.registry import Card, Document, Facet, FallbackQuery, Index, Source, source

CONTRIBUTION = "contribution"
# Without Elasticsearch only so many of the newest contributions are looked at, whatever there are.
FALLBACK_ROWS = 10_000
# Questions whose answers are names in a list of the team's.
LABEL_KINDS = ("theme", "territory")
# What tells two versions of a public document apart: what became of it is in it.
PUBLIC_STAMP = ("state", "revision", "outcome__revision")
# Between two answers of which an excerpt shows the end and the beginning.
APART = " — "


def sources() -> list[Source]:
    """Return the two kinds of documents made of submissions."""
    return [
        Source(
            name=CONTRIBUTION,
            index=Index.PUBLIC,
            model=Submission,
            rows=lambda: Submission.objects.public(),
            load=_load,
            document=_public_document,
            stamp_fields=PUBLIC_STAMP,
            below=_below,
            group=_group,
            cards=_public_cards,
            fallback=_fallback,
            kinds=lambda: {CONTRIBUTION: _("Contribution")},
        ),
        Source(
            name="submission",
            index=Index.DESK,
            model=Submission,
            rows=lambda: Submission.objects.all(),
            load=_load,
            document=_desk_document,
            stamp_fields=("state", "revision"),
            cards=_desk_cards,
            group=_group,
        ),
    ]


def facets() -> list[Facet]:
    """Return what contributions can be chosen by."""
    return [_label_facet("theme", _("Theme"), Theme), _label_facet("territory", _("Territory"), Territory)]


def _label_facet(name: str, label: Promise, model: type[Label]) -> Facet:
    def labels(values: Collection[str] | None) -> Mapping[str, str]:
        names = label_names(model)
        return names if values is None else {v: names[v] for v in values if v in names}

    return Facet(name, label, labels)


def connect() -> None:
    """Have contributions found by the new name of a theme or a territory that was renamed."""
    for model, column in ((Theme, "theme_key"), (Territory, "territory_key")):
        post_save.connect(partial(_renamed, column=column), sender=model, weak=False, dispatch_uid=column)


def _renamed(sender: type[Label], instance: Label, column: str, **kwargs: object) -> None:
    # Every process knows the names for a while: the worker must have forgotten the old one.
    delay = timedelta(seconds=NAMES_SECONDS + 1)
    enqueue_rows(Submission.objects.filter(**{column: instance.translation_key}), delay=delay)


def _group(submission: Submission) -> str:
    """Return what the statistics are told: whose figures changed."""
    return str(submission.page_key)


def _load(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Add who typed them in, what became of them, and the versions, one object for all rows that share it.

    A version is read into blocks once.
    """
    return rows.select_related("paper_entry", "outcome").prefetch_related("version")


def _below(page: Page) -> QuerySet[Submission]:
    return Submission.objects.filter(page__path__startswith=page.path)


def _key(value: uuid.UUID | None) -> str:
    return str(value) if value else ""


def _public_id(submission: Submission) -> str:
    """Return what an import knows it by. The reference of a sheet that an agent typed in is the desk's."""
    return "" if hasattr(submission, "paper_entry") else submission.external_id


def _public_document(submission: Submission) -> Document:
    # The names of its theme and territory are searched in the language it was written in.
    with translation.override(submission.language):
        answers = submission.public_answers()
        text = _excerpted(submission, answers)
    public = {answer.kind for answer in answers}
    return Document(
        title=submission.title,
        text=text,
        names="\n".join(answer.text for answer in answers if answer.searched == Searched.FOUND),
        language=submission.language,
        date=submission.published_at,
        kind=CONTRIBUTION,
        process=str(submission.page_key),
        # A theme that was asked in private is counted under no public facet.
        theme=_key(submission.theme_key) if "theme" in public else "",
        territory=_key(submission.territory_key) if "territory" in public else "",
        external_id=_public_id(submission),
    )


def _excerpted(submission: Submission, answers: list[Answer]) -> str:
    """Return what excerpts are cut from: what its author wrote beside the title, and what became of it."""
    written = [
        answer.text
        for answer in answers
        if answer.searched == Searched.EXCERPTED and answer.text != submission.title
    ]
    outcome: Outcome | None = getattr(submission, "outcome", None)
    if outcome is not None:
        written.append(_("%(state)s: %(text)s") % {"state": outcome, "text": outcome.text})
    return APART.join(written)


def _desk_document(submission: Submission) -> Document:
    return Document(
        title=submission.title,
        text="\n".join(answer.text for answer in submission.shown_answers() if answer.is_given),
        language=submission.language,
        date=submission.received_at,
        kind="submission",
        process=str(submission.page_key),
        theme=_key(submission.theme_key),
        territory=_key(submission.territory_key),
        external_id=submission.external_id,
        page_id=submission.page_id,
        state=submission.state,
        channel=submission.channel,
    )


def _versions_that_publish(kind: str, rows: QuerySet[Submission]) -> list[int]:
    """Return the versions of the rows whose question of that kind is published."""
    versions = FormVersion.objects.filter(pk__in=rows.order_by().values("version"))
    return [
        version.pk
        for version in versions
        if any(
            child.block_type == kind and child.value.get("published")
            for child in questions_of(version.stream)
        )
    ]


def _public_cards(keys: Collection[int], request: HttpRequest | None) -> Mapping[int, Card]:
    rows = list(_load(Submission.objects.public().filter(pk__in=keys)))
    pages = {p.pk: p for p in Page.objects.filter(pk__in={r.page_id for r in rows}).specific()}
    return {
        row.pk: Card(
            title=str(row),
            url=pages[row.page_id].contribution_url(row, request),
            kind=CONTRIBUTION,
            language=row.language,
            stamp=source(CONTRIBUTION).stamp(row),
            text=_excerpted(row, row.public_answers()),
            date=row.published_at,
            context=pages[row.page_id].title,
            external_id=_public_id(row),
        )
        for row in rows
    }


def _desk_cards(keys: Collection[int], request: HttpRequest | None) -> Mapping[int, Card]:
    return {
        row.pk: Card(
            title=str(row),
            url=row.admin_url,
            kind="submission",
            language=row.language,
            stamp=row.stamp,
            date=row.received_at,
            external_id=row.external_id,
        )
        for row in Submission.objects.filter(pk__in=keys)
    }


def _newest(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Keep those of the rows that are among the newest published ones.

    The border is read from the index on (published_at, id), so that the database walks a part of
    it and never the table.
    """
    published = Submission.objects.filter(state=State.PUBLISHED).order_by("-published_at", "-id")
    border = published.values_list("published_at", "id")[FALLBACK_ROWS - 1 : FALLBACK_ROWS].first()
    if border is None:
        return rows
    return rows.filter(TupleGreaterThanOrEqual(Tuple(F("published_at"), F("id")), border))


def _fallback(query: FallbackQuery) -> Iterator[int]:
    """Yield the newest published contributions whose folded text holds every word or a synonym.

    The database reads a bounded number of rows, taken from an index in their order.
    """
    kinds = query.filters.get("kind")
    if kinds and CONTRIBUTION not in kinds:
        return iter(())
    rows = _newest(Submission.objects.public())
    for names in query.words:
        one_of = Q()
        for name in names:
            # The folded text has one space between two words: "velo" is not found in "developper".
            one_of |= Q(search_text__startswith=name) | Q(search_text__contains=f" {name}")
        rows = rows.filter(one_of)
    for facet, column in (("process", "page_key"), ("theme", "theme_key"), ("territory", "territory_key")):
        if values := query.filters.get(facet):
            rows = rows.filter(**{f"{column}__in": values})
    for kind in LABEL_KINDS:
        if query.filters.get(kind):
            rows = rows.filter(version__in=_versions_that_publish(kind, rows))
    if years := query.filters.get("year"):
        chosen = Q()
        for year in years:
            chosen |= Q(published_at__year=year)
        rows = rows.filter(chosen)
    return rows.order_by("-published_at", "-id").values_list("pk", flat=True).iterator()
