"""Which column gives what."""

import pytest
from django.utils import translation

from forms.imports.columns import Columns, match_columns, parse_map
from forms.imports.errors import ImportRefused
from pages.models import CallForIdeas


def matched(page: CallForIdeas, header: list[str], *maps: str) -> Columns:
    return match_columns(page.form, header, parse_map(maps))


def test_columns_are_found_by_usual_names_labels_and_ids(idea_call: CallForIdeas) -> None:
    columns = matched(idea_call, ["Identifiant", "TITRE", "votre idée", "private", "Quartier", "Date"])

    assert columns.facts == {"external_id": 0, "received": 5}
    assert columns.questions == {"title": 1, "idea": 2, "private": 3, "place": 4}
    assert columns.unused == []


def test_a_map_names_columns_by_fact_short_name_id_or_label(idea_call: CallForIdeas) -> None:
    columns = matched(
        idea_call,
        ["n°", "Titre de l'idée", "Quoi, en détail", "Remarque", "Lieu", "Reçue"],
        "external_id=n°, title=Titre de l'idée",
        '"text=Quoi, en détail",private=Remarque',
        "Où ?=Lieu,received=Reçue",
    )

    assert columns.facts == {"external_id": 0, "received": 5}
    assert columns.questions == {"title": 1, "idea": 2, "private": 3, "place": 4}


def test_a_map_comes_before_what_names_suggest(idea_call: CallForIdeas) -> None:
    columns = matched(idea_call, ["id", "title", "resume"], "title=resume")

    assert columns.questions == {"title": 2}
    assert columns.unused == ["title"]


def test_a_question_comes_before_a_usual_name(idea_call: CallForIdeas) -> None:
    columns = matched(idea_call, ["id", "title", "où", "quartier"])

    assert columns.questions["place"] == 2
    assert columns.unused == ["quartier"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title", "“title” is not of the form target=column"),
        ("=Titre", "is not of the form"),
        ("title=", "is not of the form"),
        ("title=Titre,title=Autre", "“title” is named twice"),
        ("title=Titre,title=Titre", "“title” is named twice"),
        ("title=Inconnue", "the file has no column “Inconnue”"),
        ("colour=Titre", "the form has nothing called “colour”"),
        ("title=Titre,Titre=Autre", "“Titre” is named twice"),
        ("title=Titre,text=Titre", "the file has no column “Titre” (any more to give)"),
    ],
)
def test_a_map_that_fits_neither_file_nor_form_is_refused(
    idea_call: CallForIdeas, text: str, message: str
) -> None:
    with translation.override("en"), pytest.raises(ImportRefused, match=r".") as refusal:
        matched(idea_call, ["id", "Titre", "Autre"], text)

    assert message in str(refusal.value)


def test_a_refusal_lists_what_there_is(idea_call: CallForIdeas) -> None:
    with pytest.raises(ImportRefused) as refusal:
        matched(idea_call, ["id", "Titre"], "colour=Titre")

    assert "“external_id”, “received”, “language”, “title”, “text”, “theme”, “territory”" in str(
        refusal.value
    )
    assert "“Votre idée”" in str(refusal.value)
