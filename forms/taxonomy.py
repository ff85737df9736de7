"""Names of themes and territories in the reader's language."""

import re
import uuid

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language

from forms.models.taxonomy import Label
from portal.search.folding import fold

NAMES_SECONDS = 60
NUMBER_WIDTH = 12
# By model and language: when they were read, as the cache has it, and the names.
_names: dict[str, tuple[str, "dict[str, Name]"]] = {}


class Name(str):
    """The name of a label; ``language`` is its own where it is not the reader's, for ``lang``."""

    language: str

    def __new__(cls, text: str, language: str = "") -> "Name":
        """Make it of the words and, for foreign ones, the code of their language."""
        name = super().__new__(cls, text)
        name.language = language
        return name


def label_choices(model: type[Label]) -> list[tuple[str, Name]]:
    """Return (translation_key, name) of every label in the order of their names, in one query.

    The order disregards accents, and numbers in names count as numbers: “2 - …” before “10 - …”.
    A label without a row in the reader's language appears under its name in the first language.
    """
    language = get_language() or settings.LANGUAGE_CODE
    names: dict[str, Name] = {}
    rows = model.objects.filter(locale__language_code__in={language, settings.LANGUAGE_CODE})
    for key, name, code in rows.values_list("translation_key", "name", "locale__language_code"):
        if code == language or str(key) not in names:
            names[str(key)] = Name(name, "" if code == language else code)
    return sorted(names.items(), key=lambda item: _place_in_order(item[1]))


def _place_in_order(name: str) -> str:
    """Return a name to compare with others: folded, its numbers filled up with zeros to one length."""
    return re.sub(r"[0-9]+", lambda number: number[0].zfill(NUMBER_WIDTH), fold(name))


def label_names(model: type[Label]) -> dict[str, Name]:
    """Return the name of each translation_key, for showing, not for changing: at most a minute old.

    The cache says how long they are good; the names themselves are kept here, since every answer that is
    shown or indexed asks for them.
    """
    key = _cache_key(model, get_language())
    read, names = _names.get(key, ("", {}))
    good = cache.get(key)
    if good is None or good != read:
        if good is None:
            good = uuid.uuid4().hex
            cache.set(key, good, NAMES_SECONDS)
        names = dict(label_choices(model))
        _names[key] = (good, names)
    return names


def label_key(model: type[Label], pk: int) -> str:
    """Return the translation_key of a row, empty if there is none; what is known stays so for a minute."""
    keys: dict[int, str] = cache.get(f"label-keys:{model._meta.label_lower}") or {}
    if pk not in keys:
        keys = {row: str(key) for row, key in model.objects.values_list("pk", "translation_key")}
        cache.set(f"label-keys:{model._meta.label_lower}", keys, NAMES_SECONDS)
    return keys.get(pk, "")


def forget_names(model: type[Label]) -> None:
    """Have this process read the names anew, because one was added."""
    cache.delete_many([_cache_key(model, code) for code, _name in settings.LANGUAGES])


def _cache_key(model: type[Label], language: str | None) -> str:
    return f"label-names:{model._meta.label_lower}:{language}"
