"""Files wait for their form to be sent: a form that comes back with errors does not lose them."""

import hashlib
import hmac
import re
import unicodedata
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from forms.fields.plain import INVISIBLE
from forms.files.images import NotAnImage, TooManyPixels, remade
from forms.files.kinds import Family, FileKind, kind_of
from forms.files.storage import vault
from forms.models.attachment import NAME_LENGTH, Attachment
from forms.vault import DiskFull

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

# How long a file waits for its form to be corrected.
HELD_FOR = timedelta(hours=24)
# What the names of inputs that hold tokens end with.
HELD = "_held"
KEY_SALT = b"forms.files.key:"
# Without a time: the same file in the same question has the same token. Its row says how long it waits.
SIGNER = signing.Signer(salt="forms.files.held")
NO_NAME = re.compile(r'[\\/:*?"<>|]')


def token_of(attachment: Attachment, field: str) -> str:
    """Return what a form carries of a held file: it holds for one question, and only we can make it."""
    return SIGNER.sign_object([attachment.pk.hex, field])


def held_of(tokens: Iterable[str], field: str) -> list[Attachment]:
    """Return the files that tokens of a question stand for, in their order; those that are gone left out."""
    keys = list(dict.fromkeys(filter(None, (_key(token, field) for token in tokens))))
    return found(keys)


def found(keys: Iterable[object]) -> list[Attachment]:
    """Return the files of these keys that there are, in their order."""
    named = [uuid.UUID(key) for key in keys if isinstance(key, str)]
    rows = Attachment.objects.in_bulk(named) if named else {}
    return [rows[key] for key in named if key in rows]


def _key(token: str, field: str) -> str:
    key, of_field = _read(token)
    return key if of_field == field else ""


def _read(token: str) -> tuple[str, str]:
    """Return the key and the field of a token, nothing for one that we did not make."""
    try:
        key, field = SIGNER.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return "", ""
    return key, field


def keep_held(keys: Iterable[object], *, waits: timedelta = HELD_FOR) -> None:
    """Have held files wait for longer, from now on."""
    until = timezone.now() + waits
    rows = Attachment.objects.filter(pk__in=list(keys), submission=None, held_until__lt=until)
    rows.update(held_until=until)


def keep_typed(typed: Iterable[Mapping[str, Iterable[str]]], *, waits: timedelta) -> None:
    """Have the files of a draft wait as long as it does; ``typed`` are the inputs of its questions.

    Costs nothing for a draft without files.
    """
    tokens = [token for inputs in typed for token in inputs.get(HELD, ())]
    keys = [key for key, _field in map(_read, tokens) if key]
    if keys:
        keep_held(keys, waits=waits)


def hold(upload: "UploadedFile", *, families: Iterable[str], most_bytes: int, seed: str) -> Attachment:
    """Check one file that was sent, and hold it. ``ValidationError`` says what is wrong with it.

    The same content sent again from the same form (``seed``: a double click, a reload) is the same
    file, so that the same form stays one submission.
    """
    name = plain_name(upload.name or "")
    if not upload.size:
        raise ValidationError(_("“%(name)s” is empty."), code="empty", params={"name": name})
    if upload.size > most_bytes:
        raise ValidationError(
            _("“%(name)s” is too large: %(size)s MB at most for one file."),
            code="too_large",
            params={"name": name, "size": most_bytes // 1024**2},
        )
    key = _key_of(upload, seed)
    known = Attachment.objects.filter(pk=key).first() if seed else None
    if known:
        keep_held([known.pk])
        return known
    kind = _kind(upload, name, families)
    pieces, kind = _content(upload, name, kind)
    return _keep(key, name, kind, pieces)


def plain_name(name: str) -> str:
    """Return the name that a file is shown under: one line, no path, nothing invisible."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = NO_NAME.sub("_", INVISIBLE.sub("", name).replace("\n", " ").replace("\t", " ")).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) > NAME_LENGTH and dot:
        name = f"{stem[: NAME_LENGTH - len(ending) - 2]}….{ending}"
    return name[:NAME_LENGTH] or _("file")


def _key_of(upload: "UploadedFile", seed: str) -> uuid.UUID:
    """Return the key of a file: random, and the same for the same content in the same form."""
    if not seed:
        return uuid.uuid4()
    content = hashlib.sha256()
    for chunk in upload.chunks():
        content.update(chunk)
    secret = KEY_SALT + settings.SECRET_KEY.encode()
    digest = hmac.new(secret, seed.encode() + content.digest(), hashlib.sha256).digest()
    return uuid.UUID(bytes=digest[:16], version=4)


def _kind(upload: "UploadedFile", name: str, families: Iterable[str]) -> FileKind:
    kind = kind_of(upload.file)  # type: ignore[arg-type]
    chosen = [family for family in Family if family in set(families)]
    if kind is None or kind.family not in chosen:
        raise ValidationError(
            _("“%(name)s” is of a kind that is not taken here. Taken are: %(kinds)s."),
            code="kind",
            params={"name": name, "kinds": ", ".join(str(family.label) for family in chosen)},
        )
    return kind


def _content(upload: "UploadedFile", name: str, kind: FileKind) -> tuple[Iterator[bytes], FileKind]:
    """Return what is kept of a file: an image is made anew, anything else stays as it is."""
    if kind.family != Family.IMAGE:
        return upload.chunks(), kind
    try:
        content, kind = remade(upload.file, kind)  # type: ignore[arg-type]
    except TooManyPixels as error:
        raise ValidationError(
            _("“%(name)s” has too many pixels: 50 million at most."), code="pixels", params={"name": name}
        ) from error
    except NotAnImage as error:
        raise ValidationError(
            _("“%(name)s” is damaged: it cannot be read as an image."), code="damaged", params={"name": name}
        ) from error
    return iter([content]), kind


def _keep(key: uuid.UUID, name: str, kind: FileKind, pieces: Iterator[bytes]) -> Attachment:
    """Write the file, then its row; a file whose row fails is swept later (forms.files.erasure)."""
    waiting = Attachment.objects.filter(held_until__isnull=False).aggregate(total=Sum("size"))["total"] or 0
    if waiting >= settings.HELD_FILES_MB * 1024**2:
        raise _no_room(name)
    try:
        stored, size = vault.keep(pieces, kind.extension)
    except DiskFull as error:
        raise _no_room(name) from error
    row = Attachment(
        pk=key, name=name, kind=kind.extension, size=size, file=stored, held_until=timezone.now() + HELD_FOR
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The same form was sent twice at the same moment.
        vault.delete(stored)
        return Attachment.objects.get(pk=key)
    return row


def _no_room(name: str) -> ValidationError:
    return ValidationError(
        _("“%(name)s” could not be taken: too many files are on their way. Try again in an hour."),
        code="no_room",
        params={"name": name},
    )
