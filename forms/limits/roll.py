"""The roll of confirmed addresses that have answered an anonymous page.

One row holds all digests, sorted. A row for each would lie in the order in which people answered, next
to the answers, which lie in the same order: a dump prints both.
"""

import uuid

from django.db import transaction

from forms.models import AddressRoll

# Bytes of a digest: two of a million addresses share one with a probability of 10 to the minus 17.
WIDTH = 12


def _entry(digest: str) -> bytes:
    return bytes.fromhex(digest)[:WIDTH]


def _place(digests: bytes, entry: bytes) -> tuple[int, bool]:
    """Return where an entry belongs, in entries, and whether it is there."""
    low, high = 0, len(digests) // WIDTH
    while low < high:
        middle = (low + high) // 2
        if digests[middle * WIDTH : (middle + 1) * WIDTH] < entry:
            low = middle + 1
        else:
            high = middle
    return low, digests[low * WIDTH : (low + 1) * WIDTH] == entry


def is_on(page_key: uuid.UUID, digest: str) -> bool:
    """Whether an address has answered."""
    row = AddressRoll.objects.filter(page_key=page_key).first()
    return row is not None and _place(bytes(row.digests), _entry(digest))[1]


def enter(page_key: uuid.UUID, digest: str) -> bool:
    """Put an address on the roll, in the transaction of its answer; False if it is there already."""
    with transaction.atomic():
        AddressRoll.objects.bulk_create([AddressRoll(page_key=page_key)], ignore_conflicts=True)
        row = AddressRoll.objects.select_for_update().get(page_key=page_key)
        digests, entry = bytes(row.digests), _entry(digest)
        place, found = _place(digests, entry)
        if found:
            return False
        row.digests = digests[: place * WIDTH] + entry + digests[place * WIDTH :]
        row.save(update_fields=["digests"])
    return True
