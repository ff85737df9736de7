"""The codes of printed sheets."""

import pytest

from forms.paper.codes import check_character, is_sound, new_codes, read, shown
from forms.receipts import ALPHABET


def test_codes_are_all_different_and_sound() -> None:
    codes = new_codes(500)

    assert len(set(codes)) == 500
    assert all(is_sound(code) and len(code) == 8 for code in codes)


@pytest.mark.parametrize("typed", ["7K3M-9QX{0}", " 7k3m 9qx{0} ", "7K3M9QX{0}", "7K3M‑9QX{0}"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    last = check_character("7K3M9QX")

    assert shown(read(typed.format(last))) == f"7K3M-9QX{last}"


def test_look_alikes_are_what_they_look_like() -> None:
    assert read("OIL0-1234") == "01101234"


@pytest.mark.parametrize("text", ["", "A-1", "7K3M-9QX", "7K3M-9QXD2", "GUICHET1", "Mairie-12", "É123-4567"])
def test_other_references_are_no_codes(text: str) -> None:
    assert read(text) == ""


def test_a_wrong_character_and_two_that_change_places_are_noticed() -> None:
    code = new_codes(1)[0]
    for place, character in enumerate(code):
        other = ALPHABET[(ALPHABET.index(character) + 1) % len(ALPHABET)]
        assert not is_sound(code[:place] + other + code[place + 1 :])
    swapped = [code[:n] + code[n + 1] + code[n] + code[n + 2 :] for n in range(7) if code[n] != code[n + 1]]
    # Luhn's one blind spot: the first and the last character of the alphabet side by side.
    blind = {ALPHABET[0], ALPHABET[-1]}
    assert not any(
        is_sound(each) for n, each in enumerate(swapped) if {*each} != {*code} or not blind <= {*each}
    )
