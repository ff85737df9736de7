"""Ready compositions: what a new page may start from instead of from nothing."""

from pages.compositions.base import Composition
from pages.compositions.consultation import CONSULTATION
from pages.compositions.ideas import IDEAS
from pages.compositions.results import RESULTS
from pages.compositions.satisfaction import SATISFACTION

COMPOSITIONS = (CONSULTATION, SATISFACTION, IDEAS, RESULTS)

__all__ = ["COMPOSITIONS", "Composition", "compositions_of", "find_composition"]


def compositions_of(model_name: str) -> list[Composition]:
    """Return what a page of a type (``consultation``) may start from."""
    return [each for each in COMPOSITIONS if each.model_name == model_name]


def find_composition(model_name: str, key: str) -> Composition | None:
    """Return the composition of that key if it makes pages of that type."""
    return next((each for each in compositions_of(model_name) if each.key == key), None)
