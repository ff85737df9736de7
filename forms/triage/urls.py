"""Triage's addresses, below those of the queue."""

from forms.triage.views import TriageDecideView, TriageRenewView, TriageUndoView, TriageView

# Each with its view and its name.
ROUTES = (
    ("triage/", TriageView, "triage"),
    ("triage/decide/<int:pk>/", TriageDecideView, "triage_decide"),
    ("triage/undo/", TriageUndoView, "triage_undo"),
    ("triage/renew/<int:pk>/", TriageRenewView, "triage_renew"),
)
