"""The address of the report, below the admin's."""

from django.urls import URLPattern, path

from forms.report.views import ReportView


def admin_urls() -> list[URLPattern]:
    """Return it; the view lets moderators in."""
    return [path("reports/moderation/", ReportView.as_view(), name="moderation_report")]
