"""Addresses of objections and reports, below those of the queue."""

from forms.objections.desk import ObjectionsView, ObjectionView
from forms.reports.desk import JudgeView, ReportsView

# Each with its view and its name.
CASE_ROUTES = (
    ("objections/", ObjectionsView, "objections"),
    ("objections/<int:pk>/", ObjectionView, "objection"),
    ("reports/", ReportsView, "reports"),
    ("reports/judge/<int:pk>/", JudgeView, "judge"),
)
