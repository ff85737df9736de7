"""The entry among Wagtail's reports."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

# The right to see the report and to have mail sent again.
RETRY = "forms.retry_outgoingmail"
# Before Wagtail's own reports.
ORDER = 600


class MailMenuItem(MenuItem):
    """Shown to those who may have mail sent again."""

    def __init__(self) -> None:
        """Lead to the report."""
        super().__init__(
            _("Outgoing mail"),
            reverse_lazy("mail_report"),
            name="outgoing-mail",
            icon_name="mail",
            order=ORDER,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right."""
        return request.user.has_perm(RETRY)


def mail_permissions() -> "QuerySet[Permission]":
    """Return the right, for the form of a group."""
    return Permission.objects.filter(content_type__app_label="forms", codename="retry_outgoingmail")
