"""What is found in a text, and what is left alone."""

import time

import pytest

from forms.assist.detect import detect
from forms.assist.detectors import ibans, nirs
from forms.assist.detectors.words import Watched, WatchedWords
from forms.assist.kinds import Kind


def found(text: str, *words: str) -> list[tuple[str, str]]:
    """Return what is found as (kind, words)."""
    spans = detect(text, WatchedWords(Watched.of(word) for word in words))
    return [(span.kind.value, text[span.start : span.end]) for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Écrivez à lea.morvan@example.org.", [("email", "lea.morvan@example.org")]),
        ("lea.morvan (at) example point org", [("email", "lea.morvan (at) example point org")]),
        ("Au 06 39 98 12 34 le soir", [("phone", "06 39 98 12 34")]),
        ("+33 (0)6.39.98.12.34", [("phone", "+33 (0)6.39.98.12.34")]),
        ("12 bis, rue des Lilas, 35190 Vernoy.", [("address", "12 bis, rue des Lilas, 35190 Vernoy")]),
        ("je vis 6 rue des lilas à côté", [("address", "6 rue des lilas")]),
        ("la voiture AB-123-CD stationne", [("plate", "AB-123-CD")]),
        ("véhicule 2874 XV 35 abandonné", [("plate", "2874 XV 35")]),
        ("lire https://example.org/a?b=c.", [("link", "https://example.org/a?b=c")]),
        (
            "IL FAUT ARRÊTER DE CONSTRUIRE PARTOUT, merci",
            [("shouting", "IL FAUT ARRÊTER DE CONSTRUIRE PARTOUT")],
        ),
    ],
)
def test_personal_data_links_and_capitals_are_found_where_they_stand(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Le RER A, la ligne 12 et la D12 à 8 h 05",
        "Le 14/03/2024 à 18:30, 12 450 € puis 18 900 €",
        "Limiter à 30 rue Pasteur, en 2019 rue de Nantes",
        "12 places de parking et 3 rues fermées",
        "L’article L. 2121-29, la loi n° 2005-102 du 11 février 2005",
        "35000 Rennes et 35190 Tinténiac",
        "Les départements 01 02 03 04 05",
        "Dossier n° 0639981234 sans réponse",
        "La SNCF, la CAF et le CCAS, c’est TRÈS bien",
        "Écrire à contact@mairie.example",
        "Numéro vert 0 800 12 34 56",
    ],
)
def test_prices_dates_lines_and_references_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_an_iban_is_found_only_if_its_check_digits_are_right() -> None:
    assert found("FR76 3000 6000 0112 3456 7890 189") == [("iban", "FR76 3000 6000 0112 3456 7890 189")]
    assert found("FR76 3000 6000 0112 3456 7890 188") == []
    assert ibans.is_valid("DE89370400440532013000")


def test_a_social_security_number_needs_the_right_key_in_corsica_too() -> None:
    mainland, corsica = "2 57 04 35 288 914", "1 84 02 2A 004 318"
    for number in (mainland, corsica):
        key = nirs.key_of(number)
        assert found(f"mon numéro {number} {key:02d}") == [("nir", f"{number} {key:02d}")]
        assert found(f"mon numéro {number} {(key + 1) % 97:02d}") == []
    assert nirs.key_of("1 84 12 76 451 089") == 46


def test_watched_words_are_found_whatever_their_case_accents_and_endings() -> None:
    assert found("Bande de CRETINS !", "crétin") == [("word", "CRETINS")]
    assert found("Ferme   ta Gueule", "ferme ta gueule") == [("word", "Ferme   ta Gueule")]
    assert found("Les cônes du conseil", "con") == []


def test_an_account_is_no_telephone_and_a_word_in_a_link_is_not_said() -> None:
    text = "https://example.org/idiot puis FR76 3000 6000 0112 3456 7890 189"
    assert [kind for kind, _words in found(text, "idiot")] == ["link", "iban"]


def test_no_text_takes_long_to_look_through() -> None:
    for piece in ("a.", "12 rue ", "06 ", "A B C ", "FR76 ", "a@", "l'"):
        began = time.process_time()
        detect(piece * (20_000 // len(piece)))
        assert time.process_time() - began < 2, piece


def test_every_kind_has_a_name_to_be_shown() -> None:
    assert all(kind.label for kind in Kind)
