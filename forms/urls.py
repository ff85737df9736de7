"""Addresses of residents outside any page. They are the same in every language."""

from django.urls import path, re_path

from forms import views
from forms.communes.views import communes_of_postcode
from forms.edits.views import EditView
from forms.files.views import attachment
from forms.maps.views import outlines_view
from forms.objections.views import ObjectView
from forms.record.views import record
from forms.reports.views import ReportView, thanks

urlpatterns = [
    re_path(r"^communes/(?P<postcode>[0-9]{5})\.json$", communes_of_postcode, name="communes"),
    path("carte/territoires.json", outlines_view, name="outlines"),
    path("fichiers/<uuid:key>/", attachment, name="attachment"),
    path("suivi/", views.FollowView.as_view(), name="follow"),
    path("suivi/recu/", views.receipt, name="receipt"),
    # portal.logs cuts the token out of every log.
    path("suivi/lien/<str:token>/", views.follow_link, name="follow_link"),
    path("suivi/retirer/", views.WithdrawView.as_view(), name="withdraw"),
    path("registre/", record, name="record"),
    path("suivi/contester/", ObjectView.as_view(), name="object"),
    path("suivi/modifier/", EditView.as_view(), name="edit_contribution"),
    path("signaler/merci/", thanks, name="report_thanks"),
    path("signaler/<int:pk>/", ReportView.as_view(), name="report"),
    path("suivi/quitter/", views.leave, name="leave"),
]
