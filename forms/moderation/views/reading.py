"""What a moderator reads of one submission before deciding, on every screen that shows it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from forms.cases import case_context
from forms.models import Submission
from forms.models.taxonomy import Territory, Theme
from forms.taxonomy import label_names


def reading_context(submission: Submission, request: HttpRequest) -> dict[str, Any]:
    """Return its answers, where it comes from, what became of it and what moderators noted."""
    return {
        "submission": submission,
        "answers": submission.shown_answers(),
        "language": dict(settings.LANGUAGES).get(submission.language, submission.language),
        "theme": label_names(Theme).get(str(submission.theme_key), ""),
        "territory": label_names(Territory).get(str(submission.territory_key), ""),
        "decisions": list(submission.decisions.select_related("staff__user", "message")),
        "notes": list(submission.notes.select_related("author")),
        "public_url": submission.get_public_url(request) if submission.is_public else None,
        **case_context(submission),
    }
