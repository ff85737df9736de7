"""Take a report, and hide what many report."""

from collections import Counter
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from forms.enums import DecisionAction, DecisionSource, State
from forms.models import AppealSettings, Contributor, Report, Submission
from forms.moderation.services import decide
from forms.reasons.statement import told_language
from forms.receipts import nonce_digest


@dataclass(frozen=True)
class Reported:
    """What a visitor said."""

    reason: str
    text: str
    language: str
    email: str = ""
    # Whether it is the first of its connection today.
    counts: bool = True


def report(submission: Submission, said: Reported, *, secret: str) -> Report | None:
    """Keep a report; hide the contribution if it is one report too many. One transaction.

    ``secret`` is that of the form's nonce: the same form sent twice is one report. None for a
    contribution that nobody can read any more.
    """
    if earlier := reported_before(submission.pk, secret):
        return earlier
    try:
        with transaction.atomic():
            row = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
            if row.state != State.PUBLISHED:
                return None
            reporter = None
            if said.email:
                reporter = Contributor.objects.create(email=said.email, language=said.language)
            made = Report.objects.create(
                submission=row,
                reason=said.reason,
                text=said.text,
                language=said.language,
                reporter=reporter,
                counts=said.counts,
                nonce_digest=_digest(submission.pk, secret),
            )
            _hide_what_many_report(row)
    except IntegrityError:
        # The same form arrived twice at the same moment.
        return reported_before(submission.pk, secret)
    return made


def reported_before(submission_id: int, secret: str) -> Report | None:
    """Return the report that was made of a form with this secret, if it was."""
    return Report.objects.filter(nonce_digest=_digest(submission_id, secret)).first()


def _digest(submission_id: int, secret: str) -> str:
    return nonce_digest(secret, f"report:{submission_id}")


def _hide_what_many_report(row: Submission) -> None:
    """Hide a published contribution if the site says that so many reports do.

    Once a moderator has looked at one and kept it, numbers hide it no more: a campaign of reports does
    not silence what a person has judged.
    """
    site = row.page.get_site()
    threshold = AppealSettings.for_site(site).reports_to_hide if site else None
    if threshold is None:
        return
    reports = Report.objects.filter(submission=row)
    if reports.filter(outcome=Report.Outcome.KEPT).exists():
        return
    reasons = list(reports.filter(settled_at=None, counts=True).values_list("reason", flat=True))
    if len(reasons) < threshold:
        return
    with translation.override(told_language(row)):
        facts = _(
            "%(number)d visitors have reported it, most of them for the reason given here. It is hidden "
            "until a moderator has looked at it."
        ) % {"number": len(reasons)}
    decide(
        row,
        State.HIDDEN,
        DecisionAction.HIDE,
        by=None,
        source=DecisionSource.SYSTEM,
        reason=Counter(reasons).most_common(1)[0][0],
        facts=facts,
    )
