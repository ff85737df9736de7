"""What lets one person send one answer: an invitation code or a confirmed address, as a keyed digest.

Between the screen that asks for it and the sending, the digest travels in a signed cookie of the page's
address: in no address, no log and no table.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse

from forms.enums import Once
from forms.invitations.codes import derived
from forms.limits import roll
from forms.models import Invitation, UnusedInvitation, UsedPass
from forms.receipts import keyed

SALT = "forms.limits.pass"
# On a shared computer, a code must not wait for the next person.
SECONDS = 24 * 3600


class PassUsed(Exception):
    """Somebody has answered with this code or this address."""


@dataclass(frozen=True)
class Pass:
    """A digest, and of what."""

    kind: str
    digest: str


def cookie_name(page: Any) -> str:
    """Return the name of a page's cookie, the same in every language."""
    return f"pass-{page.translation_key.hex[:16]}"


def give(request: HttpRequest, response: HttpResponse, page: Any, held: Pass) -> None:
    """Let the browser that gets this response answer the page."""
    response.set_cookie(
        cookie_name(page),
        signing.dumps([held.kind, held.digest], salt=f"{SALT}:{page.translation_key}"),
        max_age=SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse, page: Any) -> None:
    """Take it back from the browser: it was used, or somebody else is to answer."""
    response.delete_cookie(cookie_name(page), samesite="Lax")


def held(page: Any, request: HttpRequest) -> Pass | None:
    """Return what the browser holds for this page, if it is of the kind that the page asks for."""
    token = request.COOKIES.get(cookie_name(page), "")
    try:
        kind, digest = signing.loads(token, salt=f"{SALT}:{page.translation_key}", max_age=SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Pass(kind, digest) if kind == page.once else None


def needs_pass(page: Any) -> bool:
    """Whether the page lets nobody answer without one."""
    return page.once in (Once.EMAIL, Once.INVITATION)


def is_unused(page: Any, held: Pass) -> bool:
    """Whether nobody has answered with it yet (and, for a code, nobody has revoked it)."""
    key: uuid.UUID = page.translation_key
    if held.kind == Once.INVITATION:
        return _unused(key, held.digest).exists()
    if page.anonymous:
        return not roll.is_on(key, held.digest)
    return not UsedPass.objects.filter(page_key=key, digest=held.digest).exists()


def _unused(page_key: uuid.UUID, digest: str) -> Any:
    return UnusedInvitation.objects.filter(invitation__page_key=page_key, invitation__digest=digest)


def use(page: Any, held: Pass, submission: Any) -> None:
    """Use it up in the transaction of the answer; ``PassUsed`` if it is not there any more.

    Nothing is left of which answer it was unless the page is a confidential one.
    """
    key: uuid.UUID = page.translation_key
    invitation = None
    if held.kind == Once.INVITATION:
        invitation = Invitation.objects.filter(page_key=key, digest=held.digest).first()
        rows = UnusedInvitation.objects.filter(pk=invitation.pk if invitation else None)
        # By the statement that deletes, so that of two at once one finds nothing.
        if not rows.delete()[0]:
            raise PassUsed
    elif page.anonymous and not roll.enter(key, held.digest):
        raise PassUsed
    if page.anonymous:
        return
    _made, created = UsedPass.objects.get_or_create(
        page_key=key, digest=held.digest, defaults={"submission": submission, "invitation": invitation}
    )
    if not created:
        raise PassUsed


def give_back(submission: Any) -> None:
    """Let whoever has withdrawn their answer send another one with the same code or address."""
    used = UsedPass.objects.filter(submission=submission).first()
    if used is None:
        return
    if used.invitation_id and not _is_revoked(used.invitation_id):
        UnusedInvitation.objects.get_or_create(invitation_id=used.invitation_id)
    used.delete()


def _is_revoked(invitation_id: int) -> bool:
    rows = Invitation.objects.filter(pk=invitation_id, batch__revoked_at__isnull=False)
    return rows.exists()


def of_address(page: Any, email: str) -> Pass:
    """Return the pass of an address; the same however it is written."""
    return Pass(Once.EMAIL, keyed("address", _of(page, email)).hex())


def code_of_address(page: Any, email: str) -> str:
    """Return the code that is sent to an address: it is kept nowhere and can be made again."""
    return derived("address-code", _of(page, email))


def _of(page: Any, email: str) -> str:
    return f"{page.translation_key}:{email.strip().casefold()}"
