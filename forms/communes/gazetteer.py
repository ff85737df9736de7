"""The communes of France by code and by postcode, read once from the package of the État's data team.

Source: ``@etalab/decoupage-administratif``, which joins INSEE's Code officiel géographique with La
Poste's postcodes. Paris, Lyon and Marseille are offered by arrondissement (as INSEE codes them), of
which each postcode has one. Communes that were merged into others are not offered, and neither are the
few districts without inhabitants that have no postcode.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings

from portal.search.folding import fold

COMMUNE = "commune-actuelle"
ARRONDISSEMENT = "arrondissement-municipal"
POSTCODE = re.compile(r"[0-9]{5}")
CODE = re.compile(r"[0-9][0-9AB][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune or an arrondissement of one: its INSEE code, its name, its postcodes."""

    code: str
    name: str
    postcodes: tuple[str, ...]
    # Code of the commune that an arrondissement belongs to.
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All communes, by code and by postcode (those of one postcode in the order of their names)."""

    by_code: Mapping[str, Commune]
    by_postcode: Mapping[str, tuple[Commune, ...]]

    def at(self, postcode: str) -> tuple[Commune, ...]:
        """Return the communes of a postcode, none for one that La Poste does not give to inhabitants."""
        return self.by_postcode.get(postcode, ())

    def find(self, postcode: str, text: str) -> Commune | None:
        """Return the commune of a postcode that a text names by its code or its name, if one is meant.

        The code of Paris, Lyon or Marseille stands for the arrondissement that the postcode is of.
        """
        wanted = fold(text)
        here = self.at(postcode)
        found = [each for each in here if text in (each.code, each.parent)] or [
            each for each in here if wanted and fold(each.name) == wanted
        ]
        if not found and wanted:
            found = [each for each in here if each.parent and fold(each.name).startswith(f"{wanted} ")]
        return found[0] if len(found) == 1 else None


@cache
def gazetteer() -> Gazetteer:
    """Return the communes; the first call reads the file (a quarter of a second, about 15 MB kept)."""
    with Path(settings.COMMUNES_FILE).open(encoding="utf-8") as file:
        rows = json.load(file, object_pairs_hook=_kept)
    communes = [row for row in rows if row is not None]
    split = {each.parent for each in communes}
    offered = [each for each in communes if each.code not in split]
    by_postcode: dict[str, list[Commune]] = {}
    for commune in offered:
        for postcode in commune.postcodes:
            by_postcode.setdefault(postcode, []).append(commune)
    return Gazetteer(
        by_code=MappingProxyType({each.code: each for each in offered}),
        by_postcode=MappingProxyType(
            {code: tuple(sorted(some, key=_by_name)) for code, some in by_postcode.items()}
        ),
    )


def _by_name(commune: Commune) -> tuple[str, str]:
    return fold(commune.name), commune.code


def _kept(pairs: list[tuple[str, Any]]) -> Commune | None:
    """Return what is kept of one object of the file, while it is being read."""
    row = dict(pairs)
    postcodes = tuple(row.get("codesPostaux", ()))
    if row["type"] not in (COMMUNE, ARRONDISSEMENT) or not postcodes:
        return None
    return Commune(row["code"], row["nom"], postcodes, row.get("commune", ""))
