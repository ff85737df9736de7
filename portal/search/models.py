"""What the search keeps in the database: the index queue, the indices that it feeds, the synonyms."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

# Characters of a group of synonyms.
LONGEST_GROUP = 500


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


class SynonymGroup(models.Model):
    """Words that mean the same to those who search: who looks for one finds the others, too."""

    terms = models.CharField(
        _("words"),
        max_length=LONGEST_GROUP,
        help_text=_(
            "Words or short expressions separated by commas, as residents write them: “bin, litter, "
            "rubbish”. Plurals and accents need not be repeated. A change is in force within a minute."
        ),
    )

    class Meta:
        """Shown in the order of the alphabet."""

        verbose_name = _("group of synonyms")
        verbose_name_plural = _("groups of synonyms")
        ordering: ClassVar = ["terms"]

    def __str__(self) -> str:
        """Return the words."""
        return self.terms

    @staticmethod
    def split(terms: str) -> list[str]:
        """Return the single terms of a group's text."""
        return [" ".join(term.split()) for term in terms.split(",") if term.strip()]

    def clean(self) -> None:
        """Write the terms in one way; raise ValidationError unless there are two that tell something."""
        from portal.search import words

        terms = list(dict.fromkeys(self.split(self.terms)))
        silent = [term for term in terms if not words.telling(words.split(term))]
        if silent:
            message = _("“%(term)s” says nothing about a topic: searches leave it out.")
            raise ValidationError({"terms": ValidationError(message, params={"term": silent[0]})})
        if len(terms) < 2:
            raise ValidationError({"terms": _("Give at least two words, with a comma between them.")})
        self.terms = ", ".join(terms)
        # The blanks after its commas make a text longer than the one that was checked.
        try:
            MaxLengthValidator(LONGEST_GROUP)(self.terms)
        except ValidationError as error:
            raise ValidationError({"terms": error}) from error
