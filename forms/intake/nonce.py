"""The signed mark of one form shown to one person."""

import secrets
import time
from dataclasses import dataclass

from django.core import signing

SALT = "forms.intake.nonce"
# How long a page may stay open before its form has to be shown anew (with what was typed).
MAX_AGE_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class Nonce:
    """A valid nonce: its secret and how long ago the form was shown."""

    secret: str
    age_seconds: float


def issue(page_id: int) -> str:
    """Return a nonce for a form of this page: 128 random bits, the time and a signature."""
    return signing.dumps([page_id, secrets.token_urlsafe(16), int(time.time())], salt=SALT)


def read(token: str, page_id: int) -> Nonce | None:
    """Return the nonce, or None if it was not made here, for this page, in the last week."""
    try:
        page, secret, shown_at = signing.loads(token, salt=SALT, max_age=MAX_AGE_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if page != page_id:
        return None
    return Nonce(secret=secret, age_seconds=time.time() - shown_at)
