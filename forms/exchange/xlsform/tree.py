"""The questions of an XLSForm in their groups, and what is wrong with how they are put together."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from forms.exchange.errors import FileRefused, NotTaken
from forms.exchange.expressions.parser import XPATH, tokens
from forms.exchange.xlsform.sheets import Record, Sheets
from forms.exchange.xlsform.types import Written, read_type

DEEPEST = 30


@dataclass
class Node:
    """A question, or a group with what is in it."""

    record: Record
    written: Written
    children: list["Node"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name in the file, made up for one that has none."""
        return self.record.get("name") or f"q_{self.record.number}"


def read_tree(sheets: Sheets) -> list[Node]:
    """Return the questions and groups of a file; ``FileRefused`` if they do not fit together."""
    root: list[Node] = []
    open_groups: list[Node] = []
    for record in sheets.survey:
        if record.get("disabled").casefold() in ("yes", "true") or not record.get("type"):
            continue
        written = read_type(record.get("type"))
        if written.type.startswith("end_"):
            kind = written.type.removeprefix("end_")
            if not open_groups or open_groups[-1].written.type != f"begin_{kind}":
                raise FileRefused(
                    _("Row %(row)d ends a group that was not begun, or another one than the last begun.")
                    % {"row": record.number}
                )
            open_groups.pop()
            continue
        node = Node(record, written)
        (open_groups[-1].children if open_groups else root).append(node)
        if written.type.startswith("begin_"):
            open_groups.append(node)
            if len(open_groups) > DEEPEST:
                raise FileRefused(_("Row %(row)d: groups within groups, too deep.") % {"row": record.number})
    if open_groups:
        raise FileRefused(
            _("The group that row %(row)d begins does not end.") % {"row": open_groups[-1].record.number}
        )
    _refuse_duplicates(root)
    _refuse_cycles(root)
    return root


def _refuse_duplicates(nodes: list[Node]) -> None:
    seen: dict[str, int] = {}
    for node in nodes:
        name = node.record.get("name")
        if name and name in seen:
            raise FileRefused(
                _("Rows %(first)d and %(second)d have the same name, “%(name)s”: rename one of them.")
                % {"first": seen[name], "second": node.record.number, "name": name}
            )
        seen[name] = node.record.number
        _refuse_duplicates(node.children)


def _refuse_cycles(root: list[Node]) -> None:
    """Raise ``FileRefused`` for questions whose conditions wait for one another."""
    needs: dict[str, set[str]] = {}
    _collect(root, set(), needs)
    state: dict[str, int] = {}
    for start in needs:
        # Depth first without recursion: a file may have thousands of questions in one chain.
        path = [(start, iter(sorted(needs[start])))]
        if state.get(start):
            continue
        state[start] = 1
        while path:
            name, others = path[-1]
            other = next(others, None)
            if other is None:
                state[name] = 2
                path.pop()
            elif state.get(other) == 1:
                raise FileRefused(
                    _("The condition of “%(first)s” depends on “%(second)s”, and that of “%(second)s” on it.")
                    % {"first": name, "second": other}
                    if name != other
                    else _("The condition of “%(first)s” depends on its own answer.") % {"first": name}
                )
            elif other in needs and not state.get(other):
                state[other] = 1
                path.append((other, iter(sorted(needs[other]))))


def _collect(nodes: list[Node], around: set[str], needs: dict[str, set[str]]) -> None:
    for node in nodes:
        named = around | named_in(node.record.get("relevant"))
        needs.setdefault(node.name, set()).update(named)
        _collect(node.children, named, needs)


def named_in(expression: str) -> set[str]:
    """Return the questions that an expression names, none for one that cannot be read."""
    try:
        return {token.text for token in tokens(expression, XPATH) if token.kind == "name"}
    except NotTaken:
        return set()
