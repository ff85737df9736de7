"""Object to a decision, and answer: each in one transaction, with its link in the record."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from forms.enums import DecisionAction
from forms.models import Decision, Objection, Submission
from forms.moderation.events import note_event
from forms.moderation.services import TransitionRefused, decide, restored_state
from forms.objections.rights import contestable
from forms.objections.team import others_who_may_answer
from forms.redaction.unmasking import unmask
from portal.search.queue import enqueue


class ObjectionRefused(Exception):
    """It cannot be objected to or answered (any more); the text says why, to the reader."""


def object_to(submission: Submission, decision_id: int, text: str) -> Objection:
    """Keep what an author says against a decision on their contribution.

    ``ObjectionRefused`` unless that decision still keeps it from being seen, its time has not passed and
    nobody has objected to it: once for each decision.
    """
    with transaction.atomic():
        row = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        decision = contestable(row)
        if decision is None or decision.pk != decision_id:
            raise ObjectionRefused(_("There is no decision that you could object to (any more)."))
        return Objection.objects.create(decision=decision, submission=row, text=text)


def obstacle(user: User, objection: Objection) -> str:
    """Return why somebody may not answer an objection in their own sections, or nothing.

    Nobody answers an objection to their own decision. If nobody else moderates the section, a superuser
    does, even about a decision of their own: there is nobody left to ask.
    """
    if objection.decision.by != user:
        return ""
    others = others_who_may_answer(objection.submission, user)
    if any(not other.is_superuser for other in others):
        return _("You took this decision: another moderator of this section answers the objection.")
    if others:
        return _("You took this decision and nobody else moderates this section: an administrator answers.")
    if user.is_superuser:
        return ""
    return _("You took this decision and nobody else moderates this section: ask for an administrator.")


def answer(objection: Objection, *, by: User, is_upheld: bool, text: str) -> Decision:
    """Uphold or dismiss an objection, and have its author told. One transaction.

    Upheld, the contribution goes back to where it was before the decision. ``ObjectionRefused`` if ``by``
    may not answer, if somebody else has, or if the decision no longer stands.
    """
    with transaction.atomic():
        row = Submission.objects.select_for_update(of=("self",)).get(pk=objection.submission_id)
        found = Objection.objects.select_related("decision__staff__user").get(pk=objection.pk)
        found.submission = row
        if found.answer_id is not None:
            raise ObjectionRefused(_("Somebody else has answered this objection meanwhile."))
        if why := obstacle(by, found):
            raise ObjectionRefused(why)
        if row.state != found.decision.to_state:
            raise ObjectionRefused(
                _("The decision no longer stands: the contribution is “%(state)s”.")
                % {"state": row.get_state_display()}
            )
        if is_upheld:
            decision = _reverse(row, found.decision, by=by, text=text)
        else:
            decision = note_event(row, DecisionAction.OBJECTION_DISMISSED, by=by, message=text)
        found.answer = decision
        found.save(update_fields=["answer"])
    return decision


def _reverse(row: Submission, contested: Decision, *, by: User, text: str) -> Decision:
    """Take a contribution back to where it was before the decision."""
    if contested.action == DecisionAction.MASK:
        return _put_words_back(row, contested, by=by, text=text)
    decision = decide(row, restored_state(row), DecisionAction.OBJECTION_UPHELD, by=by, message=text)
    if contested.action == DecisionAction.MERGE and row.merged_into:
        # What it was merged with no longer speaks for it.
        enqueue(row.merged_into)
    return decision


def _put_words_back(row: Submission, contested: Decision, *, by: User, text: str) -> Decision:
    """Show the words again that were masked; ``ObjectionRefused`` if others were masked since."""
    original = row.originals.select_related("decision").first()
    if original is None or original.decision != contested:
        raise ObjectionRefused(_("The original can no longer be put back."))
    try:
        return unmask(row, by=by, action=DecisionAction.OBJECTION_UPHELD, message=text)
    except TransitionRefused as refusal:
        raise ObjectionRefused(str(refusal)) from refusal
