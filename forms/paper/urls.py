"""Addresses of the agents' screens, below the admin's."""

from django.urls import URLPattern, path

from forms.paper import views


def admin_urls() -> list[URLPattern]:
    """Return them, each for those alone who may type in."""
    return [
        path("paper/", views.PagesView.as_view(), name="paper"),
        path("paper/<int:pk>/", views.TypeInView.as_view(), name="paper_type_in"),
        path("paper/<int:pk>/print/", views.PrintView.as_view(), name="paper_print"),
        path("paper/<int:pk>/print/blank/", views.BlankView.as_view(), name="paper_blank"),
        path(
            "paper/<int:pk>/print/<int:print>/<int:place>/",
            views.PrintFileView.as_view(),
            name="paper_print_file",
        ),
        path("paper/open/", views.OpenView.as_view(), name="paper_open"),
        path("paper/compare/<int:pk>/", views.CompareView.as_view(), name="paper_compare"),
        path("paper/batches/<int:pk>/", views.BatchView.as_view(), name="paper_batch"),
        path("paper/entries/<int:pk>/", views.CorrectView.as_view(), name="paper_correct"),
    ]
