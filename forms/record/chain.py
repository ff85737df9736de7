"""Add a link to the chain of decisions, and what a link's hash is taken over."""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.models import User
from django.utils import timezone

from forms.enums import DecisionAction, DecisionSource, State
from forms.models import ChainHead, Decision, DecisionMessage, StaffMember, Submission

HEAD = 1


@dataclass(frozen=True)
class Told:
    """What the author is told of a decision; ``facts`` and ``rule`` make up the statement of reasons."""

    text: str = ""
    language: str = ""
    reason_label: str = ""
    facts: str = ""
    rule: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return any((self.text, self.reason_label, self.facts, self.rule))


@dataclass(frozen=True)
class Event:
    """What happened to a submission, by whom and why."""

    action: DecisionAction
    source: DecisionSource
    from_state: State
    to_state: State
    by: User | None = None
    reason: str = ""
    told: Told = Told()
    # Now, unless it is brought in from elsewhere.
    at: datetime | None = None


def append(submission: Submission, event: Event) -> Decision:
    """Add an event to the chain, inside the transaction that carries it out.

    ``submission`` is locked by the caller, and its ``revision`` already counts this event. The end
    of the chain is locked last of all rows, so that two transactions never wait for one another:
    who decides on several submissions at once locks them all before the first link.
    """
    staff = staff_member(event.by) if event.by else None
    message = _message(event.told) if event.told else None
    head = _locked_head()
    decision = Decision(
        number=head.number + 1,
        submission=submission,
        staff=staff,
        source=event.source,
        action=event.action,
        at=event.at or timezone.now(),
        from_state=event.from_state,
        to_state=event.to_state,
        reason=event.reason,
        revision=submission.revision,
        detail_digest=digest(message) if message else "",
        previous_hash=head.hash,
    )
    decision.hash = link_hash(decision)
    decision.save(force_insert=True)
    if message:
        message.decision = decision
        message.save(force_insert=True)
    head.number, head.hash = decision.number, decision.hash
    head.save(update_fields=["number", "hash"])
    return decision


def staff_member(user: User) -> StaffMember:
    """Return who a user is in the record; made at their first decision."""
    return StaffMember.objects.get_or_create(user=user)[0]


def link_hash(decision: Decision) -> str:
    """Return the SHA-256 over everything that a link says and over the link before it."""
    content = {
        "number": decision.number,
        "submission": decision.submission_id,
        "staff": str(decision.staff_id or ""),
        "source": str(decision.source),
        "action": str(decision.action),
        "at": decision.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "from_state": str(decision.from_state),
        "to_state": str(decision.to_state),
        "reason": str(decision.reason),
        "revision": decision.revision,
        "detail_digest": decision.detail_digest,
        "previous_hash": decision.previous_hash,
    }
    return hashlib.sha256(_bytes(content)).hexdigest()


def digest(message: DecisionMessage) -> str:
    """Return the HMAC-SHA-256 over all words of a message, under its own key.

    Whoever has the digest alone cannot try texts against it: the key is erased with the words.
    """
    words = {name: getattr(message, name) for name in ("text", "language", "reason_label", "facts", "rule")}
    return hmac.new(bytes.fromhex(message.key), _bytes(words), hashlib.sha256).hexdigest()


def _message(told: Told) -> DecisionMessage:
    return DecisionMessage(key=secrets.token_hex(32), **vars(told))


def _bytes(content: dict[str, object]) -> bytes:
    """Return one spelling of the content: the same values always give the same bytes."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _locked_head() -> ChainHead:
    """Return the end of the chain, which nobody else can move until the transaction ends."""
    heads = ChainHead.objects.select_for_update()
    head = heads.filter(pk=HEAD).first()
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(pk=HEAD)], ignore_conflicts=True)
        head = heads.get(pk=HEAD)
    return head
