"""The picture of a page or of what stands below it, and how long pictures are kept."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from wagtail.models import Page

from portal.branding.models import SiteIdentity
from portal.branding.navigation import home_of
from portal.share.picture import FOLDER, Picture

# What is no longer public is asked for by nobody, and must not be kept for ever.
KEEP = timedelta(days=30)
A_DAY = 86_400


def picture_of(request: HttpRequest, title: str, kind: str) -> Picture:
    """Return the picture of something with this title, in the colours and the name of the site."""
    identity = SiteIdentity.for_request(request) or SiteIdentity()
    choice = identity.choice
    return Picture(title, kind, identity.texts.name, choice.shown_band, choice.shown_highlight)


def picture_of_page(request: HttpRequest, page: Page) -> Picture:
    """Return the picture of a page: its title under its kind, the home page's under the authority."""
    home = home_of(request)
    if home is not None and home.pk == page.pk:
        identity = SiteIdentity.for_request(request) or SiteIdentity()
        return picture_of(request, page.title, identity.organisation)
    return picture_of(request, page.title, str(page.page_type_display_name))


def answer_with(picture: Picture) -> HttpResponse:
    """Answer with a picture, which caches may keep for a day: by then it may be public no more."""
    response = HttpResponse(picture.content(), content_type="image/png")
    patch_cache_control(response, public=True, max_age=A_DAY)
    return response


def forget_old_pictures() -> None:
    """Delete the pictures drawn a while ago; one that is still asked for is drawn anew."""
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if default_storage.get_modified_time(path) < timezone.now() - KEEP:
            default_storage.delete(path)
