"""Addresses of residents outside any page. They are the same in every language."""

from django.urls import path

from forms import views
from forms.maps.views import outlines_view

urlpatterns = [
    path("carte/territoires.json", outlines_view, name="outlines"),
    path("suivi/", views.FollowView.as_view(), name="follow"),
    path("suivi/recu/", views.receipt, name="receipt"),
    # portal.logs cuts the token out of every log.
    path("suivi/lien/<str:token>/", views.follow_link, name="follow_link"),
    path("suivi/retirer/", views.WithdrawView.as_view(), name="withdraw"),
    path("suivi/quitter/", views.leave, name="leave"),
]
