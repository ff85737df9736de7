"""What tests of the assistance share."""

from collections.abc import Iterator

import pytest

from portal.search import similar
from tests.forms.moderation.conftest import call, desk, moderator  # noqa: F401 - fixtures

# However busy the machine is: what a test says of the answer does not depend on when it came.
PATIENT_SECONDS = 20.0


@pytest.fixture(autouse=True)
def trusted_similar(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test pays for a server that another one took away, nor for a busy one."""
    monkeypatch.setattr(similar, "SECONDS", PATIENT_SECONDS)
    similar.breaker.succeeded()
    yield
    similar.breaker.succeeded()
