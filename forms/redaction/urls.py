"""The addresses of the masking screens, for the viewset of submissions."""

from forms.redaction.views import MaskView, OriginalView

# Route, view, name.
ROUTES = (
    ("mask/<int:pk>/", MaskView, "mask"),
    ("original/<int:pk>/", OriginalView, "original"),
)
