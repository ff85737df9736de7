"""The form of a page, in all its languages, as an XLSForm."""

from collections.abc import Iterator
from typing import Any

from forms.exchange.xlsform.writing import Version, write_xlsform
from forms.page import FormPage


def export_of(page: FormPage, *, reader: Any = None) -> bytes:
    """Return the file: the form as it was last saved, published or not, with its translations.

    Of a translation that ``reader`` may not edit, what is published is all that they are given; without
    a reader (a command of whoever runs the server) nothing is held back.
    """
    versions = [page.get_latest_revision_as_object(), *_translations(page, reader)]
    return write_xlsform(
        [Version(each.locale.language_code, each.title, each.form) for each in versions], page.slug
    )


def _translations(page: FormPage, reader: Any) -> Iterator[Any]:
    for each in page.get_translations().specific():
        if reader is None or each.permissions_for_user(reader).can_edit():
            yield each.get_latest_revision_as_object()
        elif each.live:
            yield each
