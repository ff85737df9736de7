"""The closed lists of words that submissions are described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a submission stands. Four facts that are never one flag, and their neighbours.

    Awaiting a decision, refused before publication, hidden after publication, withdrawn by its
    author; ``RECORDED`` is an answer that nobody means to publish (a questionnaire's).
    """

    RECORDED = "recorded", _("Recorded")
    PENDING = "pending", _("Awaiting moderation")
    PUBLISHED = "published", _("Published")
    REFUSED = "refused", _("Refused")
    HIDDEN = "hidden", _("Hidden after publication")
    SPAM = "spam", _("Spam")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")
    CHANGES_REQUESTED = "changes_requested", _("Change requested")
    MERGED = "merged", _("Merged with another")


# Answers that results count: what was refused, hidden, withdrawn or is spam does not count. What
# was merged was said all the same.
COUNTED_STATES = (
    State.RECORDED,
    State.PENDING,
    State.PUBLISHED,
    State.CHANGES_REQUESTED,
    State.MERGED,
)
# What its author may still withdraw.
WITHDRAWABLE_STATES = (*COUNTED_STATES, State.HIDDEN)


class Channel(models.TextChoices):
    """How somebody came."""

    WEB = "web", _("Web")
    PAPER = "paper", _("Paper")
    DESK = "desk", _("Desk")
    WORKSHOP = "workshop", _("Workshop")
    PHONE = "phone", _("Phone")
    IMPORT = "import", _("Import")


# How what an agent types in had come.
TYPED_CHANNELS = (Channel.PAPER, Channel.DESK, Channel.WORKSHOP, Channel.PHONE)


class FollowUp(models.TextChoices):
    """What became of what residents said."""

    DECIDED = "decided", _("Decided")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    STUDIED = "studied", _("Being studied")
    DECLINED = "declined", _("Not kept")


class Action(models.TextChoices):
    """What a moderator may do with a submission."""

    PUBLISH = "publish", _("Publish")
    REFUSE = "refuse", _("Refuse")
    SPAM = "spam", _("Mark as spam")
    HIDE = "hide", _("Hide")
    RESTORE = "restore", _("Restore")
    REQUEST_CHANGE = "request_change", _("Ask for a change")
    KEEP = "confirm", _("Keep published")


class DecisionAction(models.TextChoices):
    """What happened to a submission, as the record names it: each is a link of the chain."""

    PUBLISH = "publish", _("Published")
    REFUSE = "refuse", _("Refused")
    SPAM = "spam", _("Marked as spam")
    HIDE = "hide", _("Hidden")
    RESTORE = "restore", _("Restored")
    WITHDRAW = "withdraw", _("Withdrawn by its author")
    UNDO = "undo", _("Decision taken back")
    REQUEST_CHANGE = "request_change", _("Change requested")
    EDIT = "edit", _("Changed by its author")
    MASK = "mask", _("Words masked")
    UNMASK = "unmask", _("Masked words put back")
    MERGE = "merge", _("Merged with another")
    SPLIT = "split", _("Separated again")
    CONFIRM = "confirm", _("Looked at and kept")
    OBJECTION_UPHELD = "objection_upheld", _("Objection upheld")
    OBJECTION_DISMISSED = "objection_dismissed", _("Objection dismissed")


class DecisionSource(models.TextChoices):
    """Who or what an event came from."""

    MODERATOR = "moderator", _("A moderator")
    AUTHOR = "author", _("Its author")
    SYSTEM = "system", _("A rule, automatically")


class Publication(models.TextChoices):
    """What a page does with what it receives."""

    NONE = "none", _("Answers are never published")
    MODERATED = "moderated", _("Published after moderation")
    AT_ONCE = "at_once", _("Published at once, moderated afterwards")


class LegalBasis(models.TextChoices):
    """Why the authority may process the data (GDPR, article 6(1))."""

    PUBLIC_TASK = "public_task", _("Task carried out in the public interest")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation")
    CONSENT = "consent", _("Consent")


class Once(models.TextChoices):
    """How a page keeps to one answer per person."""

    NEVER = "", _("No limit")
    DEVICE = "device", _("By device (weak)")
    EMAIL = "email", _("By confirmed e-mail address")
    INVITATION = "invitation", _("By invitation code")
