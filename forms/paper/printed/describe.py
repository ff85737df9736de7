"""A page's form as the data that form.typ sets: strings, numbers and lists, in the active language."""

from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

from forms.fields.base import Question
from forms.fields.printed import Printed, lines
from forms.logic.subjects import Subject, subjects_of
from forms.logic.words import describe_by
from forms.notice import Notice, notice_of
from forms.paper.printed.plain import one_line, paragraphs
from portal.branding.models import SiteIdentity

# Words longer than this are cut where a line ends.
LONGEST_WORD = 30
# What typst may end a line at.
CUT = "\u200b"


@dataclass(frozen=True)
class Form:
    """What is printed: a page's form as it stands, for which site, and where it is handed in."""

    page: Any
    stream: StreamValue
    request: HttpRequest
    hand_in: str = ""


def described(form: Form) -> dict[str, Any]:
    """Return all that a sheet says but its code."""
    page, identity = form.page, SiteIdentity.for_request(form.request)
    address = page.get_full_url(form.request) or ""
    return {
        "title": page.title,
        "short_title": page.title if len(page.title) <= 60 else page.title[:59] + "…",
        "language": (get_language() or "fr").split("-")[0],
        "rtl": get_language_bidi(),
        "authority": identity.organisation or identity.texts.name,
        "colour": identity.choice.shown_band,
        "address": address,
        "lead": getattr(page, "lead", ""),
        "instructions": _instructions(form),
        "items": items(
            form.stream,
            publishes=page.publishes,
            offers_contact=page.offers_contact and not page.anonymous,
        ),
        "notice": _notice(notice_of(page, form.request)),
        "words": {
            "online": _("You can also answer online: %(address)s") % {"address": _spoken(address)},
            "online_alt": _("QR code that leads to %(address)s") % {"address": address},
            "reference": _("Reference of the sheet:"),
            "notice": _("What becomes of your data"),
        },
    }


def items(stream: StreamValue, *, publishes: bool, offers_contact: bool) -> list[dict[str, Any]]:
    """Return the pages, sections, notes and questions of a form, in order; questions have their numbers."""
    subjects = subjects_of(stream)
    by_id = {subject.id: subject for subject in subjects}
    found: list[dict[str, Any]] = []
    has_page = False
    for subject in subjects:
        condition = describe_by(subject.child.value.get("show_if"), by_id, by_number=True)
        if subject.is_question:
            found += _question(subject, condition, publishes=publishes)
            continue
        is_page = subject.child.block_type == "page"
        has_page = has_page or is_page
        found.append(_heading(subject, condition, level=1 if is_page or not has_page else 2))
    if offers_contact:
        found.append(_contact())
    return found


def _heading(subject: Subject, condition: str, *, level: int) -> dict[str, Any]:
    value = subject.child.value
    return {
        "kind": "heading",
        "level": level,
        "heading": value.get("heading") or "",
        "condition": _only(condition, _("%(condition)s: this part is for you. Otherwise go on after it.")),
        "intro": _parts(str(value.get("intro") or value.get("text") or "")),
    }


def _question(subject: Subject, condition: str, *, publishes: bool) -> list[dict[str, Any]]:
    """Return a question as a list of one, or of none where there is nothing to see."""
    child = subject.child
    block: Question = child.block
    printed = block.printed(child.value)
    if printed is None:
        return []
    notes = [_("compulsory") if child.value.get("required") else _("optional")]
    if publishes and child.value.get("published"):
        notes.append(_("published with your contribution"))
    return [
        _entry(
            number=str(subject.number),
            label=child.value.get("label") or _("Untitled question"),
            notes=f"({', '.join(notes)})",
            help_text=child.value.get("help_text") or "",
            condition=_only(condition, _("%(condition)s: answer. Otherwise go on to the next question.")),
            printed=printed,
        )
    ]


def _contact() -> dict[str, Any]:
    return _entry(
        number="@",
        label=_("Your e-mail address"),
        notes=f"({_('optional')})",
        help_text=_(
            "To receive the confirmation and what becomes of your submission. It is never published."
        ),
        condition="",
        printed=lines(instruction=_("In capital letters, one character after another.")),
    )


def _entry(*, number: str, label: str, notes: str, help_text: str, condition: str, printed: Printed) -> Any:
    return {
        "kind": "question",
        "number": number,
        "label": label,
        "notes": notes,
        "help": help_text,
        "condition": condition,
        "instruction": printed.instruction,
        "shape": printed.shape,
        "data": printed.data,
        "long": printed.is_long,
    }


def _only(condition: str, sentence: str) -> str:
    return sentence % {"condition": condition} if condition else ""


def _parts(html: str) -> list[dict[str, Any]]:
    return [asdict(paragraph) for paragraph in paragraphs(expand_db_html(html))]


def _instructions(form: Form) -> list[str]:
    """Say how to fill it in, where to hand it in and until when."""
    said = [
        _("Write with a dark pen, in capital letters where there are squares. Cross the boxes like this: ☒"),
        _("Ticked the wrong box? Fill it in entirely, then tick the right one."),
    ]
    closes_at = form.page.closes_at
    day = date_format(timezone.localtime(closes_at, timezone.get_default_timezone())) if closes_at else ""
    words = {"place": form.hand_in, "day": day}
    if form.hand_in and day:
        said.append(_("Hand it in by %(day)s: %(place)s") % words)
    elif form.hand_in:
        said.append(_("Hand it in: %(place)s") % words)
    elif day:
        said.append(_("Hand it in by %(day)s.") % words)
    return said


def _notice(notice: Notice) -> list[dict[str, str]]:
    parts = {
        _("Who is responsible"): notice.responsible,
        _("What for"): notice.purpose,
        _("How long"): notice.retention,
        _("Legal basis"): notice.basis,
        _("Who receives them"): notice.recipients,
        _("Your rights"): notice.rights,
        _("Data protection officer"): notice.officer,
    }
    return [{"label": label, "text": one_line(html)} for label, html in parts.items()]


def _spoken(address: str) -> str:
    """Return an address as people type it."""
    return address.split("://", 1)[-1].rstrip("/")
