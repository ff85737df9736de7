"""Bulk requests to Elasticsearch, and what its answers mean."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from portal.search.indices import write_alias

CHUNK = 500
# Elasticsearch refuses requests of more than 100 MB; smaller ones are also easier on its memory.
CHUNK_BYTES = 8 * 1024 * 1024

# What is read of the answers: for each write, in their order, whether it was carried out.
READ = ["items.*.status", "items.*.error"]

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Write:
    """One document to be put into an index, or (without a body) to be taken out of it."""

    target: str
    key: str
    version: int
    body: dict[str, Any] | None
    # Whatever the caller knows the write by.
    owner: Any

    def lines(self) -> list[str]:
        """Return the write as the lines of a request: what is to be done, and with what."""
        action = {
            "_index": write_alias(self.target),
            "_id": self.key,
            # Only a write with a higher version than the document's is carried out.
            "version": self.version,
            "version_type": "external",
        }
        if self.body is None:
            return [_line({"delete": action})]
        return [_line({"index": action}), _line(self.body)]


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def send(client: Elasticsearch, writes: Iterable[Write], *, at_once: int = 1) -> Iterator[tuple[Write, str]]:
    """Carry the writes out and yield each with the kind of its error, empty if it is done.

    Done is also what a newer version has overtaken and the deletion of what is not there.
    ``at_once`` requests are under way while the next one is put together: Elasticsearch uses one
    core for each. Raises ``elasticsearch.ApiError`` or ``TransportError`` when the server takes
    nothing at all.
    """
    under_way: deque[tuple[list[Write], Future[list[str]]]] = deque()
    with ThreadPoolExecutor(at_once) as threads:
        for chunk, lines in _chunks(writes):
            under_way.append((chunk, threads.submit(_request, client, lines)))
            if len(under_way) > at_once:
                yield from _outcomes(*under_way.popleft())
        while under_way:
            yield from _outcomes(*under_way.popleft())


def _outcomes(chunk: list[Write], errors: Future[list[str]]) -> Iterator[tuple[Write, str]]:
    yield from zip(chunk, errors.result(), strict=True)


def _chunks(writes: Iterable[Write]) -> Iterator[tuple[list[Write], list[str]]]:
    """Yield the writes of one request at a time, with its lines."""
    chunk: list[Write] = []
    lines: list[str] = []
    size = 0
    for write in writes:
        added = write.lines()
        length = sum(len(line.encode()) for line in added)
        if chunk and (len(chunk) == CHUNK or size + length > CHUNK_BYTES):
            yield chunk, lines
            chunk, lines, size = [], [], 0
        chunk.append(write)
        lines += added
        size += length
    if chunk:
        yield chunk, lines


def _request(client: Elasticsearch, lines: list[str]) -> list[str]:
    """Send one request and return the kind of error of each of its writes."""
    # A write to an index that was removed meanwhile must not make a new one.
    # The client takes lines as they are, too; its types know objects alone.
    operations: Any = lines
    answer = client.bulk(operations=operations, require_alias=True, filter_path=READ)
    return [_error_of(next(iter(item.values()))) for item in answer["items"]]


def _error_of(item: dict[str, Any]) -> str:
    """Return the kind of error that an item of an answer reports, or an empty string."""
    error = item.get("error")
    if error is None or item["status"] == CONFLICT:
        return ""
    return error["type"] if isinstance(error, dict) else f"status {item['status']}"
