"""Bulk requests to Elasticsearch, and what its answers mean."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from portal.search.indices import write_alias

CHUNK = 500
# Elasticsearch refuses requests of more than 100 MB; smaller ones are also easier on its memory.
CHUNK_BYTES = 8 * 1024 * 1024

CONFLICT = 409
NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class Write:
    """One document to be put into an index, or (without a body) to be taken out of it."""

    target: str
    key: str
    version: int
    body: dict[str, Any] | None
    # Whatever the caller knows the write by.
    owner: Any

    def action(self) -> dict[str, Any]:
        """Return the write as the client's helper takes it."""
        action = {
            "_op_type": "delete" if self.body is None else "index",
            "_index": write_alias(self.target),
            "_id": self.key,
            # Only a write with a higher version than the document's is carried out.
            "version": self.version,
            "version_type": "external",
        }
        return action if self.body is None else {**action, "_source": self.body}


def send(client: Elasticsearch, writes: Iterable[Write]) -> Iterator[tuple[Write, str]]:
    """Carry the writes out and yield each with the kind of its error, empty if it is done.

    Done is also what a newer version has overtaken and the deletion of what is not there. Raises
    ``elasticsearch.ApiError`` or ``TransportError`` when the server takes nothing at all.
    """
    in_flight: list[Write] = []

    def actions() -> Iterator[dict[str, Any]]:
        for write in writes:
            in_flight.append(write)
            yield write.action()

    answers = streaming_bulk(
        client,
        actions(),
        chunk_size=CHUNK,
        max_chunk_bytes=CHUNK_BYTES,
        raise_on_error=False,
        # A write to an index that was removed meanwhile must not make a new one.
        require_alias=True,
    )
    for _, answer in answers:
        yield in_flight.pop(0), _error_of(next(iter(answer.values())))


def _error_of(item: dict[str, Any]) -> str:
    """Return the kind of error that an item of a bulk answer reports, or an empty string."""
    error = item.get("error")
    if error is None or item["status"] == CONFLICT:
        return ""
    return error["type"] if isinstance(error, dict) else f"status {item['status']}"
