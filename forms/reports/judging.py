"""A moderator judges what was reported: the contribution stays, or it is not shown."""

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from forms.enums import DecisionAction, State
from forms.models import Decision, Submission
from forms.moderation import services
from forms.moderation.events import note_event
from forms.objections.rights import grant
from forms.reports.settling import settle


class Judgement(models.TextChoices):
    """What a moderator may say of reports."""

    KEEP = "keep", _("It stays published")
    HIDE = "hide", _("It is not shown")


def judge(
    submission: Submission,
    judgement: Judgement,
    *,
    by: User,
    reason: str = "",
    message: str = "",
    expected_revision: int | None = None,
) -> Decision:
    """Settle the open reports of a contribution by a decision on it; one transaction.

    Hiding needs a reason, whether it is shown at this moment or a rule has hidden it: then its author is
    owed the statement of a person. Errors are those of ``forms.moderation.services.decide``.
    """
    with transaction.atomic():
        row = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        if expected_revision is not None and row.revision != expected_revision:
            raise services.DecisionConflict(row)
        stays = judgement == Judgement.KEEP
        if row.state == State.HIDDEN and stays:
            return services.restore(row, by=by)
        if row.state == State.PUBLISHED and not stays:
            return services.hide(row, by=by, reason=reason, message=message)
        if row.state not in (State.PUBLISHED, State.HIDDEN):
            raise services.TransitionRefused(
                _("The contribution is already “%(state)s”.") % {"state": row.get_state_display()}
            )
        if stays:
            Submission.objects.filter(pk=row.pk).update(unseen=False)
            decision = note_event(row, DecisionAction.CONFIRM, by=by, is_told=False)
        else:
            decision = note_event(row, DecisionAction.HIDE, by=by, reason=reason, message=message)
            grant(decision)
        settle(row, decision)
    return decision
