"""A page made of an XLSForm."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from pages.models import Questionnaire
from tests.factories.pages import site
from tests.factories.xlsform import travel

pytestmark = pytest.mark.django_db


def imported(path: Path, *options: str) -> str:
    """Run the command and return what it says."""
    out = StringIO()
    call_command("import_xlsform", str(path), "--parent", site().slug, *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def travel_file(tmp_path: Path) -> Path:
    """The questionnaire about journeys as a file."""
    path = tmp_path / "trajets.xlsx"
    path.write_bytes(travel().getvalue())
    return path


def test_it_becomes_a_draft_with_its_questions(travel_file: Path) -> None:
    said = imported(travel_file)
    page = Questionnaire.objects.get(title="Vos trajets")
    assert not page.live
    assert [child.block_type for child in page.form] == [
        "note", "single_choice", "multiple_choice", "section", "number", "long_text", "section", "scale", "date",
    ]  # fmt: skip
    assert "Vos trajets" in said
