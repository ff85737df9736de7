"""Conditions of the portal as expressions of XLSForm."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.exchange.texts import number_of
from forms.logic.conditions import NEGATIVES, Operator, Test, read_conditions
from forms.logic.kinds import Kind

SIGNS = {Operator.GREATER: ">", Operator.AT_LEAST: ">=", Operator.LESS: "<", Operator.AT_MOST: "<="}


@dataclass(frozen=True)
class Named:
    """How an expression names a question, or a row of one, and how its answers are compared."""

    name: str
    kind: Kind
    # The name of each choice by its identifier.
    choices: Mapping[str, str]


def relevance(raw: Any, names: Mapping[tuple[str, str], Named]) -> str:
    """Return the expression of conditions; nothing where there are none, or they name what is not there."""
    try:
        groups = [[_test(test, names) for test in group] for group in read_conditions(raw)]
    except (ValueError, KeyError):
        return ""
    if len(groups) > 1:
        common = [test for test in groups[0] if all(test in group for group in groups)]
        rest = [[test for test in group if test not in common] for group in groups]
        # A group that asks no more than the others have in common decides alone.
        return _all([*common, _any([_all(group) for group in rest])] if all(rest) else common)
    return _all(groups[0]) if groups else ""


def _all(parts: list[str]) -> str:
    """Return that all of these hold."""
    return " and ".join(_bracketed(part) if len(parts) > 1 and " or " in part else part for part in parts)


def _any(parts: list[str]) -> str:
    """Return that any of these holds."""
    return " or ".join(_bracketed(part) if len(parts) > 1 and " and " in part else part for part in parts)


def _bracketed(text: str) -> str:
    # not(…) alone has its brackets; not(…) and not(…) has not.
    return text if text.startswith("not(") and text.index(")") == len(text) - 1 else f"({text})"


def _test(test: Test, names: Mapping[tuple[str, str], Named]) -> str:
    named = names[test.question, test.part]
    question = f"${{{named.name}}}"
    if test.operator in SIGNS:
        return f"{question} {SIGNS[test.operator]} {_measure(test.value, named)}"
    match test.operator:
        case Operator.ANSWERED:
            return f"{question} != ''"
        case Operator.NOT_ANSWERED:
            return f"{question} = ''"
        case Operator.NOT_EQUALS if named.kind != Kind.SEVERAL and len(test.values) == 1:
            return f"{question} != {_value(test.value, named)}"
    if positive := NEGATIVES.get(test.operator):
        return f"not({_positive(positive, test, named, question)})"
    return _positive(test.operator, test, named, question)


def _positive(operator: Operator, test: Test, named: Named, question: str) -> str:
    if operator == Operator.CONTAINS and named.kind == Kind.TEXT:
        return f"contains({question}, {_quoted(test.value)})"
    if named.kind == Kind.SEVERAL:
        found = [f"selected({question}, {_value(value, named)})" for value in test.values]
    else:
        found = [f"{question} = {_value(value, named)}" for value in test.values]
    return " or ".join(found) or "false()"


def _value(value: str, named: Named) -> str:
    if named.kind in (Kind.NUMBER, Kind.GRADE, Kind.DAY):
        return _measure(value, named)
    return _quoted(named.choices.get(value, value))


def _measure(value: str, named: Named) -> str:
    """Return a number as it is, a date as a date."""
    if named.kind == Kind.DAY and value.count("-") == 2 and "T" not in value:
        return f"date({_quoted(value)})"
    number = number_of(value)
    return _quoted(value) if number is None else f"{number:f}"


def _quoted(text: str) -> str:
    """Return a text between quotation marks; XPath 1.0 has no way to write both kinds in one."""
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace('"', "”") + '"'
