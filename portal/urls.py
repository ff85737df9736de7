"""Every address of the portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views import static
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal import health

handler400 = "portal.views.bad_request"

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("", include("pages.urls")),
    path("", include("portal.branding.urls")),
    path("", include("portal.share.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Images only: documents go through their own view, which checks access.
    re_path(
        r"^media/(?P<path>(?:images|original_images)/.*)$",
        static.serve,
        {"document_root": settings.MEDIA_ROOT},
    ),
    *i18n_patterns(
        path("", include("forms.urls")),
        path("", include("portal.search.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
