"""Who may read a file."""

from django.http import HttpRequest

from forms import follow
from forms.enums import State
from forms.models.attachment import Attachment
from forms.models.submission import Submission
from forms.moderation.scope import scope_of


def may_read(request: HttpRequest, attachment: Attachment) -> bool:
    """Whether whoever asks may read a file that was sent: its moderators, its author, or everybody.

    Everybody may if the form that was answered says that the question is published, and the
    contribution is to be seen on its page by whoever asks.
    """
    submission = attachment.submission
    if submission is None:
        return False
    if scope_of(request.user).holds(submission):
        return True
    followed = follow.followed(request)
    if followed is not None and followed.pk == submission.pk:
        return True
    return _is_published(submission, attachment) and _is_shown(request, submission)


def _is_published(submission: Submission, attachment: Attachment) -> bool:
    """Whether an answer of today names it, to a question that the form publishes."""
    key = str(attachment.pk)
    return any(key in answer.files for answer in submission.public_answers())


def _is_shown(request: HttpRequest, submission: Submission) -> bool:
    """Whether the contribution, or the one that it is merged with, is to be seen on its page."""
    from forms.published import find_contribution

    shown = submission
    while shown.state == State.MERGED and shown.merged_into is not None:
        shown = shown.merged_into
    return find_contribution(shown.page.specific_deferred, shown.pk, request) is not None
