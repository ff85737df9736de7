"""What one resident sent through one form, in any state."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.enums import Channel, State

if TYPE_CHECKING:
    from forms.fields.base import Answer


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """What several rooms ask of the table."""

    # What moderators chose to see, where the rows are such a choice (forms.moderation.window).
    choice: Any = None

    def _clone(self) -> "SubmissionQuerySet":
        """Keep the choice with what is filtered and sorted further."""
        clone: SubmissionQuerySet = super()._clone()  # type: ignore[misc]
        clone.choice = self.choice
        return clone

    def public(self) -> "SubmissionQuerySet":
        """Keep what anybody may read: published, under a live page that nothing restricts."""
        from wagtail.models import Page

        return self.filter(state=State.PUBLISHED, page__in=Page.objects.live().public().values("pk"))

    def unseen(self) -> "SubmissionQuerySet":
        """Keep what its page's rule published and no moderator has looked at yet."""
        return self.filter(state=State.PUBLISHED, unseen=True)


class Submission(models.Model):
    """A contribution received. Its state changes only in ``forms.moderation.services``."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        # Deleting a page never deletes what residents sent.
        on_delete=models.PROTECT,
        related_name="submissions",
        verbose_name=_("page"),
    )
    # The page's translation_key: answers in every language add up over it.
    page_key = models.UUIDField()
    version = models.ForeignKey("forms.FormVersion", on_delete=models.PROTECT, related_name="submissions")
    state = models.CharField(_("state"), max_length=20, choices=State)
    # Counts the changes: a decision carries the revision that it was taken on.
    revision = models.PositiveIntegerField(default=1)
    answers = models.JSONField(default=dict)
    title = models.CharField(_("title"), max_length=255, blank=True)
    # The public text, folded (no accents, lower case), for the search in the database.
    search_text = models.TextField(blank=True)
    language = models.CharField(_("language"), max_length=10, default=settings.LANGUAGE_CODE)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, default=Channel.WEB)
    # translation_key of the theme and the territory that were chosen.
    theme_key = models.UUIDField(null=True, blank=True)
    territory_key = models.UUIDField(null=True, blank=True)
    contributor = models.ForeignKey(
        "forms.Contributor",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submissions",
    )
    # What an import knows the row by, or the reference of a sheet of paper.
    external_id = models.CharField(max_length=100, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    # When the row was made: an import brings in what was received long ago, and the retention period
    # counts from here.
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    published_at = models.DateTimeField(_("published on"), null=True, blank=True)
    # Published at once by its page's rule: no moderator has looked at it yet.
    unseen = models.BooleanField(default=False, db_default=False)
    # The contribution that it was merged with, which speaks for both (forms.merging).
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        # Few rows have one: an index of their own serves them.
        db_index=False,
    )
    # Nothing leads from it to whoever sent it, and its dates are days (forms.limits.anonymous).
    anonymous = models.BooleanField(_("anonymous"), default=False, db_default=False, editable=False)
    # When private texts and contact data were erased, at the end of the retention period.
    purged_at = models.DateTimeField(null=True, blank=True)
    # Keyed digests: neither the code nor the form's nonce is kept (forms.receipts, forms.intake).
    receipt_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - unique
    nonce_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - unique

    objects = SubmissionQuerySet.as_manager()

    # Wagtail's own signals would cost twelve queries a row; our queue does their work.
    search_auto_update = False
    wagtail_reference_index_ignore = True

    class Meta:
        """Indexes follow the moderators' queue, the public lists and the import."""

        verbose_name = _("contribution received")
        verbose_name_plural = _("contributions received")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page", "external_id"],
                condition=~Q(external_id=""),
                name="submission_external_id_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "received_at", "id"], name="submission_queue"),
            models.Index(fields=["received_at", "id"], name="submission_received"),
            models.Index(fields=["page_key", "received_at", "id"], name="submission_by_page"),
            models.Index(fields=["page_key", "state", "received_at", "id"], name="submission_page_state"),
            models.Index(fields=["theme_key", "received_at", "id"], name="submission_by_theme"),
            models.Index(fields=["territory_key", "received_at", "id"], name="submission_by_territory"),
            models.Index(
                fields=["page_key", "published_at", "id"],
                condition=Q(state="published"),
                name="submission_public",
            ),
            models.Index(
                fields=["page_key", "theme_key", "published_at", "id"],
                condition=Q(state="published"),
                name="submission_public_theme",
            ),
            models.Index(
                fields=["page_key", "territory_key", "published_at", "id"],
                condition=Q(state="published"),
                name="submission_public_territory",
            ),
            models.Index(
                fields=["published_at", "id"],
                condition=Q(state="published"),
                name="submission_newest",
            ),
            # Who sent the same words: texts are too long for an index, their digests are not.
            models.Index(MD5("search_text"), condition=~Q(search_text=""), name="submission_same_text"),
            models.Index(
                fields=["page", "received_at", "id"],
                condition=Q(state="published", unseen=True),
                name="submission_unseen_by_page",
            ),
            models.Index(
                fields=["received_at", "id"],
                condition=Q(state="published", unseen=True),
                name="submission_unseen",
            ),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="submission_merged_into",
            ),
            models.Index(
                fields=["page", "created_at", "id"],
                condition=Q(purged_at=None),
                name="submission_to_purge",
            ),
        ]

    def __str__(self) -> str:
        """Return the title, or the number of one that has none."""
        return self.title or _("Contribution %(id)s") % {"id": self.pk}

    @property
    def stamp(self) -> str:
        """State and revision in one word: two copies with the same stamp are the same."""
        return f"{self.state}:{self.revision}"

    @property
    def is_public(self) -> bool:
        """Whether its state lets anybody read it (its page has a say, too)."""
        return self.state == State.PUBLISHED

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has decided on it or taken it back since it came in (a rule is nobody)."""
        if self.state == State.PUBLISHED:
            return self.unseen
        return self.state in (State.RECORDED, State.PENDING) and self.decided_at is None

    def shown_answers(self) -> "list[Answer]":
        """Return every question of its version with its answer, in the form's order."""
        from forms.fields.reading import read_answers

        return read_answers(self.version.stream, self.answers)

    def public_answers(self) -> "list[Answer]":
        """Return the answered questions that the form says are published."""
        from forms.fields.reading import read_answers

        read = read_answers(self.version.stream, self.answers, published_only=True)
        return [answer for answer in read if answer.is_given]

    @property
    def admin_url(self) -> str:
        """Where a moderator reads it."""
        return reverse("wagtailsnippets_forms_submission:inspect", args=[self.pk])

    def get_public_url(self, request: Any = None) -> str | None:
        """Return the address of the public contribution under its page, if the page gives one."""
        page = self.page.specific_deferred
        return page.contribution_url(self, request) if hasattr(page, "contribution_url") else None
