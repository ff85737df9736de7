"""What a moderator is told of masked words beside a contribution."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from forms.enums import DecisionAction
from forms.models import Decision, Submission
from forms.redaction.rights import may_view_original
from forms.redaction.services import may_mask


def original_context(submission: Submission, user: Any, decisions: Sequence[Decision]) -> dict[str, Any]:
    """Return whether words can be masked, until when originals are kept, and for whom may, their address.

    ``decisions`` are the submission's: they say whether anything was masked.
    """
    is_masked = any(each.action == DecisionAction.MASK for each in decisions)
    kept_until = _kept_until(submission) if is_masked else None
    address = reverse("wagtailsnippets_forms_submission:original", args=[submission.pk])
    return {
        "may_mask": may_mask(submission),
        "original_kept_until": kept_until,
        "original_url": address if kept_until and may_view_original(user) else "",
    }


def _kept_until(submission: Submission) -> datetime | None:
    return submission.originals.order_by("erase_at").values_list("erase_at", flat=True).last()
