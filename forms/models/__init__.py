"""The records of what residents send and of what becomes of it."""

from forms.models.appeal import AppealSettings
from forms.models.bulk import BulkJob, BulkProblem
from forms.models.contributor import Contributor
from forms.models.decision import (
    ChainHead,
    DailyHead,
    Decision,
    DecisionMessage,
    Note,
    StaffMember,
)
from forms.models.mail import OutgoingMail
from forms.models.edit import SubmissionEdit
from forms.models.map import MapBackground
from forms.models.outcome import Outcome
from forms.models.paper import PaperBatch, PaperEntry
from forms.models.objection import Objection, ObjectionRight
from forms.models.right import ModerationRight, TypingRight
from forms.models.statistics import QuestionStatistics, RecountMark
from forms.models.reason import ModerationReason, ModerationReasonText
from forms.models.report import Report
from forms.models.submission import Submission
from forms.models.taxonomy import Territory, Theme
from forms.models.version import FormVersion

__all__ = [
    "BulkJob",
    "BulkProblem",
    "ChainHead",
    "AppealSettings",
    "Contributor",
    "DailyHead",
    "Decision",
    "DecisionMessage",
    "FormVersion",
    "MapBackground",
    "ModerationRight",
    "Note",
    "Outcome",
    "OutgoingMail",
    "PaperBatch",
    "ModerationReason",
    "ModerationReasonText",
    "PaperEntry",
    "QuestionStatistics",
    "RecountMark",
    "Objection",
    "ObjectionRight",
    "StaffMember",
    "Submission",
    "Territory",
    "Theme",
    "TypingRight",
]
    "Report",
    "SubmissionEdit",
