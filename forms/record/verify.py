"""Find whatever was altered, taken out or put in between in the record of decisions."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.models import ChainHead, DailyHead, Decision, DecisionMessage
from forms.record.chain import digest, link_hash

CHUNK = 2_000


@dataclass(frozen=True)
class Problem:
    """What is wrong, and with which link."""

    number: int
    what: str

    def __str__(self) -> str:
        """Return both in one line."""
        return f"decision {self.number}: {self.what}"


def problems() -> Iterator[Problem]:
    """Yield what is wrong with the chain, in its order; nothing if it is whole.

    Reads every link once, with a bounded number in memory. A message that is gone is none: it may
    have been erased.
    """
    heads = {head.number: head.hash for head in DailyHead.objects.all()}
    number, previous = 0, ""
    links = Decision.objects.order_by("number").select_related("message")
    for decision in links.iterator(chunk_size=CHUNK):
        number += 1
        if decision.number > number:
            gap = f"{number} to {decision.number - 1}" if decision.number - number > 1 else str(number)
            yield Problem(number, f"missing (numbers {gap})")
        if decision.previous_hash != previous:
            yield Problem(decision.number, "does not follow from the one before")
        if decision.hash != link_hash(decision):
            yield Problem(decision.number, "its content is not what was written")
        yield from _message_problems(decision)
        if decision.number in heads and heads.pop(decision.number) != decision.hash:
            yield Problem(decision.number, "differs from the head kept for its day")
        number, previous = decision.number, decision.hash
    for missing in sorted(heads):
        yield Problem(missing, "missing, though a day ended with it")
    end = ChainHead.objects.first()
    if (end.number if end else 0, end.hash if end else "") != (number, previous):
        yield Problem(end.number if end else number, "the chain does not end where it should")


def _message_problems(decision: Decision) -> Iterator[Problem]:
    """Yield what is wrong with the words to the author, if they are still there."""
    message: DecisionMessage | None = getattr(decision, "message", None)
    if message is None:
        return
    if not decision.detail_digest:
        yield Problem(decision.number, "has a message that it was written without")
    elif not _is_hex(message.key) or digest(message) != decision.detail_digest:
        yield Problem(decision.number, "the words to its author are not what was written")


def _is_hex(key: str) -> bool:
    try:
        bytes.fromhex(key)
    except ValueError:
        return False
    return True
