"""Tables and verdicts as the benchmarks print them."""

from collections.abc import Mapping, Sequence


def show(title: str, columns: Sequence[str], rows: Mapping[str, Sequence[object]]) -> None:
    """Print a table: a name for each row, then its values, numbers to three figures."""
    width = max(len(name) for name in (*rows, title))
    print(f"\n{title:{width}}  " + "  ".join(f"{column:>12}" for column in columns))
    for name, values in rows.items():
        print(f"{name:{width}}  " + "  ".join(f"{_written(value):>12}" for value in values))


def verdict(goals: Mapping[str, bool]) -> int:
    """Print whether each goal is reached; return 1 if one is not."""
    print()
    for text, reached in goals.items():
        print(f"{'reached' if reached else 'MISSED '}  {text}")
    return 0 if all(goals.values()) else 1


def _written(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 1_000 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)
