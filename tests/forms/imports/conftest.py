"""A page, and files to bring into it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pages.models import CallForIdeas
from tests.factories.forms import idea_form, question
from tests.factories.pages import call_for_ideas


@pytest.fixture
def idea_call(db: None) -> CallForIdeas:
    """A call for ideas that asks for title, idea, theme and territory, and for a private word."""
    form = [
        *idea_form(),
        question("theme", "Thématique", id="theme", published=True),
        question("territory", "Où ?", id="place", published=True),
    ]
    return call_for_ideas(slug="idees", form=form)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Write a file: text in UTF-8, or bytes as they are."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "contributions.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
