"""Answers that somebody has begun to give, page by page, and not sent yet."""

import uuid

from django.db import models


class Draft(models.Model):
    """What one person has typed so far into a form of several pages.

    It belongs to whoever holds the browser's token or the code; it is in no index, count or export,
    and is erased when it is sent, or when nobody has touched it for long (``forms.flow.drafts``).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    # The page's translation_key: a draft can be taken up again in another language.
    page_key = models.UUIDField()
    # As browsers send it, by question id, then by what follows the field's name: valid or not.
    typed = models.JSONField(default=dict)
    # What of it is valid, as a submission stores it: conditions are answered from this.
    answers = models.JSONField(default=dict)
    # Label and lines of each question with something typed: the form may change in the meantime.
    words = models.JSONField(default=dict)
    # Answers that the last request put others in the place of, and questions that were taken out of
    # the form: label and lines, to be said.
    replaced = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    # Begun on a page that is not the first, because the earlier answers were not to be found.
    is_stray = models.BooleanField(default=False)
    # Keyed digest of the code, once one was asked for.
    code_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - unique
    expires_at = models.DateTimeField(db_index=True)

    search_auto_update = False
    wagtail_reference_index_ignore = True

    class Meta:
        """Nobody is given a right on it."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return nothing that leads to the answers."""
        return "Draft"
