"""The form of a page, in all its languages, as an XLSForm."""

from forms.exchange.xlsform.writing import Version, write_xlsform
from forms.page import FormPage


def export_of(page: FormPage) -> bytes:
    """Return the file: the form as it was last saved, published or not, with its translations."""
    pages = [page, *page.get_translations().specific()]
    newest = [each.get_latest_revision_as_object() for each in pages]
    return write_xlsform(
        [Version(each.locale.language_code, each.title, each.form) for each in newest], page.slug
    )
