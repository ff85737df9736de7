"""The codes by which residents follow what they sent.

A code is 128 bits, written in 26 characters without look-alikes. It is derived from the nonce of
the resident's form, which the server does not keep, so that sending the same form again (a double
click, a lost answer) shows the same code. The database holds only a keyed digest of it, from which
nobody, not even with the key, gets the code back.
"""

import hashlib
import hmac
import re

from django.conf import settings

# Crockford's base 32: no I, L, O, U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BYTES = 16
CODE_LENGTH = 26
LOOK_ALIKES = str.maketrans("OIL", "011")
# What the secret of a draft begins with (forms.flow). It stands for one sending, whatever the answers:
# when the same sending comes a second time, they are gone.
DRAFT = "draft:"


def keyed(purpose: str, text: str) -> bytes:
    """Return an HMAC of the text under the receipts' own secret, separate for each purpose."""
    key = hashlib.sha256(f"{purpose}:{settings.RECEIPT_KEY}".encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def _sending(nonce: str, answers: str) -> str:
    return nonce if nonce.startswith(DRAFT) else f"{nonce}\n{answers}"


def code_for(nonce: str, answers: str) -> str:
    """Return the code of a form with this secret nonce (at least 128 bits) sent with these answers."""
    number = int.from_bytes(keyed("code", _sending(nonce, answers))[:CODE_BYTES], "big")
    letters = []
    for _ in range(CODE_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(reversed(letters))


def grouped(code: str) -> str:
    """Return a code in groups that are easy to copy: ``AAAA-BBBB-…``."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def normalised(typed: str) -> str:
    """Return what somebody typed as a code: upper case, no separators, look-alikes resolved."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper()).translate(LOOK_ALIKES)


def digest_of(code: str) -> str:
    """Return the keyed digest under which a code is kept; takes it as typed."""
    return keyed("digest", normalised(code)).hex()


def nonce_digest(nonce: str, answers: str) -> str:
    """Return the digest that makes one submission of a form sent twice with the same answers.

    The answers are part of it: a form sent again with other answers is another submission, so
    nothing that somebody wrote is swallowed.
    """
    return keyed("nonce", _sending(nonce, answers)).hex()
