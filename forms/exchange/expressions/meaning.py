"""From the tree of an expression to tests on the answers to earlier questions."""

from collections.abc import Callable
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne

from forms.exchange.errors import NotTaken
from forms.exchange.expressions.logic import ALWAYS, NEVER, All, Any, Logic, at_least, opposite
from forms.exchange.expressions.subjects import Answered, Names, Subject
from forms.exchange.expressions.tree import And, Call, Compare, Name, Node, Not, Number, Or, Text
from forms.exchange.texts import number_of
from forms.logic.conditions import Operator, Test

FLIPPED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
MEASURES = {
    "=": Operator.EQUALS,
    "!=": Operator.NOT_EQUALS,
    "<": Operator.LESS,
    "<=": Operator.AT_MOST,
    ">": Operator.GREATER,
    ">=": Operator.AT_LEAST,
}
COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip
# What gives back what it is given, as far as a condition is concerned.
THROUGH = {"string", "number", "int", "coalesce", "date", "decimal-date-time", "once", "intval", "floatval"}
CHOSEN = {Operator.EQUALS, Operator.ONE_OF}
COUNTS = {"count-selected", "count"}
LENGTHS = {"string-length", "strlen"}
EMPTY = {"is_empty", "empty"}
TICKED = {"ok", "y", "yes", "1", "true"}


def meaning(node: Node, names: Names) -> Logic:
    """Return the condition that an expression states; ``NotTaken`` if there is no such condition here."""
    match node:
        case And(parts):
            return All(tuple(meaning(part, names) for part in parts))
        case Or(parts):
            merged = _merged([meaning(part, names) for part in parts], names)
            return merged[0] if len(merged) == 1 else Any(merged)
        case Not(part):
            return opposite(meaning(part, names))
        case Compare(operator, left, right):
            return _compare(operator, left, right, names)
        case Name(name):
            return _each(names, name, _answered)
        case Call(name, arguments):
            return _call(name, arguments, names)
        case Number(value):
            return ALWAYS if value else NEVER
    raise NotTaken("expression_kind")


def _merged(parts: list[Logic], names: Names) -> tuple[Logic, ...]:
    """Return parts of which one must hold, with "a or b" of one choice as "one of a, b"."""
    choices = names.choices
    found: dict[object, Logic] = {}
    for part in parts:
        if isinstance(part, Test) and part.question in choices and part.operator in CHOSEN:
            key = (part.question, part.part)
            before = found.get(key)
            values = (*(before.values if isinstance(before, Test) else ()), *part.values)
            kept = tuple(dict.fromkeys(values))
            operator = part.operator if len(kept) == 1 else Operator.ONE_OF
            found[key] = Test(part.question, operator, kept, part.part)
        else:
            found[part] = part
    return tuple(found.values())


def _each(names: Names, name: str, test: Callable[[Subject], Logic]) -> Logic:
    """Return what holds for the question, or for any of those that it became."""
    found = [test(subject) for subject in names.find(name)]
    return found[0] if len(found) == 1 else Any(tuple(found))


def chosen(subject: Subject, key: str) -> Test:
    """Return that an option was chosen."""
    operator = Operator.ONE_OF if subject.answered == Answered.SEVERAL else Operator.EQUALS
    return Test(subject.question, operator, (key,), subject.part)


def _answered(subject: Subject) -> Logic:
    if subject.option:
        return chosen(subject, subject.option)
    return Test(subject.question, Operator.ANSWERED, part=subject.part)


def _call(name: str, arguments: tuple[Node, ...], names: Names) -> Logic:
    match (name, arguments):
        case ("true", ()):
            return ALWAYS
        case ("false", ()):
            return NEVER
        case ("selected", (Name(question), value)):
            wanted = _literal(value)
            return _each(names, question, lambda subject: _is(subject, wanted, question))
        case ("contains", (Name(question), value)):
            wanted = _literal(value)
            return _each(names, question, lambda subject: _contains(subject, wanted))
        case ("boolean" | "trim", (inner,)):
            return meaning(inner, names)
        case (name, (inner,)) if name in EMPTY:
            return opposite(meaning(inner, names))
        case (name, (Name() as inner, *_rest)) if name in THROUGH:
            return meaning(inner, names)
    raise NotTaken("expression_function", name=name)


def _compare(operator: str, left: Node, right: Node, names: Names) -> Logic:
    left, right = _bare(left), _bare(right)
    if isinstance(left, (Text, Number)) and not isinstance(right, (Text, Number)):
        operator, left, right = FLIPPED[operator], right, left
    wanted = _literal(right)
    match left:
        case Name(name) if operator == "!=":
            return opposite(_each(names, name, lambda subject: _equals(subject, wanted, name)))
        case Name(name) if operator == "=":
            return _each(names, name, lambda subject: _equals(subject, wanted, name))
        case Name(name):
            return _each(names, name, lambda subject: _measured(subject, operator, wanted))
        case Call(function, arguments) if function in COUNTS and arguments:
            return _counted(operator, arguments, wanted, names)
        case Call(function, (Name() as inner,)) if function in LENGTHS:
            return _length(operator, wanted, meaning(inner, names))
        case Call("selected" | "contains" | "is_empty" | "boolean" | "empty", _):
            # Compared with true() or false(), as some tools write it.
            found = meaning(left, names)
            holds = wanted.casefold() in TICKED
            return found if holds == (operator == "=") else opposite(found)
        case Call(function, _):
            raise NotTaken("expression_function", name=function)
    raise NotTaken("expression_kind")


def _bare(node: Node) -> Node:
    """Return what a function that changes nothing is given."""
    while isinstance(node, Call) and node.name in THROUGH and node.arguments:
        node = node.arguments[0]
    return node


def _literal(node: Node) -> str:
    """Return a value that stands in the file; ``NotTaken`` for what depends on an answer."""
    match _bare(node):
        case Text(value):
            return value.strip()
        case Number(value):
            return f"{value:f}"
        case Call("true", ()):
            return "1"
        case Call("false", ()):
            return ""
        case Name(name):
            raise NotTaken("expression_two_answers", name=name)
        case Call(name, _):
            raise NotTaken("expression_function", name=name)
    raise NotTaken("expression_kind")


def _equals(subject: Subject, wanted: str, name: str) -> Logic:
    """Return that an answer is this and nothing else."""
    if wanted == "":
        return opposite(_answered(subject))
    found = _is(subject, wanted, name)
    if subject.answered != Answered.SEVERAL or subject.option or not isinstance(found, Test):
        return found
    others = tuple(key for key in subject.keys.values() if key not in found.values)
    return All((found, Test(subject.question, Operator.NONE_OF, others, subject.part)))


def _is(subject: Subject, wanted: str, name: str) -> Logic:
    """Return that an answer is this, or this among others."""
    if subject.option:
        ticked = _answered(subject)
        return ticked if wanted.casefold() in TICKED else opposite(ticked)
    if subject.answered == Answered.TICK:
        ticked = _answered(subject)
        return ticked if wanted.casefold() in TICKED else opposite(ticked)
    if subject.answered in (Answered.MEASURE, Answered.WORDS):
        return Test(subject.question, Operator.EQUALS, (wanted,), subject.part)
    if subject.answered == Answered.ANY:
        raise NotTaken("condition_any", other=name)
    key = subject.keys.get(wanted)
    if key is None:
        raise NotTaken("condition_option", other=name, value=wanted)
    return chosen(subject, key)


def _contains(subject: Subject, wanted: str) -> Logic:
    if subject.answered != Answered.WORDS:
        raise NotTaken("expression_function", name="contains")
    return Test(subject.question, Operator.CONTAINS, (wanted,))


def _measured(subject: Subject, operator: str, wanted: str) -> Logic:
    if subject.answered == Answered.MEASURE:
        return Test(subject.question, MEASURES[operator], (wanted,), subject.part)
    if subject.answered in (Answered.ONE, Answered.SEVERAL):
        # Options whose names are numbers, as bands of age often are.
        found = tuple(key for name, key in subject.keys.items() if _holds(name, operator, wanted))
        if found:
            return Test(subject.question, Operator.ONE_OF, found, subject.part)
    raise NotTaken("condition_measure")


def _holds(name: str, operator: str, wanted: str) -> bool:
    number, other = number_of(name), number_of(wanted)
    return number is not None and other is not None and COMPARE[operator](number, other)


def _number(wanted: str) -> int:
    number = number_of(wanted)
    if number is None:
        raise NotTaken("expression_kind")
    return int(number)


def _length(operator: str, wanted: str, answered: Logic) -> Logic:
    """Return that a text is there or not, all that its length may be asked for."""
    number = _number(wanted)
    if (operator, number) in ((">", 0), (">=", 1), ("!=", 0)):
        return answered
    if (operator, number) in (("=", 0), ("<", 1), ("<=", 0)):
        return opposite(answered)
    raise NotTaken("expression_function", name="string-length")


def _counted(operator: str, arguments: tuple[Node, ...], wanted: str, names: Names) -> Logic:
    """Return that so many options are chosen."""
    number = _number(wanted)
    tests: list[Test] = []
    for argument in arguments:
        if not isinstance(argument, Name):
            raise NotTaken("expression_kind")
        for subject in names.find(argument.name):
            keys = [subject.option] if subject.option else subject.keys.values()
            tests += [chosen(subject, key) for key in keys]
    if len(arguments) == 1 and (operator, number) in ((">", 0), (">=", 1), ("!=", 0)):
        return meaning(arguments[0], names)
    if len(arguments) == 1 and (operator, number) in (("=", 0), ("<", 1), ("<=", 0)):
        return opposite(meaning(arguments[0], names))
    match operator:
        case ">":
            return at_least(tests, number + 1)
        case ">=":
            return at_least(tests, number)
        case "<":
            return opposite(at_least(tests, number))
        case "<=":
            return opposite(at_least(tests, number + 1))
        case "=":
            return All((at_least(tests, number), opposite(at_least(tests, number + 1))))
    return opposite(All((at_least(tests, number), opposite(at_least(tests, number + 1)))))
