"""What every message of the portal has, whoever it goes to."""

import re
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from wagtail.models import Page, Site

from portal.branding.models import SiteIdentity

BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
LONGEST_SUBJECT = 180


def site_of(page: Page | None) -> Site | None:
    """Return the site that a page belongs to, else the first one, None if there is none at all."""
    found: Site | None = page.get_site() if page else None
    return found or Site.objects.filter(is_default_site=True).first()


def identity_of(site: Site | None) -> SiteIdentity:
    """Return who runs a site, as far as they have said."""
    return (SiteIdentity.for_site(site) if site else None) or SiteIdentity()


def compose(
    *, to: str, subject: str, body: str, identity: SiteIdentity, connection: BaseEmailBackend | None
) -> mail.EmailMessage:
    """Return a plain message in the name of whoever runs the site."""
    return mail.EmailMessage(
        subject=_one_line(f"[{identity.texts.name}] {subject}"),
        # What a message leaves out leaves no gap.
        body=BLANK_LINES.sub("\n\n", body).strip() + "\n",
        to=[to],
        reply_to=[identity.contact_email] if identity.contact_email else None,
        # No machine should answer (RFC 3834).
        headers={"Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def message_id(event: str) -> str:
    """Return the Message-ID of a message about an event: the same for each try.

    A worker that dies between the server's yes and its own note of it tries again later; mail servers
    and readers that know a Message-ID already then keep one of the two.
    """
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return f"<{uuid.uuid5(uuid.NAMESPACE_URL, f'{settings.WAGTAILADMIN_BASE_URL}#{event}')}@{host}>"


def _one_line(text: str) -> str:
    """Return the text as a header takes it: one line, and not a long one."""
    return " ".join(text.split())[:LONGEST_SUBJECT]
