"""The information notice of a form (GDPR, articles 12 to 14): the site's texts, completed by the page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.rich_text import expand_db_html

from forms.enums import LegalBasis, Publication
from forms.fields.hidden import Hidden
from forms.fields.reading import questions_of
from portal.branding.models import SiteIdentity
from portal.branding.texts import paragraph

if TYPE_CHECKING:
    from forms.page import FormPage


@dataclass(frozen=True)
class Notice:
    """What a form tells about the data that it asks for. Each is HTML, ready to be shown."""

    responsible: SafeString
    purpose: SafeString
    basis: SafeString
    recipients: SafeString
    retention: SafeString
    rights: SafeString
    officer: SafeString
    # What is kept of the link by which somebody came, if it is about them.
    link: SafeString


def notice_of(page: "FormPage", request: HttpRequest) -> Notice:
    """Return the notice of a page in the reader's language; nothing in it is ever missing."""
    texts = (SiteIdentity.for_request(request) or SiteIdentity()).texts
    recipients = _chosen(page.notice_recipients, texts.notice_recipients)
    if page.publishes:
        recipients += paragraph(_who_reads(page))
    months = page.retention_months
    retention = ngettext(
        "Contact data and unpublished texts are erased %(months)d month after they were sent.",
        "Contact data and unpublished texts are erased %(months)d months after they were sent.",
        months,
    )
    public_task = page.notice_basis == LegalBasis.PUBLIC_TASK
    return Notice(
        responsible=_rich(texts.notice_controller),
        purpose=_chosen(page.notice_purpose, texts.notice_purpose),
        # The site says more precisely on which task it rests.
        basis=_rich(texts.notice_legal_basis) if public_task else paragraph(page.get_notice_basis_display()),
        recipients=recipients,
        retention=paragraph(retention % {"months": months}),
        rights=_rich(texts.notice_rights),
        officer=_rich(texts.notice_officer),
        link=_said_by_link(page),
    )


def _said_by_link(page: "FormPage") -> SafeString:
    """Say what the link by which somebody came tells about them."""
    told = [
        child.value.get("label") or child.value.get("parameter")
        for child in questions_of(page.form)
        if isinstance(child.block, Hidden) and child.block.holds_text(child.value)
    ]
    if not told:
        return SafeString("")
    words = _("The address by which you came may tell us this, which is kept with your answers: %(what)s.")
    return paragraph(words % {"what": ", ".join(told)})


def _who_reads(page: "FormPage") -> str:
    """Say from when everybody can read what is published."""
    if page.publication == Publication.AT_ONCE:
        return _(
            "Answers marked as published can be read by everybody at once. A moderator reads them afterwards."
        )
    return _("Answers marked as published can be read by everybody once a moderator has accepted them.")


def _rich(text: str) -> SafeString:
    """Return an editor's rich text as HTML."""
    return SafeString(expand_db_html(text))


def _chosen(plain: str, rich: str) -> SafeString:
    """Return the page's plain text if there is any, else the site's rich text."""
    return SafeString(linebreaks(plain, autoescape=True)) if plain.strip() else _rich(rich)
