"""Queries cut into words, and words compared."""

import pytest

from portal.search import words
from portal.search.sounds import sound
from portal.search.spelling import distance


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’École des Sœurs", ["ecole", "des", "soeurs"]),
        ("qu'il, jusqu’à", ["il", "a"]),
        ("prud'hommes", ["prud'hommes"]),
        ("city-stade, 30 km/h", ["city", "stade", "30", "km", "h"]),
        ("!?… 🚲", []),
    ],
)
def test_a_query_is_cut_as_texts_are(text: str, found: list[str]) -> None:
    assert words.split(text) == found


def test_question_words_tell_nothing() -> None:
    asked = words.split("Où est-ce qu’on peut trouver des composteurs dans la rue 8, aujourd’hui ?")
    assert words.telling(asked) == ["composteurs", "rue", "8"]
    assert words.telling(words.split("How do I report a pothole?")) == ["report", "pothole"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("velos", "velo"),
        ("locaux", "local"),
        ("pietonne", "pieton"),
        ("libraries", "library"),
        ("jeux", "jeu"),
    ],
)
def test_forms_of_a_word_have_one_key(one: str, other: str) -> None:
    assert words.key(one) == words.key(other)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Vég", ("", "veg")),
        ("la place de l’Éc", ("la place de l’", "ec")),
        ("piste cy", ("piste ", "cy")),
        ("piste ", ("piste ", "")),
        ("", ("", "")),
    ],
)
def test_the_word_being_typed_is_the_last(text: str, last: tuple[str, str]) -> None:
    assert words.last_of(text) == last


def test_words_are_replaced_where_they_stand() -> None:
    text = words.replaced("Où est la Pisicne de l’ecolle ?", {"pisicne": "piscine", "ecolle": "école"})
    assert text == "Où est la piscine de l’école ?"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("moustik", "moustique"),
        ("farmacie", "pharmacie"),
        ("bibliotec", "bibliotheque"),
        ("jimnase", "gymnase"),
        ("dechaiterie", "dechetterie"),
        ("trotinete", "trottinette"),
    ],
)
def test_a_word_written_by_ear_sounds_like_the_right_one(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("canton", "cantine"), ("place", "plage"), ("parc", "parking")])
def test_other_words_sound_different(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("piscine", "pisicne", 1),
        ("ecole", "ecole", 0),
        ("ecole", "ecolle", 1),
        ("abri", "", 4),
        ("ca", "abc", 3),
    ],
)
def test_swapped_letters_are_one_mistake(one: str, other: str, edits: int) -> None:
    assert distance(one, other) == edits
