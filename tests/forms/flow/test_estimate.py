"""How long a form takes: a rule of thumb that says so."""

from typing import Any

from forms.fields import FormStreamBlock
from forms.flow.estimate import Estimate, estimate
from tests.factories.flow import new_page, only_if
from tests.factories.forms import question


def minutes(*blocks: dict[str, Any]) -> Estimate:
    """Return the estimate of a form."""
    return estimate(FormStreamBlock().to_python(list(blocks)))


def test_writing_takes_longer_than_choosing() -> None:
    choices = [question("yes_no", "Oui ?", id=f"c{n}") for n in range(8)]
    texts = [question("long_text", "Pourquoi ?", id=f"t{n}") for n in range(8)]
    assert minutes(*choices).longest == 1
    assert minutes(*texts).longest > 7


def test_what_is_not_asked_of_everybody_makes_a_range() -> None:
    found = minutes(
        question("yes_no", "Un vélo ?", id="bike"),
        new_page("Vélo", id="p", show_if=only_if("bike", "yes")),
        *(question("long_text", "Pourquoi ?", id=f"t{n}") for n in range(4)),
    )
    assert (found.shortest, found.longest, found.is_range, found.questions) == (1, 5, True, 5)


def test_long_texts_to_read_count_and_long_forms_are_rounded() -> None:
    words = "mot " * 90
    found = minutes(*(question("yes_no", words, id=f"q{n}") for n in range(40)))
    assert found.longest == 20
