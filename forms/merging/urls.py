"""Addresses of merging, below those of the queue."""

from forms.merging.views import MergeView, SplitView

# Each with its view and its name.
MERGE_ROUTES = (
    ("merge/<int:pk>/", MergeView, "merge"),
    ("split/<int:pk>/", SplitView, "split"),
)
