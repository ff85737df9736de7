"""What a moderator reads of one submission before deciding, on every screen that shows it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from forms.assist.screen import assistance_context
from forms.cases import case_context
from forms.models import Submission
from forms.models.taxonomy import Territory, Theme
from forms.moderation.scope import scope_of
from forms.redaction.originals import original_context
from forms.taxonomy import label_names


def reading_context(submission: Submission, request: HttpRequest) -> dict[str, Any]:
    """Return its answers, where it comes from, what became of it and what moderators noted."""
    decisions = list(submission.decisions.select_related("staff__user", "message", "objection__answer"))
    return {
        "submission": submission,
        "language": dict(settings.LANGUAGES).get(submission.language, submission.language),
        "theme": label_names(Theme).get(str(submission.theme_key), ""),
        "territory": label_names(Territory).get(str(submission.territory_key), ""),
        "decisions": decisions,
        "notes": list(submission.notes.select_related("author")),
        "public_url": submission.get_public_url(request) if submission.is_public else None,
        **case_context(submission, decisions),
        # The answers among them, with what was found in them marked.
        **assistance_context(submission, scope_of(request.user)),
        **original_context(submission, request.user, decisions),
    }
