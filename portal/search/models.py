"""What the search keeps in the database: the index queue and the indices that it feeds."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class IndexEntry(models.Model):
    """One change that the indices have not been told yet.

    A row is written in the transaction of the change, so it exists exactly if the change does, and
    is deleted only when every index has answered for it.
    """

    class Kind(models.TextChoices):
        """What the entry points at."""

        ITEM = "item"
        # A page whose visibility changed, and all that lies below it.
        TREE = "tree"
        # Nothing but a group, of which a consumer must be told once more.
        GROUP = "group"

    kind = models.CharField(max_length=5, choices=Kind, default=Kind.ITEM)
    # Label of the model ("forms.submission") and key of the row, which may be gone by now.
    model = models.CharField(max_length=100, blank=True)
    object_id = models.BigIntegerField()
    # What consumers of the queue are told besides the indices (a page's key), empty for none.
    group = models.CharField(max_length=40, blank=True)
    # Whether the consumers have been told; the indices may take longer when their server is down.
    told = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    # Kind of the last error, never its text, which may quote what a resident wrote.
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        """Taken in the order of the keys."""

        default_permissions = ()
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(told=False), name="indexentry_untold"),
            models.Index(fields=["model", "object_id"], name="indexentry_object"),
        ]

    def __str__(self) -> str:
        """Return what the entry points at."""
        return f"{self.kind} {self.model} {self.object_id}"


class IndexTarget(models.Model):
    """An index in Elasticsearch that the queue writes to.

    Two rows of the same ``index`` stand side by side while a rebuild fills the new one. Rows, not
    aliases, say where to write: every worker sees them, and they change in a transaction.
    """

    # Public or desk (portal.search.registry.Index).
    index = models.CharField(max_length=20)
    # Name of the index in Elasticsearch.
    name = models.CharField(max_length=100, unique=True)
    live = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One live index of a kind."""

        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["index"], condition=models.Q(live=True), name="index_target_live_once"
            )
        ]

    def __str__(self) -> str:
        """Return the name in Elasticsearch."""
        return self.name
