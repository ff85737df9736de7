"""A file at its one address, for those who may read it."""

import uuid
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from forms.files.access import may_read
from forms.files.storage import vault
from forms.models.attachment import Attachment
from forms.private import private

# Whatever a file holds, a browser that opens it runs nothing, loads nothing, and takes it for nothing else.
POLICY = "default-src 'none'; img-src 'self'; sandbox"


@private
@require_safe
def attachment(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """Send a file: an image to look at, anything else to keep.

    404 for whoever may not read it, and for everybody until the antivirus has checked it.
    """
    rows = Attachment.objects.select_related("submission__version", "submission__page")
    row = rows.filter(pk=key).first()
    if row is None or not row.is_readable or not may_read(request, row):
        raise Http404
    try:
        file = vault.path_of(row.file).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=row.file_kind.content_type)
    shown = "inline" if row.is_image and "download" not in request.GET else "attachment"
    response["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(served_name(row), safe='')}"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def served_name(row: Attachment) -> str:
    """Return the name under which it is kept: its sender's, with the ending of what it is."""
    ending = f".{row.kind}"
    stem = row.name.rpartition(".")[0] or row.name
    same = (ending, ".jpeg") if row.kind == "jpg" else (ending, ".csv") if row.kind == "txt" else (ending,)
    return row.name if row.name.lower().endswith(same) else f"{stem}{ending}"
