"""What a fault left, counted: printed at the end of a run, whatever took part in it."""

from collections.abc import Callable

import pytest

FIGURES = "figures"
Figures = Callable[..., None]


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Figures:
    """Return a function that notes numbers by name; words in names are joined by underscores."""

    def note(**numbers: object) -> None:
        line = ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in numbers.items())
        record_property(FIGURES, line)

    return note


def report(reporter: pytest.TerminalReporter) -> None:
    """Print the figures of all tests that noted some."""
    lines = [
        f"{each.nodeid.partition('::')[2]}: {value}"
        for outcome in ("passed", "failed")
        for each in reporter.getreports(outcome)
        for name, value in each.user_properties
        if name == FIGURES
    ]
    if lines:
        reporter.section("What the faults left")
        for line in lines:
            reporter.line(line)
