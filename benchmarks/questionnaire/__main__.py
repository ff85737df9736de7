"""Prints what it costs to answer a questionnaire of 200 questions on 20 pages with 100 conditions.

Beside it, in turns, one of 10 questions on one page. Needs DATABASE_URL (PostgreSQL); works in a
database of its own. Ends with status 1 if the goals of README.md are missed.
"""

import argparse
import sys
from collections import defaultdict
from datetime import timedelta
from statistics import median

from benchmarks.tools.start import start_django

start_django()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.questionnaire.sides import Side, side  # noqa: E402
from benchmarks.submitting.sides import prepare  # noqa: E402
from benchmarks.tools import database, tables  # noqa: E402
from benchmarks.tools.statements import count_statements  # noqa: E402
from benchmarks.tools.visitor import Clock, Visitor  # noqa: E402
from forms.models import FormVersion  # noqa: E402
from portal import remembered  # noqa: E402

SHORT, MIDDLE, LONG = "10 questions, one page", "20 questions, 2 pages", "200 questions, 20 pages"
MILLISECONDS = 1_000
# Times the time for each question of the short one.
GOAL = 2
STEPS = ("start", "show", "keep", "send")
# What every page has around it is read once, whatever the machine's speed: queries can be compared.
REMEMBERED_SECONDS = 3_600


def main() -> int:
    """Measure and print; return the status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--walks", type=int, default=20, help="through the long one (default: %(default)s)")
    options = parser.parse_args()
    remembered.SECONDS = REMEMBERED_SECONDS
    database.ensure_empty()
    with database.copy_of(database.EMPTY):
        prepare()
        sides = [
            side(SHORT, questions=10, pages=1, conditions=5),
            side(MIDDLE, questions=20, pages=2, conditions=10),
            side(LONG, questions=200, pages=20, conditions=100),
        ]
        visitor = Visitor(get_wsgi_application())
        for each in sides:
            measure(each, visitor)
        # The form has not changed for a while, as is the rule.
        FormVersion.objects.update(created_at=timezone.now() - timedelta(days=1))
        queries = {each.name: count_queries(each, visitor) for each in sides}
        times: dict[str, list[float]] = defaultdict(list)
        for _walk in range(options.walks):
            # In turns, the short ones as often as there are questions in the long one.
            for each in sides:
                for _again in range(sides[-1].questions // each.questions):
                    times[each.name].append(measure(each, visitor))
    return report(sides, times, queries)


def measure(each: Side, visitor: Visitor) -> float:
    """Return the milliseconds of this process's processor that one walk through it takes."""
    visitor.clock = Clock()
    for _step in each.walk(visitor):
        pass
    return visitor.clock.cpu * MILLISECONDS


def count_queries(each: Side, visitor: Visitor) -> dict[str, int]:
    """Return the most statements that a step of each kind takes."""
    most: dict[str, int] = {}
    steps = each.walk(visitor)
    while True:
        with count_statements() as statements:
            step = next(steps, None)
        if step is None:
            return most
        most[step[0]] = max(most.get(step[0], 0), statements.number)


def report(sides: list[Side], times: dict[str, list[float]], queries: dict[str, dict[str, int]]) -> int:
    """Print the table and the verdict."""
    each_question = {side.name: median(times[side.name]) / side.questions for side in sides}
    tables.show(
        "a walk through",
        ["CPU ms", "a question", "against", *(f"SQL, {step}" for step in STEPS)],
        {
            side.name: [
                median(times[side.name]),
                each_question[side.name],
                each_question[side.name] / each_question[SHORT],
                *(queries[side.name].get(step, 0) for step in STEPS),
            ]
            for side in sides
        },
    )
    ratio = each_question[LONG] / each_question[SHORT]
    return tables.verdict(
        {
            f"a question of the long one takes {ratio:.2f} times that of the short one, at most {GOAL}": ratio
            <= GOAL,
            "20 pages take as many queries each as 2 do": queries[LONG] == queries[MIDDLE],
        }
    )


if __name__ == "__main__":
    sys.exit(main())
