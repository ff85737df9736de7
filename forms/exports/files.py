"""Where files of exports lie: in a folder of their own that no web server shows."""

import errno
import os
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

# What files are called that are not whole yet.
UNFINISHED = ".part"
# A disk, a quota or the largest size of a file: in each case there is no room.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class DiskFull(Exception):
    """There is no room for the file; nothing of it is left."""


def folder() -> Path:
    """Return the folder, made if need be, for the portal's own user alone."""
    path = Path(settings.EXPORT_ROOT)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(name: str) -> Path:
    """Return where a file of this name lies."""
    return folder() / name


def keep(pieces: Iterable[bytes], extension: str) -> tuple[str, int]:
    """Write a file and return its name and size; it has its name only once it is whole and on the disk.

    ``DiskFull`` if there is no room. Whatever ends it before its end leaves nothing behind.
    """
    name = f"{uuid.uuid4().hex}.{extension}"
    unfinished = path_of(name + UNFINISHED)
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        unfinished.rename(path_of(name))
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull from error
        raise
    finally:
        unfinished.unlink(missing_ok=True)
    return name, size


def delete(name: str) -> None:
    """Delete a file; it may be gone already."""
    path_of(name).unlink(missing_ok=True)
