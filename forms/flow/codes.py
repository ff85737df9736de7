"""The code by which somebody takes up their answers again.

80 bits in 16 characters without look-alikes, derived from the draft's random number under the
receipts' own secret: the database holds a keyed digest of it, and the worker can write it into a
message without keeping it anywhere. It is known from the code of a receipt by its length alone.
"""

import uuid

from forms.receipts import ALPHABET, grouped, keyed, normalised

CODE_LENGTH = 16


def code_of(draft_id: uuid.UUID) -> str:
    """Return the code of a draft, in groups that are easy to copy."""
    number = int.from_bytes(keyed("draft code", draft_id.hex), "big")
    return grouped("".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(CODE_LENGTH)))


def digest_of(code: str) -> str:
    """Return the keyed digest under which a code is kept; takes it as typed."""
    return keyed("draft digest", normalised(code)).hex()


def id_from(secret: str) -> uuid.UUID:
    """Return the number of the draft that begins with a form's nonce: a double click begins one."""
    return uuid.UUID(bytes=keyed("draft", secret)[:16], version=4)
