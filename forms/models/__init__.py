"""The records of what residents send and of what becomes of it."""

from forms.models.appeal import AppealSettings
from forms.models.attachment import Attachment
from forms.models.bulk import BulkJob, BulkProblem
from forms.models.claim import Claim
from forms.models.contributor import Contributor
from forms.models.decision import (
    ChainHead,
    DailyHead,
    Decision,
    DecisionMessage,
    Note,
    StaffMember,
)
from forms.models.double_entry import DoubleEntry, TypedSheet
from forms.models.draft import Draft
from forms.models.edit import SubmissionEdit
from forms.models.export import Export
from forms.models.invitation import (
    AddressRoll,
    ConfirmationMail,
    Invitation,
    InvitationBatch,
    SentForm,
    UnusedInvitation,
    UsedPass,
)
from forms.models.mail import OutgoingMail
from forms.models.map import MapBackground
from forms.models.objection import Objection, ObjectionRight
from forms.models.original import OriginalText
from forms.models.outcome import Outcome
from forms.models.paper import PaperBatch, PaperEntry
from forms.models.preference import ModeratorPreference
from forms.models.printed import PaperPrint, PaperSheet
from forms.models.quota import HeldPlace, Quota
from forms.models.reason import ModerationReason, ModerationReasonText
from forms.models.report import Report
from forms.models.right import ModerationRight, TypingRight
from forms.models.statistics import QuestionStatistics, RecountMark
from forms.models.submission import Submission
from forms.models.taxonomy import Territory, Theme
from forms.models.version import FormVersion
from forms.models.watched_word import WatchedWord

__all__ = [
    "AddressRoll",
    "AppealSettings",
    "Attachment",
    "BulkJob",
    "BulkProblem",
    "ChainHead",
    "Claim",
    "ConfirmationMail",
    "Contributor",
    "DailyHead",
    "Decision",
    "DecisionMessage",
    "DoubleEntry",
    "Draft",
    "Export",
    "FormVersion",
    "HeldPlace",
    "Invitation",
    "InvitationBatch",
    "MapBackground",
    "ModerationReason",
    "ModerationReasonText",
    "ModerationRight",
    "ModeratorPreference",
    "Note",
    "Objection",
    "ObjectionRight",
    "OriginalText",
    "Outcome",
    "OutgoingMail",
    "PaperBatch",
    "PaperEntry",
    "PaperPrint",
    "PaperSheet",
    "QuestionStatistics",
    "Quota",
    "RecountMark",
    "Report",
    "SentForm",
    "StaffMember",
    "Submission",
    "SubmissionEdit",
    "Territory",
    "Theme",
    "TypedSheet",
    "TypingRight",
    "UnusedInvitation",
    "UsedPass",
    "WatchedWord",
]
