"""The addresses of the screens, below the admin's."""

from django.urls import URLPattern, path

from pages.exchange.views import ExportView, ImportView, ReportView


def admin_urls() -> list[URLPattern]:
    """Return them; each view asks for the right on its page."""
    return [
        path("questionnaires/import/<int:parent_id>/", ImportView.as_view(), name="questionnaire_import"),
        path("questionnaires/<int:page_id>/report/", ReportView.as_view(), name="questionnaire_report"),
        path("questionnaires/<int:page_id>/xlsform/", ExportView.as_view(), name="questionnaire_xlsform"),
    ]
