"""The address of the site's own style sheet, in no language."""

from django.urls import path

from portal.branding.views import stylesheet

urlpatterns = [path("identity-<slug:digest>.css", stylesheet, name="identity_stylesheet")]
