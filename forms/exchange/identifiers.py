"""Names of other tools as identifiers here."""

import re

from django.utils.text import slugify

from forms.exchange.draft import Item, Texts
from forms.fields.code import CODE, CODE_LENGTH

ITEM_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
# The key of "other, please say", which no option may have: one of that name gets a dash.
RESERVED = "other"
DASHED = f"{RESERVED}-"


def item_ids(names: list[str]) -> dict[str, str]:
    """Return an identifier for each name of a choice: the name itself wherever it can be one."""
    taken = {name for name in names if ITEM_ID.fullmatch(name) and name != RESERVED}
    found = {}
    for name in names:
        if name in taken:
            found[name] = name
            continue
        made = _free(DASHED if name == RESERVED else (slugify(name) or "option")[:36], taken)
        taken.add(made)
        found[name] = made
    return found


def items(choices: dict[str, Texts]) -> tuple[list[Item], dict[str, str]]:
    """Return choices as the items of a list, and the identifier of each name."""
    ids = item_ids(list(choices))
    return [Item(ids[name], texts) for name, texts in choices.items()], ids


def name_of(item_id: str) -> str:
    """Return the name of a choice that an identifier was made from, as far as it says so."""
    return RESERVED if item_id == DASHED else item_id


def code_of(name: str, taken: set[str]) -> str:
    """Return a short name of a block that no other has: the name itself wherever it can be one."""
    code = name if CODE.fullmatch(name) else re.sub(r"[^A-Za-z0-9_.-]+", "_", name)
    if not CODE.match(code):
        code = f"q_{code}"
    return _free(code[:CODE_LENGTH], taken, CODE_LENGTH)


def _free(wanted: str, taken: set[str], length: int = 40) -> str:
    made, number = wanted, 1
    while made in taken:
        number += 1
        made = f"{wanted[: length - len(str(number)) - 1]}_{number}"
    return made
