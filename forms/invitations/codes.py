"""Invitation codes: readable on paper, hard to guess, with a check against typing mistakes.

Fourteen characters are random (26 to the 14th, 65.8 bits), two are a check: the number that the others
make, modulo the prime 673, which finds every single wrong character and every two neighbours that
changed places. No character looks like another one of the alphabet; the look-alikes that people type
instead are put right.
"""

import re
import uuid

from forms.receipts import keyed

# Without 0, 1, 2, 5, 6, 8, I, L, O, U.
ALPHABET = "3479ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = str.maketrans("2568U", "ZSGBV")
RANDOM_LENGTH = 14
CHECK_LENGTH = 2
LENGTH = RANDOM_LENGTH + CHECK_LENGTH
# The largest prime below 26², so that two characters write every remainder.
PRIME = 673
BASE = len(ALPHABET)
GROUP = 4
# Codes of another tool are taken if they are as long as its own (LimeSurvey: 15 letters and digits).
SHORTEST_IMPORTED = 12
LONGEST_TYPED = 80


def derived(purpose: str, text: str) -> str:
    """Return the code that the site's secret makes of a text: always the same one."""
    number = int.from_bytes(keyed(purpose, text), "big")
    letters = []
    for _ in range(RANDOM_LENGTH):
        number, index = divmod(number, BASE)
        letters.append(ALPHABET[index])
    body = "".join(letters)
    return body + check(body)


def generated(seed: str, number: int) -> str:
    """Return the code of this number in the batch with this random seed."""
    return derived("invitation", f"{seed}:{number}")


def check(body: str) -> str:
    """Return the two characters that follow the random ones."""
    value = 0
    for letter in body:
        value = (value * BASE + ALPHABET.index(letter)) % PRIME
    high, low = divmod(value, BASE)
    return ALPHABET[high] + ALPHABET[low]


def compact(typed: str) -> str:
    """Return what somebody typed in capitals, without what stands between the characters."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper())


def corrected(typed: str) -> str | None:
    """Return the code of ours that somebody typed, look-alikes put right; None if its check is wrong."""
    code = compact(typed).translate(LOOK_ALIKES)
    if len(code) != LENGTH or set(code) - set(ALPHABET):
        return None
    return code if check(code[:RANDOM_LENGTH]) == code[RANDOM_LENGTH:] else None


def grouped(code: str) -> str:
    """Return a code of ours in groups that are easy to copy; one of another tool as it is."""
    if len(code) != LENGTH:
        return code
    return " ".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def digest_of(page_key: uuid.UUID, code: str) -> str:
    """Return the keyed digest under which a page keeps a code; takes it in capitals, without separators."""
    return keyed("invitation-digest", f"{page_key}:{code}").hex()


def digests_of(page_key: uuid.UUID, typed: str) -> list[str]:
    """Return the digests that a typed code may stand under: put right as one of ours, and as it is."""
    spellings = {compact(typed)}
    if code := corrected(typed):
        spellings.add(code)
    return [digest_of(page_key, spelling) for spelling in spellings if spelling]
