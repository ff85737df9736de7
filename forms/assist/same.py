"""The same words again, and what else the same person sent."""

import hashlib

from django.db.models import QuerySet
from django.db.models.functions import MD5, Lower
from django.utils import translation

from forms.fields.reading import public_text
from forms.models import Submission
from forms.moderation.scope import Scope
from portal.search.folding import fold

# So many are named; that there are more is said.
SHOWN = 5


def same_text(submission: Submission, scope: Scope) -> list[Submission]:
    """Return other submissions of the sections whose public text is word for word the same.

    Case, accents and punctuation do not count. The newest, one more than are shown.
    """
    with translation.override(submission.language):
        # As it is kept when it comes in (forms.intake), names of themes and places included.
        text = fold(public_text(submission.shown_answers()))
    if not text:
        return []
    digest = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    rows = scope.submissions().exclude(search_text="").alias(digest=MD5("search_text"))
    return _newest(rows.filter(digest=digest, search_text=text), submission)


def same_sender(submission: Submission, scope: Scope) -> list[Submission]:
    """Return what else was sent to the sections with the same e-mail address.

    The newest, one more than are shown; nothing for a submission without an address.
    """
    if submission.contributor is None:
        return []
    rows = scope.submissions().alias(sender=Lower("contributor__email"))
    return _newest(rows.filter(sender=submission.contributor.email.lower()), submission)


def _newest(rows: "QuerySet[Submission]", other_than: Submission) -> list[Submission]:
    rows = rows.exclude(pk=other_than.pk).defer("answers", "search_text")
    return list(rows.order_by("-received_at", "-id")[: SHOWN + 1])
