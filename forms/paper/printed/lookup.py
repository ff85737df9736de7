"""The printed sheet that a code stands for."""

from typing import Any

from django.utils.translation import gettext as _

from forms.models import PaperPrint, PaperSheet
from forms.paper import codes


def find_sheet(text: str) -> PaperSheet | None:
    """Return the sheet of a code as it was typed or scanned, None for none."""
    code = codes.read(text)
    if not code:
        return None
    sheets = PaperSheet.objects.select_related("paper_print__version", "paper_print__page__locale")
    return sheets.filter(code=code).first()


def fault(text: str, page: Any, version_id: int | None) -> str:
    """Return what is wrong with a code on the screen of a page with this version of its form, if anything.

    Other references than codes are as good as ever, and so is whatever looks like one on a page that
    never printed any.
    """
    code = codes.read(text)
    sheet = find_sheet(code) if code else None
    if sheet is None:
        if not code or not PaperPrint.objects.filter(page__translation_key=page.translation_key).exists():
            return ""
        if not codes.is_sound(code):
            return _("This code is mistyped: compare it with the sheet.")
        return _("No sheet with this code was printed here. Put it aside and ask who handed it out.")
    printed = sheet.paper_print
    if printed.page.translation_key != page.translation_key:
        return _("This sheet answers another page, “%(page)s”.") % {"page": printed.page.title}
    if printed.page_id != page.pk:
        language = printed.page.locale.get_display_name()
        return _("This sheet is in another language (%(language)s): open it by its code.") % {
            "language": language
        }
    if version_id is not None and printed.version_id != version_id:
        return _("This sheet was printed with other questions than these: open it by its code.")
    return ""
