"""Folders of files that no web server shows: under random names, for the portal's own user alone."""

import errno
import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

# What files are called that are not whole yet.
UNFINISHED = ".part"
# A disk, a quota or the largest size of a file: in each case there is no room.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class DiskFull(Exception):
    """There is no room for the file; nothing of it is left."""


class Vault:
    """The folder that a setting names."""

    def __init__(self, setting: str) -> None:
        """Keep the setting's name: what it says is read each time."""
        self._setting = setting

    def folder(self) -> Path:
        """Return the folder, made if need be."""
        path = Path(getattr(settings, self._setting))
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path

    def path_of(self, name: str) -> Path:
        """Return where a file of this name lies."""
        return self.folder() / name

    def keep(self, pieces: Iterable[bytes], extension: str) -> tuple[str, int]:
        """Write a file and return its name and size; it has its name only once it is whole and on the disk.

        ``DiskFull`` if there is no room. Whatever ends it before its end leaves nothing behind.
        """
        name = f"{uuid.uuid4().hex}.{extension}"
        unfinished = self.path_of(name + UNFINISHED)
        try:
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "wb") as file:
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
                size = file.tell()
            unfinished.rename(self.path_of(name))
        except OSError as error:
            if error.errno in NO_ROOM:
                raise DiskFull from error
            raise
        finally:
            unfinished.unlink(missing_ok=True)
        return name, size

    def delete(self, name: str) -> None:
        """Delete a file; it may be gone already."""
        self.path_of(name).unlink(missing_ok=True)

    def older_than(self, moment: float) -> Iterator[str]:
        """Give the names of files that nobody has written to since a moment (seconds since 1970)."""
        for entry in os.scandir(self.folder()):
            if entry.is_file() and entry.stat().st_mtime < moment:
                yield entry.name
