"""The receipt of an anonymous answer: a signed statement that one was counted, kept nowhere.

It says to which page and on which day, and nothing of the answer: with it nobody finds, shows or takes
back anything, so that nobody can be made to show how they answered.
"""

import datetime
import hmac
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from forms.receipts import ALPHABET, keyed, normalised

# Page, day and a tag that tells two statements of a day apart; then a signature of 80 bits.
PAGE_BYTES, DAY_BYTES, TAG_BYTES, SIGNATURE_BYTES = 4, 3, 3, 10
BODY_BYTES = PAGE_BYTES + DAY_BYTES + TAG_BYTES
# Five bits a character: longer than the code of any other answer (forms.receipts).
LENGTH = (BODY_BYTES + SIGNATURE_BYTES) * 8 // 5


@dataclass(frozen=True)
class Statement:
    """What a valid one says."""

    page_id: int
    day: datetime.date


def statement_for(page: Any, day: datetime.date, secret: str) -> str:
    """Return the statement of a form with this secret nonce: the same if it is sent twice on a day."""
    tag = keyed("statement-tag", secret)[:TAG_BYTES]
    body = page.pk.to_bytes(PAGE_BYTES, "big") + day.toordinal().to_bytes(DAY_BYTES, "big") + tag
    number = int.from_bytes(body + _signature(body), "big")
    letters = []
    for _ in range(LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(reversed(letters))


def read(typed: str) -> Statement | None:
    """Return what a typed statement says, None if it was not made here."""
    text = normalised(typed)
    if len(text) != LENGTH or set(text) - set(ALPHABET):
        return None
    number = 0
    for letter in text:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    data = number.to_bytes(BODY_BYTES + SIGNATURE_BYTES, "big")
    body, signature = data[:BODY_BYTES], data[BODY_BYTES:]
    if not hmac.compare_digest(signature, _signature(body)):
        return None
    day = int.from_bytes(body[PAGE_BYTES : PAGE_BYTES + DAY_BYTES], "big")
    return Statement(int.from_bytes(body[:PAGE_BYTES], "big"), datetime.date.fromordinal(day))


def _signature(body: bytes) -> bytes:
    return keyed("statement", body.hex())[:SIGNATURE_BYTES]


def counted_by(typed: str) -> dict[str, Any] | None:
    """Return what is shown of a valid statement: the page, None if it is gone, and the day."""
    found = read(typed)
    if found is None:
        return None
    page = Page.objects.filter(pk=found.page_id).first()
    return {"page": page.specific if page else None, "day": found.day}
