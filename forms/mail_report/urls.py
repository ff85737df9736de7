"""Addresses of the report, below the admin's."""

from django.urls import URLPattern, path

from forms.mail_report import views


def admin_urls() -> list[URLPattern]:
    """Return them, each for those alone who may have mail sent again."""
    report = views.MailReportView
    return [
        path("reports/mail/", report.as_view(), name="mail_report"),
        path("reports/mail/results/", report.as_view(results_only=True), name="mail_report_results"),
        path("reports/mail/retry/", views.RetryView.as_view(), name="mail_retry"),
    ]
