"""A page made of a questionnaire of another tool, and back."""

import io
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pyxform.xls2xform import convert
from wagtail.models import Page

from pages.models import Questionnaire
from tests.factories.forms import question
from tests.factories.limesurvey import Survey
from tests.factories.pages import questionnaire, site
from tests.factories.translations import translate
from tests.factories.xlsform import TRAVEL_SURVEY, asking, sheets_of, travel, workbook

pytestmark = pytest.mark.django_db


def imported(path: Path, *options: str, command: str = "import_xlsform") -> str:
    """Run the command and return what it says."""
    out = StringIO()
    call_command(command, str(path), "--parent", site().slug, *options, stdout=out)
    return out.getvalue()


def saved(path: Path, source: io.BytesIO) -> Path:
    """Write a file and return its path."""
    path.write_bytes(source.getvalue())
    return path


@pytest.fixture
def travel_file(tmp_path: Path) -> Path:
    """The questionnaire about journeys as a file."""
    return saved(tmp_path / "trajets.xlsx", travel())


def made() -> Questionnaire:
    """Return the French page that was made."""
    return Questionnaire.objects.get(locale__language_code="fr")


def test_it_becomes_a_draft_with_its_questions(travel_file: Path) -> None:
    said = imported(travel_file)
    page = made()
    assert page.title == "Vos trajets"
    assert not page.live
    kinds = [child.block_type for child in page.form]
    assert kinds[:5] == ["note", "single_choice", "multiple_choice", "section", "number"]
    assert "Vos trajets" in said
    assert page.get_latest_revision() is not None


def test_its_conditions_decide_what_is_asked(travel_file: Path) -> None:
    from forms.logic.asking import asked

    imported(travel_file)
    page = made()
    ids = {child.value.get("code"): child.id for child in page.form}
    names = {block_id: code for code, block_id in ids.items()}

    def codes(answers: dict[str, object]) -> set[str]:
        return {
            names[each] for each in asked(page.form, {ids[code]: value for code, value in answers.items()})
        }

    by_bike = codes({"mode": "bike", "minutes": "45"})
    assert {"bike_part", "minutes", "far", "grade"} <= by_bike
    assert "why_car" not in by_bike
    by_car = codes({"mode": "car", "why_car": ["load"]})
    assert {"why_car", "since"} <= by_car
    assert by_car.isdisjoint({"bike_part", "minutes", "far", "grade"})
    assert "why_not" in codes({"mode": "foot", "places": {"market": "no"}})


def test_its_other_language_is_kept_for_the_day_the_page_above_is_translated(travel_file: Path) -> None:
    said = imported(travel_file)
    assert made().get_translations().count() == 0
    assert "English" in said
    translate(site())
    english = translate(made())
    assert [child.value["label"] for child in english.form if child.block_type == "date"] == ["Since when?"]


def test_its_other_language_is_a_draft_in_translation(travel_file: Path) -> None:
    translate(site())
    imported(travel_file)
    page = made()
    english = page.get_translations().get().specific.get_latest_revision_as_object()
    assert not english.live
    assert [child.id for child in english.form] == [child.id for child in page.form]
    choice = next(child for child in english.form if child.value.get("code") == "mode")
    assert list(choice.value["options"]) == ["On foot", "By bike", "By car"]
    assert english.form[0].value["text"].source == "<p>A few questions about your journeys.</p>"


def test_a_dry_run_reports_and_makes_nothing(travel_file: Path) -> None:
    assert "minutes" in imported(travel_file, "--dry-run")
    assert not Questionnaire.objects.exists()


def test_refused_questions_are_in_the_exit_code_and_the_others_are_there(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", asking(("start", "begun"), ("text", "a", "Votre avis")))
    with pytest.raises(CommandError) as refused:
        imported(path)
    assert refused.value.returncode == 1
    assert [child.value["label"] for child in made().form] == ["Votre avis"]


@pytest.mark.parametrize("command", ["import_xlsform", "import_limesurvey"])
def test_of_a_bad_file_nothing_is_made(command: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("rien")
    pages = Page.objects.count()
    with pytest.raises(CommandError) as refused:
        imported(path, command=command)
    assert refused.value.returncode == 2
    assert Page.objects.count() == pages


def test_an_unknown_parent_says_which_there_are(travel_file: Path) -> None:
    with pytest.raises(CommandError, match=site().slug) as refused:
        call_command("import_xlsform", str(travel_file), "--parent", "nulle-part")
    assert refused.value.returncode == 2


def test_a_survey_of_limesurvey_becomes_pages_of_questions(tmp_path: Path) -> None:
    survey = Survey()
    group = survey.group("Vous")
    survey.question(group, "Y", "bus", {"fr": "Prenez-vous le bus ?", "en": "Do you take the bus?"})
    survey.question(group, "S", "line", "Quelle ligne ?", relevance='bus.NAOK == "Y"')
    path = tmp_path / "bus.lss"
    path.write_bytes(survey.file())
    assert "bus" in imported(path, command="import_limesurvey")
    page = made()
    assert page.title == "Enquête sur les bus"
    assert [child.block_type for child in page.form] == ["page", "yes_no", "short_text"]


# Back to a file.


def exported(page: Page, path: Path) -> Path:
    """Write a page's form to a file and return it."""
    call_command("export_xlsform", str(path), "--page", page.slug, stdout=StringIO())
    return path


def padded(rows: list[tuple[str, ...]], width: int) -> list[tuple[str, ...]]:
    """Return rows as a sheet has them, to its last column."""
    return [(*row, *[""] * (width - len(row))) for row in rows]


def test_what_was_imported_comes_back_sheet_by_sheet(travel_file: Path, tmp_path: Path) -> None:
    translate(site())
    imported(travel_file)
    before = sheets_of(travel_file)
    after = sheets_of(exported(made(), tmp_path / "out.xlsx"))
    width = len(TRAVEL_SURVEY[0])
    assert padded(after["survey"], width) == padded(before["survey"], width)
    assert after["choices"] == before["choices"]
    assert after["settings"] == before["settings"]


def test_imported_again_the_form_is_the_same(travel_file: Path, tmp_path: Path) -> None:
    imported(travel_file)
    first = made()
    again = exported(first, tmp_path / "out.xlsx")
    imported(again)
    second = Questionnaire.objects.exclude(pk=first.pk).get()
    assert comparable(second) == comparable(first)


def comparable(page: Questionnaire) -> str:
    """Return a form with the short names of its blocks in the place of their identifiers."""
    text = str(list(page.form.get_prep_value()))
    for number, child in enumerate(page.form):
        text = text.replace(child.id, child.value.get("code") or str(number))
    return text


def test_a_form_made_by_hand_with_each_kind_of_question_comes_back_the_same(tmp_path: Path) -> None:
    from forms.fields import FormStreamBlock

    form = []
    for kind, block in FormStreamBlock().child_blocks.items():
        value = block.get_prep_value(block.get_preview_value())
        lists = {name: value[name] for name in ("options", "rows", "columns", "exclusive") if value.get(name)}
        for name, items in lists.items():
            for number, item in enumerate(items):
                item |= {"id": f"{name}{number}"}
        form.append({"type": kind, "id": kind, "value": {**value, "code": f"the_{kind}"}})
    page = questionnaire(title="Tout", form=form)
    path = exported(page, tmp_path / "tout.xlsx")
    imported(path)
    again = Questionnaire.objects.exclude(pk=page.pk).get()

    def told(found: Questionnaire) -> dict[str, tuple[str, str]]:
        return {
            child.value["code"]: (child.block_type, without_nothing(child.block.get_prep_value(child.value)))
            for child in found.form
        }

    assert told(again) == told(page)
    assert convert(xlsform=str(path), validate=False).xform


def without_nothing(value: object) -> str:
    """Return a value as text, in which what is unset and what is off are the same."""
    return str(value).replace("None", "False")


def test_other_tools_read_what_is_exported(travel_file: Path, tmp_path: Path) -> None:
    imported(travel_file)
    result = convert(xlsform=str(exported(made(), tmp_path / "out.xlsx")), validate=False)
    assert "bike_part" in result.xform
    assert not result.warnings


def test_words_that_look_like_a_formula_are_exported_as_text(tmp_path: Path) -> None:
    page = questionnaire(title="A", form=[question("short_text", "=1+1", id="a")])
    sheets = sheets_of(exported(page, tmp_path / "a.xlsx"))
    assert sheets["survey"][1][2] == "=1+1"


def test_control_characters_are_left_out_of_what_is_exported(tmp_path: Path) -> None:
    options = [{"type": "item", "id": "a", "value": "Oui\x0b"}, {"type": "item", "id": "b", "value": "Non"}]
    form = [question("single_choice", "Votre\x02 avis\x0c ?", id="a", options=options)]
    sheets = sheets_of(exported(questionnaire(title="Avis\x1f", form=form), tmp_path / "a.xlsx"))
    assert sheets["survey"][1][2] == "Votre avis ?"
    assert sheets["choices"][1][2] == "Oui"
    assert sheets["settings"][1][0] == "Avis"


def test_a_file_in_another_language_than_the_page_is_reported(tmp_path: Path) -> None:
    source = workbook(survey=[("type", "name", "label::English (en)"), ("text", "a", "Your view")])
    said = imported(saved(tmp_path / "a.xlsx", source))
    assert "English" in said
    assert made().form[0].value["label"] == "Your view"
