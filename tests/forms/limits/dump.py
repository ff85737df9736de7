"""A real dump of the test database, read as an attacker reads it."""

import itertools
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

NULL = r"\N"


@dataclass
class Table:
    """The rows of one table, in the order in which they lie on the disk."""

    name: str
    columns: list[str]
    rows: list[list[str]] = field(default_factory=list)

    def column(self, name: str) -> list[str]:
        return [row[self.columns.index(name)] for row in self.rows]


def pg_dump() -> dict[str, Table]:
    """Return the tables that hold anything, from the text that pg_dump prints, sequences included."""
    values = connection.settings_dict
    command = shutil.which("pg_dump") or str(max(Path("/usr/lib/postgresql").glob("*/bin/pg_dump")))
    text = subprocess.run(
        [command, "--data-only", "--no-owner", "--schema=public", str(values["NAME"])],
        env={
            "PGHOST": str(values["HOST"]),
            "PGPORT": str(values["PORT"]),
            "PGUSER": str(values["USER"]),
            "PGPASSWORD": str(values["PASSWORD"]),
        },
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return {table.name: table for table in _tables(text)}


def _tables(text: str) -> Iterator[Table]:
    lines = iter(text.splitlines())
    for line in lines:
        if not line.startswith("COPY "):
            continue
        name, _, rest = line.removeprefix("COPY public.").partition(" (")
        columns = [column.strip().strip('"') for column in rest.partition(")")[0].split(",")]
        table = Table(name, columns)
        for row in itertools.takewhile(lambda each: each != r"\.", lines):
            table.rows.append(row.split("\t"))
        if table.rows:
            yield table
