"""Attackers who hold a dump, the list of codes with their owners, and the keys of the site.

They try everything that could link two sets of rows: the same value in both (followed over the rows
that join them), and the same order, of the rows on the disk or of any column. They know nothing of
where the link may be, so that a link that somebody adds by mistake is found.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator

from tests.forms.limits.dump import NULL, Table

Matching = dict[str, str]
Orders = dict[str, list[str]]


def matchings(tables: dict[str, Table], left: Matching, right: Matching) -> Iterator[tuple[str, Matching]]:
    """Yield each attack with whom it takes for whose.

    ``left`` and ``right`` name what somebody is, and what was answered, by the keys of their rows (a
    code's digest, an answer's number): the dump's tables are searched for these.
    """
    yield from _same_values(tables, left, right)
    for (on_left, lefts), (on_right, rights) in itertools.product(
        orders(tables, left).items(), orders(tables, right).items()
    ):
        yield f"{on_left} ~ {on_right}", dict(zip(lefts, rights, strict=False))
        yield f"{on_left} ~ {on_right}, backwards", dict(zip(lefts, reversed(rights), strict=False))


def orders(tables: dict[str, Table], known: Matching) -> Orders:
    """Return every order of the known things: of their rows as they lie, and by each other column."""
    found: Orders = {}
    for table in tables.values():
        owners = _owners(table, known, _names(tables, known))
        if len(set(owners.values())) < 2:
            continue
        found[f"{table.name} as it lies"] = _once(owners[row] for row in sorted(owners))
        for place, column in enumerate(table.columns):
            ranked = sorted(owners, key=lambda row: _rank(table.rows[row][place]))
            found[f"{table.name}.{column}"] = _once(owners[row] for row in ranked)
    return found


def _names(tables: dict[str, Table], known: Matching) -> Matching:
    """Return what else stands for a known thing: the keys of rows that hold its key, one step away."""
    names = dict(known)
    for table in tables.values():
        if "id" not in table.columns:
            continue
        for row, owner in _owners(table, known, known).items():
            names[f"{table.name}:{table.rows[row][table.columns.index('id')]}"] = owner
    return names


def _owners(table: Table, known: Matching, names: Matching) -> dict[int, str]:
    """Return to which known thing each row of a table belongs, if to any."""
    owners = {}
    for number, row in enumerate(table.rows):
        for column, value in zip(table.columns, row, strict=True):
            owner = known.get(value) or names.get(f"forms_{column.removesuffix('_id')}:{value}")
            if owner is not None:
                owners[number] = owner
                break
    return owners


def _same_values(tables: dict[str, Table], left: Matching, right: Matching) -> Iterator[tuple[str, Matching]]:
    """Yield what rows say that name one of each, and what pairs of columns with a value in common say."""
    lefts, rights = _names(tables, left), _names(tables, right)
    for table in tables.values():
        mine, theirs = _owners(table, left, lefts), _owners(table, right, rights)
        if both := mine.keys() & theirs.keys():
            yield f"rows of {table.name}", {mine[row]: theirs[row] for row in both}
    values_left, values_right = _values(tables, left, lefts), _values(tables, right, rights)
    for (on_left, a), (on_right, b) in itertools.product(values_left.items(), values_right.items()):
        shared = {value: (a[value], b[value]) for value in a.keys() & b.keys()}
        if shared:
            yield f"{on_left} = {on_right}", dict(shared.values())


def _values(tables: dict[str, Table], known: Matching, names: Matching) -> dict[str, dict[str, str]]:
    """Return, by column, the values that one known thing alone has."""
    found: dict[str, dict[str, str]] = {}
    for table in tables.values():
        owners = _owners(table, known, names)
        for place, column in enumerate(table.columns):
            by_value: dict[str, set[str]] = defaultdict(set)
            for row, owner in owners.items():
                if table.rows[row][place] != NULL:
                    by_value[table.rows[row][place]].add(owner)
            own = {value: owners.pop() for value, owners in by_value.items() if len(owners) == 1}
            if own:
                found[f"{table.name}.{column}"] = own
    return found


def _once(names: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _rank(value: str) -> tuple[int, float, str]:
    """Order numbers as numbers, everything else as text."""
    try:
        return (0, float(value), "")
    except ValueError:
        return (1, 0.0, value)


def best(tables: dict[str, Table], left: Matching, right: Matching) -> tuple[int, str]:
    """Return how many the best attack gets right (each name has its own for a match), and which it is."""
    scored = (
        (sum(mine == theirs for mine, theirs in matching.items()), attack)
        for attack, matching in matchings(tables, left, right)
    )
    return max(scored, default=(0, "none"))
