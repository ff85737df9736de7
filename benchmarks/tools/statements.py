"""What the database is asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass
class Statements:
    """Statements with their parameters, in their order."""

    seen: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many there were."""
        return len(self.seen)

    def note(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Keep a statement and have it carried out."""
        self.seen.append((sql, params))
        return execute(sql, params, many, context)


@contextmanager
def count_statements() -> Iterator[Statements]:
    """Note all statements of a block."""
    statements = Statements()
    with connection.execute_wrapper(statements.note):
        yield statements
