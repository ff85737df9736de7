"""Questions answered with a telephone number or a postcode."""

import pytest

from tests.forms.fields.asking import FIELD, ask


@pytest.mark.parametrize(
    "written",
    [
        "06 12 34 56 78",
        "0612345678",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "06\u202f12\u202f34\u202f56\u202f78",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "0033612345678",
        " 06/12/34/56/78 ",
    ],
)
def test_a_french_number_is_ten_digits_however_it_is_written(written: str) -> None:
    assert ask("phone").stores(written) == "0612345678"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("+32 475 12 34 56", "+32475123456"),
        ("0044 20 7946 0000", "+442079460000"),
        ("0262 12 34 56", "0262123456"),
        ("+262 262 12 34 56", "+262262123456"),
    ],
)
def test_numbers_from_overseas_and_abroad_are_kept_with_their_country(written: str, kept: str) -> None:
    assert ask("phone").stores(written) == kept


@pytest.mark.parametrize(
    "wrong",
    [
        "12",
        "3949",
        "06 12 34 56 7",
        "06 12 34 56 78 9",
        "+33 12",
        "+0 123456789",
        "+1234567890123456",
        "six douze",
        "06 12 34 56 7O",
        "06123456٧٨",
        "+",
        "0612345678 ou 0698765432",
    ],
)
def test_what_is_no_number_is_refused_with_an_example(wrong: str) -> None:
    assert "06 12 34 56 78" in ask("phone").refuses(wrong)


def test_a_number_of_any_length_is_refused_in_a_few_words() -> None:
    assert len(ask("phone").refuses("0" * 100_000)) < 200


def test_no_number_is_no_answer_unless_it_is_compulsory() -> None:
    assert ask("phone").stores("  ") is None
    assert "obligatoire" in ask("phone", required=True).refuses("")


def test_a_number_is_never_published_and_erased_with_what_was_private() -> None:
    asked = ask("phone", published=True)
    assert "published" not in asked.value
    assert asked.form().published_fields == set()
    assert asked.block.is_free_text
    assert not asked.block.is_countable


def test_a_french_number_is_read_in_pairs_another_as_it_is() -> None:
    assert ask("phone").shows("0612345678") == ("06 12 34 56 78",)
    assert ask("phone").shows("+32475123456") == ("+32475123456",)
    assert ask("phone").shows(None) == ()
    assert ask("phone").shows({"a": 1}) == ()


def test_a_phone_offers_its_digits_and_its_own_number() -> None:
    html = str(ask("phone").form()[FIELD])
    assert 'type="tel"' in html
    assert 'autocomplete="tel"' in html
    assert "maxlength" not in html


@pytest.mark.parametrize("code", ["35000", "01000", "20000", "20620", "75116", "97400", "98800", "98000"])
def test_a_postcode_has_five_digits_corsica_and_overseas_included(code: str) -> None:
    assert ask("postcode").stores(f" {code} ") == code
    assert ask("postcode").stores(f"{code[:2]} {code[2:]}") == code
    assert ask("postcode").shows(code) == (code,)


@pytest.mark.parametrize(
    "wrong", ["2A004", "2B033", "3500", "350000", "00100", "99100", "96000", "٣٥٠٠٠", "Rennes"]
)
def test_what_is_no_french_postcode_is_refused_with_an_example(wrong: str) -> None:
    assert "35000" in ask("postcode").refuses(wrong)


def test_a_postcode_may_be_left_out_unless_it_is_compulsory() -> None:
    assert ask("postcode").stores("") is None
    assert "obligatoire" in ask("postcode", required=True).refuses(" ")


def test_a_postcode_is_published_only_if_the_editor_says_so() -> None:
    assert not ask("postcode").value.get("published")
    assert ask("postcode", published=True).form().published_fields == {FIELD}
