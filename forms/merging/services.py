"""Merge contributions and separate them again. Each that moves has its own link in the record."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from forms.enums import DecisionAction, State
from forms.models import Decision, OutgoingMail, Submission
from forms.moderation.services import DecisionConflict, TransitionRefused, decide, restored_state
from forms.reasons.services import is_in_use
from forms.reasons.statement import told_language
from portal.search.queue import enqueue

# What may be joined to another one, and what may stay.
MERGEABLE = frozenset({State.PENDING, State.PUBLISHED})
# So many in one go: a moderator reads them all.
MOST = 50
DUPLICATE = "duplicate"


def merge(
    target: Submission,
    others: Sequence[Submission],
    *,
    by: User,
    message: str = "",
    revisions: dict[int, int] | None = None,
) -> list[Decision]:
    """Join others to the contribution that stays, all or none; return their decisions.

    ``revisions`` are those that the moderator saw, by number. All were sent to one page, in whatever
    language. Raises ``DecisionConflict`` if one has moved on, ``TransitionRefused`` if one is in no
    state to be merged or already brings others together. Permission is the caller's matter.
    """
    with transaction.atomic():
        rows = _locked(Q(pk__in=[target.pk, *(other.pk for other in others)]))
        stays = rows.pop(target.pk)
        _check(stays, list(rows.values()), revisions or {})
        # Before the decisions, which put into words and index what is so.
        Submission.objects.filter(pk__in=rows).update(merged_into=stays)
        decisions = [
            decide(
                row,
                State.MERGED,
                DecisionAction.MERGE,
                by=by,
                reason=DUPLICATE if is_in_use(DUPLICATE) else "",
                message=message,
                facts=_facts(row, stays),
            )
            for row in rows.values()
        ]
        enqueue(stays)
    return decisions


def split(submission: Submission, *, by: User, expected_revision: int | None = None) -> Decision:
    """Separate a contribution again: it goes back to where it was before it was merged.

    If its author has not been told of the merging yet, they are told of neither. Errors are those of
    ``merge``.
    """
    with transaction.atomic():
        rows = _locked(Q(pk__in=[submission.pk, submission.merged_into_id]))
        row = rows[submission.pk]
        if expected_revision is not None and row.revision != expected_revision:
            raise DecisionConflict(row)
        return _split(row, by=by)


def release(target: Submission) -> None:
    """Separate all that was merged with a contribution, because its author takes it back."""
    if not Submission.objects.filter(merged_into=target, state=State.MERGED).exists():
        return
    rows = _locked(Q(pk=target.pk) | Q(merged_into=target, state=State.MERGED))
    for row in rows.values():
        if row.pk != target.pk:
            _split(row, by=None)


def _locked(which: Q) -> dict[int, Submission]:
    """Lock the rows in the order of their numbers, so that two who lock the same ones never block."""
    rows = Submission.objects.select_for_update(of=("self",)).filter(which).order_by("pk")
    return {row.pk: row for row in rows}


def _check(stays: Submission, others: list[Submission], revisions: dict[int, int]) -> None:
    """Raise unless these can be joined to that one now."""
    for row in (stays, *others):
        if row.revision != revisions.get(row.pk, row.revision):
            raise DecisionConflict(row)
        if row.page_key != stays.page_key:
            raise TransitionRefused(_("Only contributions to the same page can be merged."))
        if row.state not in MERGEABLE:
            raise TransitionRefused(
                _("No. %(number)s is “%(state)s”: only what is published or awaits moderation can be merged.")
                % {"number": row.pk, "state": row.get_state_display()}
            )
    if not others:
        raise TransitionRefused(_("Choose at least two contributions."))
    together = Submission.objects.filter(merged_into__in=others, state=State.MERGED)
    if found := together.values_list("merged_into", flat=True).first():
        raise TransitionRefused(
            _("No. %(number)s already brings others together: let it be the one that stays.")
            % {"number": found}
        )


def _split(row: Submission, *, by: User | None) -> Decision:
    if row.state != State.MERGED:
        raise TransitionRefused(
            _("It is not merged with another one: it is “%(state)s”.") % {"state": row.get_state_display()}
        )
    merged = row.decisions.filter(action=DecisionAction.MERGE).last()
    untold, _models = OutgoingMail.objects.filter(
        decision=merged, sent_at=None, attempts=0, kind=OutgoingMail.Kind.DECIDED
    ).delete()
    target = row.merged_into
    decision = decide(row, restored_state(row), DecisionAction.SPLIT, by=by)
    if untold:
        OutgoingMail.objects.filter(decision=decision).delete()
    if target:
        enqueue(target)
    return decision


def _facts(row: Submission, stays: Submission) -> str:
    """Say with which one it is merged, in its author's language: by number, never in another's words."""
    with translation.override(told_language(row)):
        return _("It says the same as contribution no. %(number)s, which stays and speaks for both.") % {
            "number": stays.pk
        }
