"""Forms in other languages stay in step with the page that they are translated from.

wagtail-localize keeps a copy of the source and the strings translated from it; by itself, a change
of the source reaches the translations when somebody translates them anew. A form cannot wait for
that: answers in every language must be answers to the same questions. So whenever a source page is
published, its form reaches the live translations in the same transaction, block by block with the
same ids; what is not translated yet stands there in the words of the source. Everything else on
the page (title, body, notice) waits for the translator, so that no reader finds half a text in
another language.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from forms.page import FormPage

logger = logging.getLogger(__name__)

# The form itself and what must be the same in every language: dates, publication, retention.
AT_ONCE = [
    "form",
    *(f.field_name for f in FormPage.form_translatable_fields if isinstance(f, SynchronizedField)),
]
_following: ContextVar[bool] = ContextVar("following", default=False)


def page_was_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Bring the translations of a page into step with it, or a translation with its source."""
    if not instance.live or _following.get():
        # Published later (at the time that the editor chose), or by ourselves.
        return
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    if source is not None:
        source.update_from_db()
        for translation in translations_of(source):
            _follow(translation)
    elif translation := translation_into(instance):
        # An older version of a translation was published again: its form may be out of step.
        _follow(translation)


def translations_of(source: TranslationSource) -> list[Translation]:
    """Return the translations that are kept in step with a source."""
    return list(source.translations.filter(enabled=True).select_related("source", "target_locale"))


def translation_into(page: Page) -> Translation | None:
    """Return the translation that a page is the result of, None for any other page."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source", "source__locale", "target_locale")
        .first()
    )


def untranslated(translation: Translation) -> list[str]:
    """Return the texts of the source that have no translation, in the order of the page.

    The words of the address are no text: they may well stay in the language of the source.
    """
    segments = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .annotate_translation(translation.target_locale)
        .filter(translation=None)
        .exclude(context__path="slug")
        .select_related("string")
        .order_by("order")
    )
    return [segment.string.data for segment in segments]


def is_in_step(translation: Translation) -> bool:
    """Whether the translated page asks the questions of its source, in the same order."""
    pages = [translation.source.get_source_instance(), translation.get_target_instance()]
    forms = [skeleton(page.form) for page in pages if isinstance(page, FormPage)]
    return all(form == forms[0] for form in forms)


def skeleton(form: StreamValue) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the type and the id of each block of a form, with the ids of its options."""
    return [
        (
            child.block_type,
            child.id,
            tuple(item.id for item in child.value["options"].bound_blocks)
            if "options" in child.block.child_blocks
            else (),
        )
        for child in form
    ]


def _follow(translation: Translation) -> None:
    """Bring one translated form into step. A failure is logged, and the editor is told of it."""
    try:
        with transaction.atomic(), _without_echo():
            _bring_form(translation)
    except Exception:
        # The source must not stay unpublished because one of its translations is broken.
        logger.exception("Translation %s is out of step with its source", translation.uuid)


@contextmanager
def _without_echo() -> Iterator[None]:
    """Let what we publish ourselves set off nothing more."""
    token = _following.set(True)
    try:
        yield
    finally:
        _following.reset(token)


def _bring_form(translation: Translation) -> None:
    """Write the source's form, in the words of the translation, to the translated page."""
    page = translation.get_target_instance()
    if not isinstance(page, FormPage):
        return
    current = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    before = _raw(page)
    for name in AT_ONCE:
        setattr(page, name, getattr(current, name))
    if _raw(page) == before:
        return
    if page.live:
        page.save_revision(clean=False).publish()
    else:
        page.save(clean=False)
        page.save_revision(clean=False)


def _raw(page: FormPage) -> str:
    """Return what a page says about its form, to compare: as JSON, where no number is a Decimal."""
    values = [getattr(page, name) for name in AT_ONCE]
    raw = [
        list(value.stream_block.get_prep_value(value)) if isinstance(value, StreamValue) else value
        for value in values
    ]
    return json.dumps(raw, cls=DjangoJSONEncoder)
