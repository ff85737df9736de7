"""Keep what somebody has typed so far, give it back, and erase it."""

import hashlib
import json
import logging
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.models import Page

from forms.builder import CONTACT, QuestionForm, field_name
from forms.fields.plain import visible
from forms.fields.reading import questions_of
from forms.files.holding import keep_typed
from forms.flow import codes, token
from forms.models import Contributor, Draft, OutgoingMail

logger = logging.getLogger(__name__)

INTERVAL = timedelta(hours=1)
BATCH = 500
# Without a code nobody finds a draft again once the browser's token is too old.
UNSAVED = timedelta(seconds=token.SECONDS)


def find(page: Page, held: token.Token | None, *, for_update: bool = False) -> Draft | None:
    """Return the draft of this page that a browser's token stands for, if it is still there.

    ``for_update`` (in a transaction) has a second tab wait until the first one's answers are written.
    """
    if held is None:
        return None
    rows = Draft.objects.select_for_update() if for_update else Draft.objects.all()
    return rows.filter(pk=held.draft_id, page_key=page.translation_key, expires_at__gt=timezone.now()).first()


def find_by_code(page: Page, code: str) -> Draft | None:
    """Return the draft of this page, in whatever language it was begun, that has the code."""
    return Draft.objects.filter(
        code_digest=codes.digest_of(code), page_key=page.translation_key, expires_at__gt=timezone.now()
    ).first()


def begin(page: Page, secret: str, *, is_stray: bool = False) -> token.Token:
    """Begin a draft and return the browser's token; the same form's secret begins the same draft."""
    pk = codes.id_from(secret)
    Draft.objects.get_or_create(
        pk=pk,
        defaults={
            "page_id": page.pk,
            "page_key": page.translation_key,
            "is_stray": is_stray,
            "expires_at": timezone.now() + UNSAVED,
        },
    )
    return token.issue(pk)


def mark(draft: Draft | None, ids: Iterable[str]) -> str:
    """Return a word for what is typed in some questions: another tab's change makes it another one."""
    typed = draft.typed if draft else {}
    kept = json.dumps({pk: typed[pk] for pk in sorted(ids) if pk in typed}, sort_keys=True)
    return hashlib.sha256(kept.encode()).hexdigest()[:16]


def write(draft: Draft, form: QuestionForm, data: QueryDict, *, seen_other: bool) -> None:
    """Put what one screen sent in the place of what it held, whether it is valid or not.

    ``form`` has been validated. ``seen_other`` says that the sender saw the screen as it was before
    somebody (they themselves, in another tab) changed it: the later answer stays, and it is said
    which one went. ``RequestDataTooBig`` for more than could be sent at once.
    """
    draft.replaced = []
    for child in form.questions:
        before = draft.typed.get(child.id)
        if seen_other and before is not None and before != typed_in(form, data, child.id):
            draft.replaced.append(draft.words.get(child.id, [""]))
        _write_question(draft, form, data, child)
    if CONTACT in form.fields and CONTACT in data:
        draft.typed[CONTACT] = {"": [visible(text) for text in data.getlist(CONTACT)]}
    save(draft)


def typed_in(form: QuestionForm, data: QueryDict, question_id: str) -> dict[str, list[str]] | None:
    """Return what was typed in a question's inputs, by the end of their names; None for nothing."""
    name = field_name(question_id)
    widget = form.fields[name].widget
    if hasattr(widget, "typed"):
        # Files that were chosen are held by now: they are named instead of being sent again.
        return widget.typed(name) or None
    typed = {}
    for part in form.parts(name):
        values = [visible(text) for text in data.getlist(part)]
        if any(text.strip() for text in values):
            typed[part.removeprefix(name)] = values
    return typed or None


def _write_question(
    draft: Draft, form: QuestionForm, data: QueryDict, child: StreamValue.StreamChild
) -> None:
    typed = typed_in(form, data, child.id)
    stored = child.block.store(form.cleaned_data.get(field_name(child.id)))
    for kept in (draft.typed, draft.words, draft.answers):
        kept.pop(child.id, None)
    if typed is not None:
        draft.typed[child.id] = typed
        lines = child.block.show(child.value, stored) if stored is not None else ()
        texts = [text for values in typed.values() for text in values if text.strip()]
        draft.words[child.id] = [str(child.value.get("label") or ""), *(str(line) for line in lines or texts)]
    if stored is not None:
        draft.answers[child.id] = stored


def save(draft: Draft) -> None:
    """Write a draft and let its time begin anew."""
    if len(json.dumps(draft.typed)) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise RequestDataTooBig
    kept_for = timedelta(days=settings.DRAFT_DAYS) if draft.code_digest else UNSAVED
    draft.expires_at = timezone.now() + kept_for
    keep_typed(draft.typed.values(), waits=kept_for)
    draft.save()


def all_typed(draft: Draft, stream: StreamValue) -> QueryDict:
    """Return all that was typed in questions that the form still has, as one form would send it."""
    data = QueryDict(mutable=True)
    for child in questions_of(stream):
        for part, values in draft.typed.get(child.id, {}).items():
            data.setlist(field_name(child.id) + part, values)
    for values in draft.typed.get(CONTACT, {}).values():
        data.setlist(CONTACT, values)
    return data


def fill(form: QuestionForm, draft: Draft | None, stream: StreamValue) -> None:
    """Show in an unbound form what was typed, as it was typed."""
    if draft is None:
        return
    data = all_typed(draft, stream)
    typed = {field_name(child.id) for child in form.questions if child.id in draft.typed}
    if CONTACT in draft.typed:
        typed.add(CONTACT)
    form.initial = {
        name: field.widget.value_from_datadict(data, {}, name)
        for name, field in form.fields.items()
        if name in typed
    }


def lost(draft: Draft, stream: StreamValue) -> list[list[str]]:
    """Return label and lines of what was typed in questions that the form no longer has."""
    return [draft.words.get(pk, [""]) for pk in _lost_ids(draft, stream)]


def _lost_ids(draft: Draft, stream: StreamValue) -> list[str]:
    asked = {child.id for child in questions_of(stream)} | {CONTACT}
    return [pk for pk in draft.typed if pk not in asked]


def drop_lost(draft: Draft, stream: StreamValue) -> bool:
    """Take out what was typed in questions that the form no longer has, to be said; whether there was any."""
    found = _lost_ids(draft, stream)
    for pk in found:
        del draft.typed[pk]
        draft.answers.pop(pk, None)
        draft.dropped.append(draft.words.pop(pk, [""]))
    return bool(found)


def take_over(draft: Draft, stray: Draft) -> None:
    """Add to a draft what was typed while it could not be found, and erase that one; the later wins."""
    with transaction.atomic():
        kept = Draft.objects.select_for_update().get(pk=draft.pk)
        kept.replaced = [
            kept.words.get(pk, [""])
            for pk, typed in stray.typed.items()
            if pk != CONTACT and pk in kept.typed and kept.typed[pk] != typed
        ]
        for pk in stray.typed:
            kept.answers.pop(pk, None)
        kept.typed |= stray.typed
        kept.answers |= stray.answers
        kept.words |= stray.words
        save(kept)
        erase(stray)


def give_code(draft: Draft) -> None:
    """Let a draft be found by its code from now on."""
    draft.code_digest = codes.digest_of(codes.code_of(draft.pk))
    save(draft)


def erase(draft: Draft) -> None:
    """Erase a draft with whatever leads to its author: the address that its code was to be sent to.

    Call it in the transaction that records the answers: nothing of the draft remains beside them.
    """
    _erase([draft])


def _erase(drafts: list[Draft]) -> None:
    saved = [draft for draft in drafts if draft.code_digest]
    if saved:
        mail = OutgoingMail.objects.filter(draft__in=saved)
        Contributor.objects.filter(pk__in=list(mail.values_list("contributor_id", flat=True))).delete()
    Draft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()


def erase_expired() -> int:
    """Erase, in batches, the drafts that nobody has touched for so long; return how many."""
    erased = 0
    while batch := list(
        Draft.objects.filter(expires_at__lte=timezone.now()).only("pk", "code_digest")[:BATCH]
    ):
        with transaction.atomic():
            _erase(batch)
        erased += len(batch)
    if erased:
        logger.info("Erased %d drafts that were not sent", erased)
    return erased
