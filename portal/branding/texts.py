"""The texts of the portal in the reader's language, and what is said while none was written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

PLAIN_FIELDS = ("name", "tagline", "introduction")
RICH_FIELDS = (
    "notice_controller",
    "notice_purpose",
    "notice_legal_basis",
    "notice_recipients",
    "notice_rights",
    "notice_officer",
)
TEXT_FIELDS = PLAIN_FIELDS + RICH_FIELDS


@dataclass(frozen=True)
class SiteTexts:
    """Every text of the site settings in one language, none of them missing.

    ``name``, ``tagline`` and ``introduction`` are plain text; the ``notice_…`` fields are the
    editors' rich text, as stored (show them with the ``richtext`` filter).
    """

    name: str
    tagline: str
    introduction: str
    notice_controller: str
    notice_purpose: str
    notice_legal_basis: str
    notice_recipients: str
    notice_rights: str
    notice_officer: str


def resolve_texts(rows: Iterable[Mapping[str, str]], *, organisation: str, contact: str) -> SiteTexts:
    """Choose each text from the active language's row, else the first language's, else a default.

    ``rows`` map ``language`` and the names of ``TEXT_FIELDS`` to values; ``organisation`` and
    ``contact`` complete the defaults.
    """
    by_language = {row["language"]: row for row in rows}
    candidates = [
        by_language[code]
        for code in dict.fromkeys((get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE))
        if code in by_language
    ]
    defaults = default_texts(organisation, contact)
    chosen = {
        field.name: next((_written(row, field.name) for row in candidates if row[field.name].strip()), None)
        or defaults[field.name]
        for field in fields(SiteTexts)
    }
    return SiteTexts(**chosen)


def _written(row: Mapping[str, str], name: str) -> str:
    """Return a text as it was written; a rich one in another language than the reader's says which."""
    if name in RICH_FIELDS and row["language"] != get_language():
        return f'<div lang="{escape(row["language"])}">{row[name]}</div>'
    return row[name]


def default_texts(organisation: str, contact: str) -> dict[str, str]:
    """Return the texts of a portal whose settings nobody has written yet, in the active language.

    The notice names what articles 13 and 14 of the GDPR ask for. Its default legal basis is the
    public interest (article 6(1)(e)): consent would be wrong between an authority and a resident
    who has no other way to take part.
    """
    who = organisation or gettext("The authority that runs this portal")
    reach = contact or gettext("the contact address at the foot of this page")
    return {
        "name": organisation or gettext("Taking part"),
        "tagline": "",
        "introduction": "",
        "notice_controller": paragraph(who),
        "notice_purpose": paragraph(gettext("To receive, study and answer your contribution.")),
        "notice_legal_basis": paragraph(
            gettext("The exercise of a task in the public interest (article 6(1)(e) of the GDPR).")
        ),
        "notice_recipients": paragraph(
            gettext("The staff in charge of this process and of moderation, and nobody else.")
        ),
        "notice_rights": paragraph(
            gettext(
                "You can see, correct or erase your data, object to their use or ask to limit it. "
                "If you think that your rights are not respected, you can complain to the CNIL "
                "(www.cnil.fr)."
            )
        ),
        "notice_officer": paragraph(gettext("Write to %(contact)s.") % {"contact": reach}),
    }


def paragraph(text: str) -> SafeString:
    """Return plain text as a paragraph of rich text."""
    return mark_safe(f"<p>{escape(text)}</p>")  # noqa: S308 - the text is escaped
