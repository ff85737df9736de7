"""Text as the search in the database compares it."""

import pytest

from portal.search.folding import fold, search_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’École  des Sœurs !", "l ecole des soeurs"),
        ("VÉLO", "velo"),
        ("Ça\u00a0va\n–\tbien ?", "ca va bien"),
        ("ex-æquo, n°1", "ex aequo n 1"),
        ("ﬁn e\u0301te\u0301", "fin ete"),
        ("", ""),
        ("🚲 …", ""),
    ],
)
def test_text_is_folded_to_plain_words(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’école", ["ecole"]),
        ("ecoles", ["ecole"]),
        ("les vélos des vélos", ["velo"]),
        ("bus", ["bus"]),
        ("le la les", ["le", "la", "les"]),
        ("", []),
    ],
)
def test_a_query_is_reduced_to_the_words_that_tell(text: str, words: list[str]) -> None:
    assert search_words(text) == words
