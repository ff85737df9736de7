"""Questions answered in one's own words."""

import pytest
from django.utils.translation import override
from wagtail.blocks import StructBlockValidationError

from tests.forms.fields.asking import FIELD, ask, clean


@pytest.fixture(params=["short_text", "long_text"])
def kind(request: pytest.FixtureRequest) -> str:
    """Either kind of text."""
    return str(request.param)


def test_a_text_is_kept_without_the_blanks_around_it(kind: str) -> None:
    assert ask(kind).stores("  Un banc  ") == "Un banc"


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b", "\u200b \ufeff", "\u2060\u00ad"])
def test_what_shows_nothing_is_no_answer(kind: str, nothing: str) -> None:
    assert ask(kind).stores(nothing) is None
    assert "obligatoire" in ask(kind, required=True).refuses(nothing)


@pytest.mark.parametrize("text", ["👩‍👩‍👧 un banc", "עברית", "Ça va ? Œuf à 5 €", "𝒜", "👍🏽"])
def test_any_writing_is_welcome(kind: str, text: str) -> None:
    assert ask(kind).stores(text) == text
    assert ask(kind).shows(text) == (text,)


def test_accents_are_composed_so_that_the_same_word_is_the_same_text(kind: str) -> None:
    assert ask(kind).stores("e\u0301cole") == "école"


def test_one_line_stays_one_line() -> None:
    assert ask("short_text").stores("Un banc\r\nau soleil") == "Un banc au soleil"


def test_a_long_text_keeps_its_lines_whatever_the_browser_sends() -> None:
    assert ask("long_text").stores("Un\r\ndeux\rtrois\n\nquatre") == "Un\ndeux\ntrois\n\nquatre"


def test_a_limit_says_how_long_the_text_is(kind: str) -> None:
    assert ask(kind, max_length=5).stores("12345") == "12345"
    told = ask(kind, max_length=5).refuses("1234567")
    assert "7" in told
    assert "5" in told
    with override("en"):
        assert "Your text has 7 characters, 5 are allowed" in ask(kind, max_length=5).refuses("1234567")


def test_an_emoji_counts_as_one_character() -> None:
    assert ask("short_text", max_length=2).stores("🚲🚲") == "🚲🚲"


def test_a_text_may_have_to_be_long_enough() -> None:
    assert "10" in ask("long_text", min_length=10).refuses("court")
    assert ask("long_text", min_length=10).stores("") is None


def test_the_browser_never_cuts_what_is_pasted(kind: str) -> None:
    html = str(ask(kind, max_length=5).form()[FIELD])
    assert "maxlength" not in html
    assert "minlength" not in html


def test_limits_that_no_text_meets_are_refused_to_the_editor() -> None:
    with pytest.raises(StructBlockValidationError):
        clean("long_text", min_length=500, max_length=100)


def test_texts_are_not_counted(kind: str) -> None:
    assert not ask(kind).block.is_countable
    assert ask(kind).counts("Un banc") == []


def test_an_address_is_kept_and_never_published() -> None:
    asked = ask("email", published=True)
    assert asked.stores(" ana@example.org ") == "ana@example.org"
    assert "published" not in asked.value
    assert asked.form().published_fields == set()


@pytest.mark.parametrize("wrong", ["ana", "ana@", "ana@example", "ana@exam ple.org", "a\nb@example.org"])
def test_what_is_no_address_is_refused_with_an_example(wrong: str) -> None:
    assert "nom@exemple.fr" in ask("email").refuses(wrong)
