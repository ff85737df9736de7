"""Options in another order for each visitor, so that none is chosen because it comes first."""

import random
import re
import secrets
from collections.abc import Sequence
from typing import TypeVar

Each = TypeVar("Each")

# The hidden field of a form by which an order comes back when the form is shown again.
ORDER = "order"
SEED = re.compile(r"[A-Za-z0-9_-]{1,40}")


def seed_of(sent: str | None) -> str:
    """Return the seed that came back with a form, a new one if none did.

    It is no secret: whoever makes one up sees an order of their own.
    """
    return sent if sent and SEED.fullmatch(sent) else secrets.token_urlsafe(6)


def shuffled(options: Sequence[Each], seed: str, *, last: int = 0) -> list[Each]:
    """Return the options in the order of this seed, so many at the end where they were."""
    split = max(len(options) - max(last, 0), 0)
    moving, staying = list(options[:split]), list(options[split:])
    random.Random(seed).shuffle(moving)  # noqa: S311 - nothing depends on nobody guessing it
    return moving + staying
