"""Change the state of a submission. Everything that decides calls this, and nothing else does."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forms.enums import WITHDRAWABLE_STATES, Action, DecisionAction, DecisionSource, State
from forms.limits.following import follow_limits, with_places
from forms.models import Decision, OutgoingMail, Submission
from forms.moderation.locking import locked
from forms.moderation.states import ACTIONS, REASONED_STATES, TRANSITIONS, is_told
from forms.objections.rights import grant
from forms.reasons.statement import statement
from forms.record.chain import Event, Told, append
from forms.record.undoing import told_from
from forms.reports.settling import settle
from portal.search.queue import enqueue


class TransitionRefused(Exception):
    """The submission's state does not allow this decision; the text says why, to the reader."""


class DecisionConflict(TransitionRefused):
    """Somebody else decided first. ``submission`` is the row as it stands now."""

    def __init__(self, submission: Submission) -> None:
        """Say who did what."""
        self.submission = submission
        super().__init__(
            _("%(who)s decided in the meantime: the contribution is now “%(state)s”.")
            % {"who": _who_decided_last(submission), "state": submission.get_state_display()}
        )


def _who_decided_last(submission: Submission) -> str:
    """Return the name of whoever took the last decision."""
    last = submission.decisions.select_related("staff__user").last()
    if last and last.by:
        return last.by.get_full_name() or last.by.get_username()
    if last and last.source == DecisionSource.AUTHOR:
        return _("Its author")
    return _("Somebody else")


def publish(submission: Submission, *, by: User | None, **options: object) -> Decision:
    """Make a pending or hidden submission public."""
    return decide(submission, State.PUBLISHED, DecisionAction.PUBLISH, by=by, **options)  # type: ignore[arg-type]


def refuse(submission: Submission, *, by: User | None, **options: object) -> Decision:
    """Keep a pending submission from publication; needs a reason."""
    return decide(submission, State.REFUSED, DecisionAction.REFUSE, by=by, **options)  # type: ignore[arg-type]


def mark_spam(submission: Submission, *, by: User | None, **options: object) -> Decision:
    """Mark a pending or recorded submission as spam: it no longer counts."""
    return decide(submission, State.SPAM, DecisionAction.SPAM, by=by, **options)  # type: ignore[arg-type]


def hide(submission: Submission, *, by: User | None, **options: object) -> Decision:
    """Take a published submission from the public; needs a reason."""
    return decide(submission, State.HIDDEN, DecisionAction.HIDE, by=by, **options)  # type: ignore[arg-type]


def restore(submission: Submission, *, by: User | None, **options: object) -> Decision:
    """Take back a refusal, a hiding or a spam mark, each to the state before it.

    Raises ``TransitionRefused`` for a submission that stands as it came or as its author left it.
    """
    if Action.RESTORE not in ACTIONS[State(submission.state)]:
        raise TransitionRefused(
            _("There is nothing to restore: the contribution is “%(state)s”.")
            % {"state": submission.get_state_display()}
        )
    to_state = restored_state(submission)
    return decide(submission, to_state, DecisionAction.RESTORE, by=by, **options)  # type: ignore[arg-type]


def request_change(submission: Submission, *, by: User | None, **options: object) -> Decision:
    """Ask the author of a pending submission for a change; needs a message that says which one."""
    action = DecisionAction.REQUEST_CHANGE
    return decide(submission, State.CHANGES_REQUESTED, action, by=by, **options)  # type: ignore[arg-type]


def keep(
    submission: Submission, *, by: User | None, expected_revision: int | None = None, **options: object
) -> Decision:
    """Note that a moderator has looked at what its page's rule published, and that it stays.

    Its author is told nothing: nothing changes for them. Errors are those of ``decide``.
    """
    with transaction.atomic():
        row = locked(submission.pk)
        if expected_revision is not None and row.revision != expected_revision:
            raise DecisionConflict(row)
        if row.state != State.PUBLISHED or not row.unseen:
            raise TransitionRefused(_("A moderator has already looked at it."))
        row.unseen = False
        row.revision += 1
        row.save(update_fields=["revision", "unseen"])
        decision = append(
            row,
            Event(
                action=DecisionAction.CONFIRM,
                source=DecisionSource.MODERATOR,
                from_state=State.PUBLISHED,
                to_state=State.PUBLISHED,
                by=by,
            ),
        )
        settle(row, decision)
        enqueue(row)
    submission.revision, submission.unseen = row.revision, row.unseen
    return decision


def act(submission: Submission, action: Action, *, by: User | None, **options: object) -> Decision:
    """Do what a moderator asked for; ``options`` and errors are those of ``decide``."""
    take: Callable[..., Decision] = {
        Action.PUBLISH: publish,
        Action.REFUSE: refuse,
        Action.SPAM: mark_spam,
        Action.HIDE: hide,
        Action.RESTORE: restore,
        Action.REQUEST_CHANGE: request_change,
        Action.KEEP: keep,
    }[action]
    return take(submission, by=by, **options)


def withdraw(submission: Submission) -> Decision:
    """Take a submission back for its author: it is neither shown nor counted any more.

    What was merged with it was sent by others and stands by itself again.
    """
    from forms.merging.services import release

    action = DecisionAction.WITHDRAW
    with transaction.atomic():
        release(submission)
        return decide(submission, State.WITHDRAWN, action, by=None, source=DecisionSource.AUTHOR)


def restored_state(submission: Submission) -> State:
    """Return the state to which ``restore`` takes a submission."""
    if submission.state == State.HIDDEN:
        return State.PUBLISHED
    if submission.state == State.MERGED:
        merged = submission.decisions.filter(action=DecisionAction.MERGE).last()
        return State(merged.from_state) if merged else State.PENDING
    if submission.state == State.SPAM:
        marked = submission.decisions.filter(to_state=State.SPAM).exclude(from_state=State.SPAM).last()
        if marked and marked.from_state == State.RECORDED:
            return State.RECORDED
    return State.PENDING


def decide(
    submission: Submission,
    to_state: State,
    action: DecisionAction,
    *,
    by: User | None,
    source: DecisionSource | None = None,
    reason: str = "",
    message: str = "",
    facts: str = "",
    expected_revision: int | None = None,
    at: datetime | None = None,
    unseen: bool = False,
) -> Decision:
    """Take one decision in one transaction, with its link in the record, its mail and its index entry.

    ``by`` is the moderator; without one it is a rule of the page unless ``source`` says that it is
    the author. ``expected_revision`` is the revision that the moderator saw: if the row has moved
    on, ``DecisionConflict`` is raised and nothing changes. ``TransitionRefused`` says that the state
    does not allow it or that a reason is missing. ``at`` dates back what was decided elsewhere.
    What the author is told is put into words here, for good (``forms.reasons.statement``); ``facts``
    go before those that the reason gives. ``unseen`` is for what its page's rule publishes as it comes
    in: its author learns it with the confirmation, and a moderator has yet to look at it.
    On return ``submission`` has the new state.
    """
    with transaction.atomic():
        row = locked(submission.pk, with_places(Submission.objects.all()))
        if expected_revision is not None and row.revision != expected_revision:
            raise DecisionConflict(row)
        if Submission.page.is_cached(submission):
            row.page = submission.page
        told = statement(row, reason=reason, message=message, facts=facts)
        _check(row, to_state, told)
        now = at or timezone.now()
        from_state = State(row.state)
        row.state = to_state
        row.revision += 1
        row.decided_at = now
        if to_state == State.PUBLISHED:
            row.published_at = row.published_at or now
        row.unseen = unseen
        if to_state != State.MERGED:
            row.merged_into = None
        row.save(update_fields=["state", "revision", "decided_at", "published_at", "unseen", "merged_into"])
        decision = append(
            row,
            Event(
                action=action,
                source=source or (DecisionSource.MODERATOR if by else DecisionSource.SYSTEM),
                from_state=from_state,
                to_state=to_state,
                by=by,
                reason=reason,
                told=told,
                at=now,
            ),
        )
        grant(decision)
        settle(row, decision)
        if is_told(decision) and not unseen:
            tell(row, decision)
        follow_limits(row, from_state, to_state)
        enqueue(row)
    for field in ("state", "revision", "decided_at", "published_at", "unseen"):
        setattr(submission, field, getattr(row, field))
    return decision


def tell(submission: Submission, decision: Decision) -> None:
    """Have the author told of a decision by mail, if they left an address.

    A moderator's decision waits as long as it may still be undone.
    """
    if submission.contributor_id is None:
        return
    OutgoingMail.objects.create(
        submission=submission,
        contributor_id=submission.contributor_id,
        decision=decision,
        kind=OutgoingMail.Kind.DECIDED,
        event=f"decided:{decision.pk}",
        not_before=told_from(decision),
    )


def _check(row: Submission, to_state: State, told: Told) -> None:
    """Raise ``TransitionRefused`` unless this may be decided now."""
    allowed = (
        row.state in WITHDRAWABLE_STATES
        if to_state == State.WITHDRAWN
        else to_state in TRANSITIONS[State(row.state)]
    )
    if row.state == to_state:
        raise TransitionRefused(
            _("The contribution is already “%(state)s”.") % {"state": row.get_state_display()}
        )
    if not allowed:
        raise TransitionRefused(
            _("A contribution that is “%(from)s” cannot become “%(to)s”.")
            % {"from": row.get_state_display(), "to": State(to_state).label}
        )
    if to_state in REASONED_STATES and not told.reason_label:
        raise TransitionRefused(_("Choose a reason: its author will read it."))
    if to_state == State.CHANGES_REQUESTED and not told.text.strip():
        raise TransitionRefused(_("Write what should be changed: its author will read it."))
