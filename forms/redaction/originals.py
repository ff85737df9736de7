"""What a moderator is told of masked words beside a contribution."""

from typing import Any

from django.urls import reverse

from forms.models import Submission
from forms.redaction.rights import may_view_original
from forms.redaction.services import may_mask


def original_context(submission: Submission, user: Any) -> dict[str, Any]:
    """Return whether words can be masked, until when originals are kept, and for whom may, their address."""
    kept_until = submission.originals.order_by("erase_at").values_list("erase_at", flat=True).last()
    address = reverse("wagtailsnippets_forms_submission:original", args=[submission.pk])
    return {
        "may_mask": may_mask(submission),
        "original_kept_until": kept_until,
        "original_url": address if kept_until and may_view_original(user) else "",
    }
