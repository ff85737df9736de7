"""Which of the files that come with a form are looked at: each that is held takes room for a day."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest

from portal.ratelimit.services import is_limited

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

    from forms.page import FormPage

COUNTED = "_counted_uploads"


def uploads(page: "FormPage", request: HttpRequest) -> "MultiValueDict[str, UploadedFile] | None":
    """Return the files of a request; none on a page that takes nothing, or from who sent too many."""
    return request.FILES if page.is_open and not too_many(request) else None


def too_many(request: HttpRequest) -> bool:
    """Whether forms with files have come from this connection too often; counted once for each request."""
    if not hasattr(request, COUNTED):
        found = bool(request.FILES) and is_limited(request, "files", settings.FILES_RATE)
        setattr(request, COUNTED, found)
    return bool(getattr(request, COUNTED))
