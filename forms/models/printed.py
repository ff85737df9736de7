"""Sheets of paper that were printed, each with a code of its own by which it is typed in."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PaperPrint(models.Model):
    """So many sheets of a page's form as it stood when they were printed."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="paper_prints", verbose_name=_("page")
    )
    # What stands on the sheets: whoever types one in sees these questions, whatever became of the page.
    version = models.ForeignKey("forms.FormVersion", on_delete=models.CASCADE, related_name="prints")
    # Nobody once the account is gone.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("printed on"), default=timezone.now)
    number = models.PositiveIntegerField(_("number of sheets"))
    # Pages of one sheet.
    pages = models.PositiveSmallIntegerField(_("pages"))
    # Whether each sheet begins on the front of a leaf.
    two_sided = models.BooleanField(_("printed on both sides"), default=True)
    # Where residents hand it in.
    hand_in = models.CharField(_("where to hand it in"), max_length=300, blank=True)

    class Meta:
        """The newest first."""

        verbose_name = _("print of paper forms")
        verbose_name_plural = _("prints of paper forms")
        default_permissions = ()
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        """Return page and number."""
        return f"{self.page_id}:{self.pk}"


class PaperSheet(models.Model):
    """One sheet of a print. Nothing says to whom it was given."""

    paper_print = models.ForeignKey(PaperPrint, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveIntegerField(_("number"))
    # As it is typed (forms.paper.codes), without the hyphen; the submission's reference has it.
    code = models.CharField(_("code"), max_length=8, unique=True)

    class Meta:
        """In the order in which they lie in the pile."""

        verbose_name = _("printed sheet")
        verbose_name_plural = _("printed sheets")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper_print", "number"], name="paper_sheet_once_in_its_print")
        ]

    def __str__(self) -> str:
        """Return the code."""
        return self.code
