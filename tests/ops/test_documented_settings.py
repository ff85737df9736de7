"""What the operators' guide says of the settings is all that the settings read."""

import re

import pytest

from tests.servers import TREE

READ = re.compile(r"(?:environ(?:\.get)?[(\[]|env_list\()\s*\"([A-Z_]+)\"")
# Settings of a developer's machine and of the tests, which no server reads.
SERVER_SETTINGS = ("base", "production")


@pytest.fixture
def documented() -> set[str]:
    """The variables that the guide's table of settings names."""
    guide = (TREE / "docs/operators.md").read_text()
    table = guide.split("\n## Settings\n")[1].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row.split("|")[1])}


def test_every_variable_that_a_server_reads_stands_in_the_guide_and_no_other(documented: set[str]) -> None:
    sources = [(TREE / f"portal/settings/{name}.py").read_text() for name in SERVER_SETTINGS]
    # Read by dj_database_url.config, which names it itself.
    read = {"DATABASE_URL"} | {name for source in sources for name in READ.findall(source)}
    assert documented == read


def test_compose_hands_on_variables_that_the_portal_reads(documented: set[str]) -> None:
    compose = (TREE / "compose.yaml").read_text()
    environment = compose.split("  environment:\n")[1].split("  volumes:")[0]
    assert set(re.findall(r"^    ([A-Z_]+):", environment, re.MULTILINE)) <= documented
