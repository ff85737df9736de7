"""What the page after a form shows: read as narrowly as it is shown."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType

from forms.models import Submission
from forms.receipts import digest_of
from portal.remembered import remember

SHOWN_OF_SUBMISSION = ("state", "contributor", "received_at", "page__content_type")
# Its title and thanks, its address, and where it stands below the home page.
SHOWN_OF_PAGE = ("title", "thanks", "url_path", "path", "depth", "locale", "translation_key", "content_type")


@dataclass(frozen=True)
class Received:
    """A submission that its sender has just sent, and the page that it was sent to."""

    submission: Submission
    page: Any


def received(code: str) -> Received | None:
    """Return what a code was given for; None for a code that is none."""
    if not code:
        return None
    rows = Submission.objects.select_related("page").only(*SHOWN_OF_SUBMISSION)
    submission = rows.filter(receipt_digest=digest_of(code)).first()
    if submission is None:
        return None
    return Received(submission, remember(f"receipt:{submission.page_id}", lambda: _page(submission)))


def _page(submission: Submission) -> Any:
    model: Any = ContentType.objects.get_for_id(submission.page.content_type_id).model_class()
    return model._default_manager.only(*SHOWN_OF_PAGE).get(pk=submission.page_id)
