"""What an answer must be like, as XLSForm's column ``constraint`` says it, in the bounds of a question."""

from dataclasses import dataclass, field
from decimal import Decimal

from forms.exchange.errors import NotTaken
from forms.exchange.expressions.meaning import COUNTS, FLIPPED, LENGTHS
from forms.exchange.expressions.tree import And, Call, Compare, Current, Node, Not, Number, Or, Text
from forms.exchange.texts import number_of


@dataclass
class Bounds:
    """What was made out: of the answer, of the length of its text, of the number of options chosen."""

    low: Decimal | None = None
    high: Decimal | None = None
    shortest: int | None = None
    longest: int | None = None
    fewest: int | None = None
    most: int | None = None
    # The names of choices that go with no other.
    exclusive: list[str] = field(default_factory=list)
    # A bound that is itself excluded, in numbers that need not be whole.
    open_ends: bool = False


def bounds(node: Node, *, whole: bool) -> Bounds:
    """Return the bounds that an expression on ``.`` states; ``NotTaken`` if it states anything else.

    ``whole``: the answer is a whole number, so that "above 0" is "1 or more".
    """
    found = Bounds()
    for part in node.parts if isinstance(node, And) else (node,):
        _add(found, part, whole=whole)
    return found


def _add(found: Bounds, node: Node, *, whole: bool) -> None:
    if isinstance(node, And):
        for part in node.parts:
            _add(found, part, whole=whole)
        return
    if name := _alone(node):
        found.exclusive.append(name)
        return
    if not isinstance(node, Compare):
        raise NotTaken("constraint_kind")
    operator, left, right = node.operator, node.left, node.right
    if isinstance(left, Number):
        operator, left, right = FLIPPED[operator], right, left
    number = _number(right)
    if isinstance(left, Current):
        _value(found, operator, number, whole=whole)
    elif isinstance(left, Call) and left.arguments == (Current(),) and left.name in LENGTHS:
        found.shortest, found.longest = _between(operator, number, found.shortest, found.longest)
    elif isinstance(left, Call) and left.arguments == (Current(),) and left.name in COUNTS:
        found.fewest, found.most = _between(operator, number, found.fewest, found.most)
    else:
        raise NotTaken("constraint_kind")


def _number(node: Node) -> Decimal:
    if isinstance(node, Number):
        return node.value
    number = number_of(node.value) if isinstance(node, Text) else None
    if number is not None:
        return number
    raise NotTaken("constraint_kind")


def _value(found: Bounds, operator: str, number: Decimal, *, whole: bool) -> None:
    step = 1 if whole else 0
    match operator:
        case ">=":
            found.low = number
        case "<=":
            found.high = number
        case ">":
            found.low, found.open_ends = number + step, not whole
        case "<":
            found.high, found.open_ends = number - step, not whole
        case "=":
            found.low = found.high = number
        case _:
            raise NotTaken("constraint_kind")


def _between(
    operator: str, number: Decimal, low: int | None, high: int | None
) -> tuple[int | None, int | None]:
    size = int(number)
    match operator:
        case ">=":
            return size, high
        case ">":
            return size + 1, high
        case "<=":
            return low, size
        case "<":
            return low, size - 1
        case "=":
            return size, size
    raise NotTaken("constraint_kind")


def _alone(node: Node) -> str:
    """Return the choice that ``not(selected(., 'none') and count-selected(.) > 1)`` lets stand alone."""
    match node:
        case Not(And((left, right))):
            return _chosen(left) if _several(right) else _chosen(right) if _several(left) else ""
        case Or((Not(left), Compare("=" | "<=" as operator, Call(name, (Current(),)), Number(value)))):
            return _chosen(left) if name in COUNTS and value == 1 and operator else ""
        case Or((Not(left), Compare("<", Call(name, (Current(),)), Number(value)))):
            return _chosen(left) if name in COUNTS and value == 2 else ""
    return ""


def _chosen(node: Node) -> str:
    match node:
        case Call("selected", (Current(), Text(value))):
            return value
    return ""


def _several(node: Node) -> bool:
    match node:
        case Compare(">", Call(name, (Current(),)), Number(value)):
            return name in COUNTS and value == 1
        case Compare(">=", Call(name, (Current(),)), Number(value)):
            return name in COUNTS and value == 2
    return False
