"""What residents are written, each in the language of their contribution or of their report."""

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from forms.edits.services import may_edit
from forms.enums import WITHDRAWABLE_STATES, DecisionAction, State
from forms.follow import link_token
from forms.letters import compose, identity_of, site_of
from forms.models import Contributor, Decision, OutgoingMail, Submission


def letter_to_resident(
    row: OutgoingMail,
    submission: Submission,
    contributor: Contributor,
    connection: BaseEmailBackend | None,
) -> mail.EmailMessage:
    """Return the message about a row's event, with no text in it that a resident typed."""
    known = dict(settings.LANGUAGES)
    language = contributor.language
    with translation.override(language if language in known else settings.LANGUAGE_CODE):
        page = submission.page
        site = site_of(page)
        identity = identity_of(site)
        root = site.root_url if site else settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        context = {
            "page": page,
            "page_url": page.full_url if page.live else "",
            "submission": submission,
            "decision": row.decision,
            "message": getattr(row.decision, "message", None),
            "right": getattr(row.decision, "objection_right", None),
            "outcome": getattr(submission, "outcome", None),
            "identity": identity,
            "name": identity.texts.name,
        }
        if row.kind == OutgoingMail.Kind.REPORT_SETTLED:
            # Whoever reported it follows nothing: the link is its author's alone.
            context["report"] = contributor.reports.first()
        else:
            context |= {
                "link": root + reverse("follow_link", args=[link_token(submission.pk)]),
                "can_withdraw": submission.state in WITHDRAWABLE_STATES,
                "can_edit": may_edit(submission),
                "follow_url": root + reverse("follow"),
            }
        return compose(
            to=contributor.email,
            subject=_subject(row),
            body=render_to_string(f"forms/mail/{row.kind}.txt", context),
            identity=identity,
            connection=connection,
        )


def _subject(row: OutgoingMail) -> str:
    """Return what a message is about, in a few words."""
    subjects = {
        OutgoingMail.Kind.ANSWERED: _("Your contribution has been answered"),
        OutgoingMail.Kind.REPORT_SETTLED: _("Your report has been looked at"),
        OutgoingMail.Kind.RECEIVED: _("Your contribution has been received"),
    }
    kind = OutgoingMail.Kind(row.kind)
    return _decided(row.decision) if kind not in subjects and row.decision else subjects[kind]


def _decided(decision: Decision) -> str:
    """Return what a decision says in a few words: of what happened, else of where that leads."""
    by_action = {
        DecisionAction.OBJECTION_UPHELD: _("Your objection is upheld"),
        DecisionAction.OBJECTION_DISMISSED: _("Your objection is dismissed"),
        DecisionAction.SPLIT: _("Your contribution stands by itself again"),
        DecisionAction.MASK: _("Some words of your contribution are masked"),
        DecisionAction.UNMASK: _("The masked words of your contribution are back"),
        DecisionAction.REQUEST_CHANGE: _("You are asked to change your contribution"),
    }
    by_state = {
        State.PUBLISHED: _("Your contribution is published"),
        State.REFUSED: _("Your contribution is not published"),
        State.HIDDEN: _("Your contribution is no longer shown"),
        State.WITHDRAWN: _("You have taken your contribution back"),
        State.MERGED: _("Your contribution is joined to another one"),
        State.PENDING: _("Your contribution is looked at again"),
    }
    action = DecisionAction(decision.action)
    if action in by_action:
        return by_action[action]
    return by_state.get(State(decision.to_state), _("News of your contribution"))
