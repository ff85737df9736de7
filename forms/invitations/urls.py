"""Addresses of the screens, below the admin's."""

from django.urls import URLPattern, path

from forms.invitations import views


def admin_urls() -> list[URLPattern]:
    """Return them, each for those alone who may edit the page."""
    return [
        path("invitations/<int:pk>/", views.OverviewView.as_view(), name="invitations"),
        path("invitations/<int:pk>/generate/", views.GenerateView.as_view(), name="invitations_generate"),
        path("invitations/<int:pk>/import/", views.BringInView.as_view(), name="invitations_import"),
        path("invitations/<int:pk>/places/", views.PlacesView.as_view(), name="invitations_places"),
        path(
            "invitations/<int:pk>/<int:batch>/letters/",
            views.LettersView.as_view(),
            name="invitations_letters",
        ),
        path("invitations/<int:pk>/<int:batch>/codes/", views.CodesView.as_view(), name="invitations_codes"),
        path(
            "invitations/<int:pk>/<int:batch>/revoke/", views.RevokeView.as_view(), name="invitations_revoke"
        ),
    ]
