"""Print a page's form: give each sheet its code, and set as many sheets as one file holds."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import translation
from wagtail.images.models import SourceImageIOError

from forms.models import FormVersion, PaperPrint, PaperSheet
from forms.paper.codes import new_codes, shown
from forms.paper.printed.describe import Form, described
from forms.paper.printed.typeset import Set, typeset
from portal.branding.models import SiteIdentity

MOST_SHEETS = 2_000
# What a file holds at most: it is set in a few seconds, while its reader waits.
PAGES_OF_A_FILE = 200
SHEETS_OF_A_FILE = 100
# Sharp at 14 mm of height.
LOGO = "max-900x300"


def blank(page: Any, request: HttpRequest) -> Set:
    """Return a sheet without a code, to look at or to copy."""
    return _set(Form(page, page.form, request), [""])


def record_print(
    page: Any, request: HttpRequest, agent: User, *, number: int, two_sided: bool, hand_in: str
) -> PaperPrint:
    """Give so many sheets their codes, in one transaction; what is printed is the form as it is now."""
    one = _set(Form(page, page.form, request, hand_in), [""])
    with transaction.atomic():
        kept = PaperPrint.objects.create(
            page_id=page.pk,
            version=FormVersion.freeze(page, page.form),
            by=agent,
            number=number,
            pages=one.pages,
            two_sided=two_sided,
            hand_in=hand_in,
        )
        codes = new_codes(number)
        taken = set(PaperSheet.objects.filter(code__in=codes).values_list("code", flat=True))
        free = [code for code in codes if code not in taken]
        free += new_codes(number - len(free), codes)
        PaperSheet.objects.bulk_create(
            (PaperSheet(paper_print=kept, number=place, code=code) for place, code in enumerate(free, 1)),
            batch_size=1_000,
        )
    return kept


def files_of(kept: PaperPrint) -> list[tuple[int, int]]:
    """Return the first and the last sheet of each file of a print."""
    a_file = max(1, min(SHEETS_OF_A_FILE, PAGES_OF_A_FILE // max(kept.pages, 1)))
    starts = range(1, kept.number + 1, a_file)
    return [(start, min(start + a_file - 1, kept.number)) for start in starts]


def file_of(kept: PaperPrint, page: Any, request: HttpRequest, place: int) -> bytes:
    """Return the PDF of one file of a print, of the sheets whose codes are not used up.

    ``PaperSheet.DoesNotExist`` if all are, as those of anonymous answers that were typed in.
    """
    first, last = files_of(kept)[place - 1]
    sheets = kept.sheets.filter(number__range=(first, last)).order_by("number")
    codes = [shown(code) for code in sheets.values_list("code", flat=True)]
    if not codes:
        raise PaperSheet.DoesNotExist
    form = Form(page, kept.version.stream, request, kept.hand_in)
    return _set(form, codes, two_sided=kept.two_sided).pdf


def _set(form: Form, codes: list[str], *, two_sided: bool = False) -> Set:
    """Set sheets in the page's language."""
    with translation.override(form.page.locale.language_code):
        return typeset(described(form), codes, two_sided=two_sided, logo=_logo(form.request))


def _logo(request: HttpRequest) -> bytes:
    """Return the authority's logo as small as it is printed, nothing if there is none (any more)."""
    image = SiteIdentity.for_request(request).logo
    if image is None:
        return b""
    try:
        with image.get_rendition(LOGO if image.is_svg() else f"{LOGO}|format-png").file.open("rb") as file:
            content: bytes = file.read()
    except (OSError, SourceImageIOError):
        return b""
    return content
