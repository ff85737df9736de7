"""A door in front of a server, which a test shuts, blocks and opens again without harm to others."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit


class Door:
    """Forwards TCP connections to a server for as long as it is open."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.port = 0
        # How many pieces of requests came to the door, whether or not it let them through.
        self.knocks = 0
        self._listener: socket.socket | None = None
        self._sockets: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._passing = threading.Event()
        self._answering = threading.Event()
        self.open()

    def open(self) -> None:
        """Let connections through (again), on the port that it had."""
        self._passing.set()
        self._answering.set()
        if self._listener is None:
            listener = socket.socket()
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", self.port))
            listener.listen(50)
            self.port = listener.getsockname()[1]
            self._listener = listener
            threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def shut(self) -> None:
        """Refuse connections, and cut those that there are."""
        if self._listener is not None:
            # Closing alone would not wake the thread that waits for a connection.
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        self.cut()

    def block(self) -> None:
        """Take connections and requests, forward nothing: the server hangs."""
        self._passing.clear()

    def mute(self) -> None:
        """Forward requests and keep the answers back: the server's answer is lost."""
        self._answering.clear()

    def cut(self) -> None:
        """Cut every connection."""
        with self._lock:
            sockets, self._sockets = self._sockets, set()
        for each in sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
                server = socket.create_connection(self.target)
            except OSError:
                return
            with self._lock:
                self._sockets |= {client, server}
            for work in (self._forward_requests, self._forward_answers):
                threading.Thread(target=work, args=(client, server), daemon=True).start()

    def _forward_requests(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := client.recv(65536):
                self.knocks += 1
                self._passing.wait()
                server.sendall(data)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_WR)

    def _forward_answers(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                self._answering.wait()
                client.sendall(data)
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_WR)


@contextmanager
def door_to(url: str, default_port: int) -> Iterator[tuple[Door, str]]:
    """Give a door to the server at an address, and the address of the door."""
    parts = urlsplit(url)
    door = Door(parts.hostname or "127.0.0.1", parts.port or default_port)
    user = f"{parts.username}{':' + parts.password if parts.password else ''}@" if parts.username else ""
    try:
        yield door, parts._replace(netloc=f"{user}127.0.0.1:{door.port}").geturl()
    finally:
        door.shut()
        door._passing.set()
        door._answering.set()
