"""The demo's documents: small text files of the kind that any office opens (ODF 1.2)."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.documents.models import Document

from pages.demo.content import files

MIME = "application/vnd.oasis.opendocument.text"
CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def make_documents() -> dict[str, Document]:
    """Write and store the documents, and return them by name."""
    found = {
        name: _stored(title, f"{name}.odt", text_file(title, paragraphs))
        for name, (title, paragraphs) in files.TEXTS.items()
    }
    for name, (title, rows) in files.TABLES.items():
        lines = "\r\n".join(";".join(row) for row in rows)
        found[name] = _stored(title, f"{name}.csv", lines.encode("utf-8-sig"))
    return found


def text_file(title: str, paragraphs: list[str]) -> bytes:
    """Return an ODT of a heading and paragraphs."""
    body = f'<text:h text:outline-level="1">{escape(title)}</text:h>'
    body += "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in paragraphs)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        # First and as it is, as ODF asks.
        archive.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        archive.writestr("content.xml", CONTENT.format(body))
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return buffer.getvalue()


def _stored(title: str, name: str, content: bytes) -> Document:
    return get_document_model().objects.create(
        title=title, file=ContentFile(content, name), file_size=len(content)
    )
