"""Columns that every contribution has, whatever its form asks."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page

from forms.enums import Channel, DecisionAction, State
from forms.exports.columns import Column, Read
from forms.exports.reading import Batch
from forms.exports.table import Head, Kind
from forms.models import Decision, Territory, Theme
from forms.models.taxonomy import Label
from forms.moderation.states import REASONED_STATES
from forms.reasons.services import reason_labels
from forms.taxonomy import label_names

CONTACT = "contact"
# Decisions whose reason says why a contribution is not shown; others (masked words) have reasons, too.
RESTRICTIONS = (DecisionAction.REFUSE, DecisionAction.HIDE)


def fact_columns() -> list[Column]:
    """Return them in the reader's language; names are read when the first row needs them, and once."""
    return [
        _plain("number", pgettext("of a contribution", "Number"), "pk", Kind.NUMBER),
        _plain("title", _("Title"), "title"),
        _named("state", _("State"), "state", lambda: _words(State)),
        _named("page", _("Page"), "page_id", _page_titles),
        _plain("received", _("Received on"), "received_at", Kind.MOMENT),
        _plain("decided", _("Decided on"), "decided_at", Kind.MOMENT),
        _plain("published", _("Published on"), "published_at", Kind.MOMENT),
        _reason(),
        _named("channel", _("Channel"), "channel", lambda: _words(Channel)),
        _named("language", _("Language"), "language", lambda: dict(settings.LANGUAGES), is_usual=False),
        _named("theme", _("Theme"), "theme_key", lambda: _by_key(Theme), is_raw_named=True),
        _named("territory", _("Territory"), "territory_key", lambda: _by_key(Territory), is_raw_named=True),
        _plain("reference", _("Reference of the sheet"), "external_id", is_usual=False),
        _address(),
        Column(
            head=Head(CONTACT, _("E-mail of the author")),
            fields=("contributor__email",),
            read=_field("contributor__email"),
            read_raw=_field("contributor__email"),
            is_contact=True,
            is_usual=False,
        ),
    ]


def _field(name: str) -> Read:
    return lambda batch: batch[name]


def _plain(key: str, heading: str, field: str, kind: Kind = Kind.TEXT, *, is_usual: bool = True) -> Column:
    """Return a column that shows a field as it is."""
    read = _field(field)
    fields = () if field == "pk" else (field,)
    return Column(Head(key, heading, kind), fields, read, read, is_usual=is_usual)


def _named(
    key: str,
    heading: str,
    field: str,
    names: Callable[[], Mapping[Any, str]],
    *,
    is_usual: bool = True,
    is_raw_named: bool = False,
) -> Column:
    """Return a column that shows the name of a code; programs get the code, unless it means nothing alone."""

    once = cache(names)

    def read(batch: Batch) -> Sequence[Any]:
        return list(map(once().get, batch[field]))

    raw = read if is_raw_named else _field(field)
    fields = () if field == "state" else (field,)
    return Column(Head(key, heading), fields, read, raw, is_usual=is_usual)


def _words(choices: type[TextChoices]) -> dict[Any, str]:
    return {choice.value: str(choice.label) for choice in choices}


def _page_titles() -> dict[Any, str]:
    return dict(Page.objects.filter(form_versions__isnull=False).values_list("pk", "title"))


def _by_key(model: type[Label]) -> dict[Any, str]:
    return {uuid.UUID(key): name for key, name in label_names(model).items()}


def _reason() -> Column:
    """Return the reason for which it is not shown now: that of the decision that refused or hid it last."""
    given = Decision.objects.filter(submission=OuterRef("pk"), action__in=RESTRICTIONS).order_by("-id")
    names = cache(reason_labels)

    def raw(batch: Batch) -> Sequence[Any]:
        pairs = zip(batch["state"], batch["last_reason"], strict=True)
        return [reason if state in REASONED_STATES else None for state, reason in pairs]

    return Column(
        head=Head("reason", _("Reason")),
        fields=("last_reason",),
        read=lambda batch: [reason and names().get(reason, reason) for reason in raw(batch)],
        read_raw=raw,
        annotations={"last_reason": Subquery(given.values("reason")[:1])},
    )


def _address() -> Column:
    """Return the address of a published contribution under its page, while the public may read it.

    By its number alone: the page leads from there to the address with its title.
    """
    once = cache(_page_addresses)

    def read(batch: Batch) -> Sequence[Any]:
        rows = zip(batch["pk"], batch["state"], batch["page_id"], strict=True)
        addresses = once()
        return [
            f"{addresses[page]}{pk}/" if state == State.PUBLISHED and page in addresses else None
            for pk, state, page in rows
        ]

    return Column(Head("address", _("Public address")), ("page_id",), read, read)


def _page_addresses() -> dict[int, str]:
    """Return what the addresses of the contributions to each public page begin with."""
    found = {}
    for page in Page.objects.filter(form_versions__isnull=False).live().public().distinct().specific():
        path, address = page.get_url(), page.get_full_url()
        if path and address and hasattr(page, "contributions_url"):
            found[page.pk] = address.removesuffix(path) + page.contributions_url()
    return found
