"""A mail server on this machine, as small as a mail server can be."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default


@dataclass
class PostOffice:
    """Takes mail on a port; what came is in ``received``. It can refuse addresses, for now or for good."""

    port: int = 0
    received: list[Message] = field(default_factory=list)
    # Address -> the server's reply to it.
    replies: dict[str, str] = field(default_factory=dict)


class _Conversation(socketserver.StreamRequestHandler):
    """One connection (RFC 5321)."""

    office: PostOffice

    def handle(self) -> None:
        self.say("220 post office")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                address = line[line.index("<") + 1 : line.index(">")]
                self.say(self.office.replies.get(address, "250 known"))
            elif verb == "DATA":
                self.say("354 go on")
                self.office.received.append(message_from_bytes(self.read_message(), policy=default))
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def read_message(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Open a post office on a free port of this machine, and close it again."""
    office = PostOffice()
    handler = type("Conversation", (_Conversation,), {"office": office})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        office.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield office
        server.shutdown()
        thread.join()


@contextmanager
def silent_post_office() -> Iterator[int]:
    """Open one that answers the telephone and says nothing; give its port."""

    class Silence(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            while self.request.recv(1024):
                pass

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Silence) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()
