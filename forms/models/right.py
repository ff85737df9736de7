"""Who moderates, and who types in, what residents send to which section of the site."""

from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class ModerationRight(models.Model):
    """A group moderates contributions under a page, in all its languages.

    It gives no right on the pages themselves; Wagtail's page permissions give none here.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="moderation_rights")
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="moderation_rights",
        verbose_name=_("page"),
    )

    class Meta:
        """Once for each group and page."""

        verbose_name = _("moderation right")
        verbose_name_plural = _("moderation rights")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "page"], name="moderation_right_once")
        ]

    def __str__(self) -> str:
        """Return group and page."""
        return f"{self.group} – {self.page}"


class TypingRight(models.Model):
    """A group types in what reached the authority on paper, for the pages under a page."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="typing_rights")
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="typing_rights",
        verbose_name=_("page"),
    )

    class Meta:
        """Once for each group and page."""

        verbose_name = _("right to type in")
        verbose_name_plural = _("rights to type in")
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "page"], name="typing_right_once")]

    def __str__(self) -> str:
        """Return group and page."""
        return f"{self.group} – {self.page}"
