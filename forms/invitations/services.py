"""Make, bring in and revoke batches of invitation codes."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from forms.invitations.codes import compact, corrected, digest_of, generated
from forms.models import Invitation, InvitationBatch, UnusedInvitation

MOST_CODES = 100_000
ROWS = 2_000


class TooManyCodes(Exception):
    """More codes than a batch takes."""


class CodesKnown(Exception):
    """Some of the codes are of another batch of the page; ``numbers`` are their lines, from 1."""

    def __init__(self, numbers: list[int]) -> None:
        """Keep which."""
        super().__init__(len(numbers))
        self.numbers = numbers


def generate(page: Any, name: str, size: int, *, by: Any = None) -> InvitationBatch:
    """Make a batch of so many new codes."""
    if size > MOST_CODES:
        raise TooManyCodes
    seed = secrets.token_hex(16)
    return _make(page, name, seed, [generated(seed, number) for number in range(size)], by)


def bring_in(page: Any, name: str, codes: list[str], *, by: Any = None) -> InvitationBatch:
    """Make a batch of codes that another tool made; they are kept as digests, so that they print there.

    ``CodesKnown`` if one is there already or twice in the list.
    """
    if len(codes) > MOST_CODES:
        raise TooManyCodes
    spelt = [corrected(code) or compact(code) for code in codes]
    digests = [digest_of(page.translation_key, code) for code in spelt]
    known = set(
        Invitation.objects.filter(page_key=page.translation_key, digest__in=digests).values_list(
            "digest", flat=True
        )
    )
    twice = []
    for number, digest in enumerate(digests, start=1):
        if digest in known:
            twice.append(number)
        known.add(digest)
    if twice:
        raise CodesKnown(twice)
    return _make(page, name, "", spelt, by)


@transaction.atomic
def _make(page: Any, name: str, seed: str, codes: list[str], by: Any) -> InvitationBatch:
    key = page.translation_key
    batch = InvitationBatch.objects.create(
        page_id=page.pk, page_key=key, name=name, seed=seed, size=len(codes), created_by=by
    )
    rows = (Invitation(batch=batch, page_key=key, digest=digest_of(key, code)) for code in codes)
    for made in _saved(rows):
        UnusedInvitation.objects.bulk_create(UnusedInvitation(invitation=row) for row in made)
    return batch


def _saved(rows: Iterable[Invitation]) -> Iterator[list[Invitation]]:
    waiting: list[Invitation] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == ROWS:
            yield Invitation.objects.bulk_create(waiting)
            waiting = []
    if waiting:
        yield Invitation.objects.bulk_create(waiting)


def codes_of(batch: InvitationBatch) -> Iterator[str]:
    """Make the codes of a generated batch again; nothing for an imported one."""
    return (generated(batch.seed, number) for number in range(batch.size if batch.seed else 0))


@transaction.atomic
def revoke(batch: InvitationBatch) -> int:
    """Have no unused code of a batch let anybody in any more; return how many there were."""
    row = InvitationBatch.objects.select_for_update().get(pk=batch.pk)
    if row.revoked_at is not None:
        return 0
    number: int = UnusedInvitation.objects.filter(invitation__batch=row).delete()[0]
    row.revoked, row.revoked_at = number, timezone.now()
    row.save(update_fields=["revoked", "revoked_at"])
    return number


@dataclass(frozen=True)
class Count:
    """What became of the codes of a batch, in numbers alone."""

    batch: InvitationBatch
    unused: int

    @property
    def used(self) -> int:
        """How many answered."""
        return self.batch.size - self.unused - self.batch.revoked


def counts_of(page: Any) -> list[Count]:
    """Return the batches of a page, the newest first, with what became of their codes."""
    rows = InvitationBatch.objects.filter(page_key=page.translation_key)
    counted = rows.annotate(unused=models.Count("invitations__unused")).order_by("-pk")
    return [Count(batch, batch.unused) for batch in counted]
