"""The languages of a file, and those of the portal."""

import re

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info

from portal.search.folding import fold

# "Français (fr)", as XLSForm recommends.
IN_BRACKETS = re.compile(r"\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\)\s*$")
CODE = re.compile(r"[a-z]{2,3}")


def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, info in LANG_INFO.items():
        base = code.split("-")[0]
        for name in (info.get("name"), info.get("name_local")):
            if name:
                found.setdefault(fold(name), base)
    return found


NAMES = _names()


def language_code(name: str) -> str:
    """Return the code of a language that a file names by its code or in words; the name itself if unknown."""
    if match := IN_BRACKETS.search(name):
        return base_code(match[1])
    folded = fold(name)
    if folded in NAMES:
        return NAMES[folded]
    code = base_code(name)
    return code if CODE.fullmatch(code) else name.strip()


def base_code(code: str) -> str:
    """Return a code without its region or variant: fr for fr-FR, de for de-informal."""
    return re.split(r"[-_]", code.strip().lower())[0]


def portal_languages() -> dict[str, str]:
    """Return the languages of the portal's pages with their names."""
    return dict(settings.WAGTAIL_CONTENT_LANGUAGES)


def language_name(code: str) -> str:
    """Return the name of a language in itself: Français."""
    if code in portal_languages():
        return portal_languages()[code]
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code
