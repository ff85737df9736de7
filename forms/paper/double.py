"""Double entry: two agents type the same sheet without seeing what the other typed; only then it counts.

Where both typed the same it counts at once. Where they differ, somebody looks at the sheet a third time
(``settle``). Spaces and line ends make no difference.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forms.builder import CONTACT, QuestionForm, field_name
from forms.enums import Channel
from forms.intake.services import Receipt
from forms.logic.subjects import numbers_of
from forms.models import DoubleEntry, FormVersion, TypedSheet
from forms.paper.marks import Mark, Marks, apply
from forms.paper.services import type_in
from forms.paper.sheet import SheetForm

FIRST, SECOND, ANEW = "first", "second", "anew"
# What the sheet itself says, beside its questions.
RECEIVED_ON, CHANNEL = "received_on", "channel"


class NotYours(Exception):
    """The sheet waits for somebody else."""


@dataclass(frozen=True)
class Kept:
    """A sheet that was typed in: with a receipt once it counts."""

    page_id: int
    reference: str
    receipt: Receipt | None = None
    # The first of two that differ.
    compare: int | None = None

    def go_on(self, request: HttpRequest, *, finished: bool) -> str:
        """Say what becomes of a sheet that does not count yet, and return where to go on."""
        words = {"reference": self.reference}
        if self.compare:
            text = _("Sheet %(reference)s is typed in twice, and not the same: look at it again.") % words
            messages.warning(request, text)
        else:
            text = _("Sheet %(reference)s is typed in once. It counts when another agent has typed it, too.")
            messages.success(request, text % words)
        return reverse("paper") if finished else reverse("paper_type_in", args=[self.page_id])


@dataclass(frozen=True)
class Difference:
    """One thing that two agents typed differently."""

    key: str
    number: str
    label: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    # The form's field where it is a question: it can be typed anew.
    field: Any = None


def keep(
    page: Any, agent: User, questions: QuestionForm, sheet: SheetForm, marks: Marks, *, secret: str
) -> Kept:
    """Keep what an agent typed, in one transaction; record the sheet if it is what the other one typed.

    Both forms are valid. Until the other has typed it, whoever was first may type it again. ``NotYours``
    for a sheet that was typed in twice already.
    """
    reference = sheet.cleaned_data["reference"]
    try:
        with transaction.atomic():
            version = FormVersion.freeze(page, questions.stream)
            earlier = list(_typed(page, reference).select_for_update(of=("self",)))
            if len(earlier) > 1:
                raise NotYours(_("This sheet was typed in twice already; its differences wait for somebody."))
            first = earlier[0] if earlier else None
            # What was typed into another form than this cannot be compared with it.
            is_first = first is None or first.agent_id == agent.pk or first.version_id != version.pk
            if is_first and first:
                first.delete()
            mine = TypedSheet.objects.create(
                page_id=page.pk,
                page_key=page.translation_key,
                version=version,
                reference=reference,
                place=1 if is_first else 2,
                agent=agent,
                channel=sheet.cleaned_data[CHANNEL],
                received_on=sheet.cleaned_data[RECEIVED_ON],
                sent=_sent(questions),
                marks=marks,
            )
            if is_first or first is None:
                return Kept(page.pk, reference)
            if differences(page, first, mine):
                return Kept(page.pk, reference, compare=first.pk)
            receipt = _record(page, agent, [first, mine], questions, sheet, marks, secret, [], None)
    except IntegrityError as error:
        raise NotYours(_("Somebody typed this sheet in at the same moment: save it again.")) from error
    return Kept(page.pk, reference, receipt)


def pair_of(first: TypedSheet) -> list[TypedSheet]:
    """Return both entries of a sheet, or the one there is."""
    found = TypedSheet.objects.filter(page_key=first.page_key, reference__iexact=first.reference)
    return list(found.select_related("version", "agent"))


def differences(page: Any, first: TypedSheet, second: TypedSheet) -> list[Difference]:
    """Return what two agents typed differently, in the order of the sheet."""
    forms = [form_of(page, typed) for typed in (first, second)]
    answers = [form.answers() for form in forms]
    found = []
    for key, label in ((RECEIVED_ON, _("Received on")), (CHANNEL, _("How it came"))):
        if getattr(first, key) != getattr(second, key):
            found.append(Difference(key, "", label, _fact(first, key), _fact(second, key)))
    numbers = numbers_of(forms[0].stream)
    for child in forms[0].questions:
        given = [_plain(each.get(child.id)) for each in answers]
        marks = [typed.marks.get(child.id) for typed in (first, second)]
        if given[0] != given[1] or marks[0] != marks[1]:
            said = [
                (str(Mark(mark).label),) if mark else child.block.show(child.value, each.get(child.id))
                for mark, each in zip(marks, answers, strict=True)
            ]
            number, name = str(numbers.get(child.id, "")), field_name(child.id)
            label = child.value.get("label") or ""
            found.append(Difference(child.id, number, label, said[0], said[1], forms[0][name]))
    contacts = [form.contact_email() for form in forms]
    if contacts[0] != contacts[1]:
        label, field = _("Your e-mail address"), forms[0][CONTACT]
        found.append(Difference(CONTACT, "@", label, (contacts[0],), (contacts[1],), field))
    return found


def settle(
    page: Any, agent: User, pair: list[TypedSheet], choices: dict[str, str], anew: QueryDict, *, secret: str
) -> tuple[Receipt | None, QuestionForm, SheetForm]:
    """Record a sheet as somebody settled it, in one transaction; no receipt for what either form refuses.

    ``choices`` says for each difference whose entry is kept, ``ANEW`` for what is in ``anew``, or
    ``Mark.UNREADABLE``.
    """
    first, second = pair
    found = differences(page, first, second)
    sent, marks = {**first.sent}, {**first.marks}
    facts: dict[str, Any] = {RECEIVED_ON: first.received_on, CHANNEL: first.channel}
    typed_form = form_of(page, first)
    for difference in found:
        choice = choices.get(difference.key, FIRST)
        if difference.key in facts:
            facts[difference.key] = getattr(second if choice == SECOND else first, difference.key)
            continue
        name = CONTACT if difference.key == CONTACT else field_name(difference.key)
        source = {SECOND: second.sent, ANEW: dict(anew.lists())}.get(choice, first.sent)
        marks.pop(difference.key, None)
        if choice == Mark.UNREADABLE:
            marks[difference.key] = choice
        elif choice != ANEW and (mark := (second if choice == SECOND else first).marks.get(difference.key)):
            marks[difference.key] = mark
        for part in typed_form.parts(name):
            sent.pop(part, None)
            if part in source:
                sent[part] = source[part]
    questions = _form(page, first.version, sent, marks)
    sheet = SheetForm(
        page,
        {
            "sheet-reference": first.reference,
            "sheet-received_on": facts[RECEIVED_ON].isoformat(),
            "sheet-channel": facts[CHANNEL],
        },
        version_id=None,
    )
    if not all([questions.is_valid(), sheet.is_valid()]):
        return None, questions, sheet
    kept = [{"question": difference.key, "kept": choices.get(difference.key, FIRST)} for difference in found]
    with transaction.atomic():
        receipt = _record(page, agent, pair, questions, sheet, marks, secret, kept, agent)
    return receipt, questions, sheet


def _record(
    page: Any,
    agent: User,
    pair: list[TypedSheet],
    questions: QuestionForm,
    sheet: SheetForm,
    marks: Marks,
    secret: str,
    kept: list[dict[str, str]],
    settled_by: User | None,
) -> Receipt:
    """Record what both agree on, and who typed it; what they typed goes."""
    receipt = type_in(page, agent, questions, sheet, secret=secret, marks=marks)
    DoubleEntry.objects.create(
        submission=receipt.submission,
        first_agent_id=pair[0].agent_id,
        second_agent_id=pair[1].agent_id,
        settled_by=settled_by,
        settled_at=timezone.now(),
        differences=kept,
    )
    TypedSheet.objects.filter(pk__in=[typed.pk for typed in pair]).delete()
    return receipt


def form_of(page: Any, typed: TypedSheet) -> QuestionForm:
    """Return the valid form that an agent sent."""
    form = _form(page, typed.version, typed.sent, typed.marks)
    form.is_valid()
    return form


def _form(page: Any, version: FormVersion, sent: dict[str, list[str]], marks: Marks) -> QuestionForm:
    data = QueryDict(mutable=True)
    for name, values in sent.items():
        data.setlist(name, values)
    form = QuestionForm(
        version.stream,
        offers_contact=page.offers_contact and not page.anonymous,
        publishes=page.publishes,
        data=data,
    )
    apply(marks, form)
    return form


def _typed(page: Any, reference: str) -> Any:
    return TypedSheet.objects.filter(page_key=page.translation_key, reference__iexact=reference)


def _sent(questions: QuestionForm) -> dict[str, list[str]]:
    """Return what the form was sent, without what belongs to the screen."""
    data: Any = questions.data
    parts = {part for name in questions.fields for part in questions.parts(name)}
    sent = {name: values for name, values in data.lists() if name in parts}
    # A file is sent once; what names it from then on is what is kept.
    for name, field in questions.fields.items():
        held = getattr(field.widget, "typed", None)
        sent |= {name + ending: values for ending, values in held(name).items()} if held else {}
    return sent


def _plain(stored: Any) -> Any:
    """Return an answer as it is compared: spaces and line ends make no difference."""
    if isinstance(stored, str):
        return " ".join(stored.split())
    if isinstance(stored, list):
        return [_plain(each) for each in stored]
    if isinstance(stored, dict):
        return {key: _plain(each) for key, each in stored.items()}
    return stored


def _fact(typed: TypedSheet, key: str) -> tuple[str]:
    if key == CHANNEL:
        return (str(Channel(typed.channel).label),)
    return (date_format(typed.received_on),)
