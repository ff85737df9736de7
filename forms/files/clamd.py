"""Ask ClamAV's daemon whether a file holds a virus.

The protocol is the one of clamd(8), section COMMANDS: a command that begins with z ends with a NUL, and
so does its answer; INSTREAM takes pieces, each after its length in four bytes (network order), and ends
with a piece of no length.
"""

import socket
import struct
from typing import BinaryIO

from django.conf import settings

PIECE = 64 * 1024
SECONDS = 60
LONGEST_ANSWER = 4_096
FOUND = " FOUND"
# What a clean file is answered with.
CLEAN = "stream: OK"


class ClamdDown(Exception):
    """The daemon does not answer."""


class NotScanned(Exception):
    """The daemon answers, but not about the file (too large for it, or it failed)."""


def scan(file: BinaryIO) -> str:
    """Return what the daemon found in a file, nothing for a clean one.

    ``ClamdDown`` if it cannot be reached or breaks off, ``NotScanned`` if it says neither.
    """
    try:
        with _connected() as connection:
            connection.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                connection.sendall(struct.pack("!I", len(piece)) + piece)
            connection.sendall(struct.pack("!I", 0))
            answer = _answer(connection)
    except (BrokenPipeError, ConnectionResetError) as error:
        # It hangs up in the middle of a stream that is longer than its StreamMaxLength.
        raise NotScanned("it broke the connection off") from error
    except OSError as error:
        raise ClamdDown(str(error)) from error
    if answer == CLEAN:
        return ""
    if answer.endswith(FOUND):
        return answer.removeprefix("stream: ").removesuffix(FOUND)
    raise NotScanned(answer)


def answers() -> bool:
    """Whether the daemon is there."""
    try:
        with _connected() as connection:
            connection.sendall(b"zPING\0")
            return _answer(connection) == "PONG"
    except OSError:
        return False


def _connected() -> socket.socket:
    """Return a connection to the daemon at ``CLAMD_SOCKET``: a path, or tcp://host:port."""
    address: str = settings.CLAMD_SOCKET
    if address.startswith("tcp://"):
        host, _colon, port = address.removeprefix("tcp://").rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(SECONDS)
    try:
        connection.connect(address.removeprefix("unix://").removeprefix("unix:"))
    except OSError:
        connection.close()
        raise
    return connection


def _answer(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        received = connection.recv(LONGEST_ANSWER)
        if not received:
            break
        answer += received
    if not answer:
        raise ConnectionAbortedError("no answer")
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
