"""Prints how well the search finds beside Wagtail's own backends; ``--queries`` shows the tuning ones singly.

Needs DATABASE_URL (PostgreSQL) and ELASTICSEARCH_URL; makes a database and indices of its own and
removes them. Ends with status 1 if the goals of README.md are missed.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.relevance.settings"
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: E402
from django.utils import translation  # noqa: E402

from benchmarks.relevance import data, peers, portal_search  # noqa: E402
from benchmarks.relevance.measures import Answer, Figures, figures, ndcg  # noqa: E402

OURS = "Parvis"
LEAD, MOST_EMPTY, MOST_NONSENSE = 0.20, 0.02, 1


def main() -> int:
    """Measure and print; return the status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", action="store_true", help="show the queries that are not held out")
    parser.add_argument("--ours", action="store_true", help="leave the peers out")
    parser.add_argument("--keepdb", action="store_true", help="keep the (empty) database for the next run")
    options = parser.parse_args()
    answers = measure(with_peers=not options.ours, keepdb=options.keepdb)
    if options.queries:
        show_queries(answers[OURS])
    tables = {
        "tuned on": {n: figures({q: a for q, a in s.items() if not q.held_out}) for n, s in answers.items()},
        "held out": {n: figures({q: a for q, a in s.items() if q.held_out}) for n, s in answers.items()},
        "all": {n: figures(s) for n, s in answers.items()},
    }
    for title, table in tables.items():
        show(title, len([q for q in data.queries() if title in ("all", _part(q))]), table)
    return 0 if options.ours else verdict(tables["all"])


def _part(query: data.Query) -> str:
    return "held out" if query.held_out else "tuned on"


def measure(*, with_peers: bool, keepdb: bool) -> dict[str, dict[data.Query, Answer]]:
    """Return each system's answers to all queries."""
    contributions, queries = data.contributions(), data.queries()
    with ExitStack() as stack:
        setup_test_environment()
        stack.callback(teardown_test_environment)
        name = connection.settings_dict["NAME"]
        make, destroy = connection.creation.create_test_db, connection.creation.destroy_test_db
        make(verbosity=0, autoclobber=True, serialize=False, keepdb=keepdb)
        stack.callback(destroy, name, verbosity=0, keepdb=keepdb)
        stack.enter_context(transaction.atomic())
        stack.callback(transaction.set_rollback, True)
        stack.enter_context(translation.override("fr"))
        systems = {}
        if with_peers:
            systems, remove = peers.index(contributions)
            stack.callback(remove)
        ours, remove = portal_search.index(contributions)
        stack.callback(remove)
        return {n: {q: s(q.words) for q in queries} for n, s in {**systems, OURS: ours}.items()}


def show(title: str, number: int, table: Mapping[str, Figures]) -> None:
    """Print the figures of all systems."""
    print(f"\n{title} ({number} queries)")
    print(f"{'':42} nDCG@10  recall@50   empty  results  unanswerable: mean (worst)")
    for name, f in table.items():
        print(
            f"{name:42} {f.ndcg:7.3f}  {f.recall:9.3f}  {f.empty:5.1%}  {f.length:7.1f}"
            f"  {f.nonsense:5.1f} ({f.worst_nonsense})"
        )


def show_queries(answers: Mapping[data.Query, Answer]) -> None:
    """Print what ours finds for each query that may be looked at, the best first."""
    shown = [(q, a) for q, a in answers.items() if not q.held_out]
    for query, answer in sorted(shown, key=lambda item: -_quality(*item)):
        print(f"{_quality(query, answer):.2f} {query.kind}: {query.words} ({answer.total} results)")
        if _quality(query, answer) < 1:
            found = [f"{each}:{query.relevant.get(each, 0)}" for each in answer.ids[:8]]
            missed = [each for each in query.relevant if each not in answer.ids]
            print(f"       found {' '.join(found)}\n       missed {' '.join(missed)}")


def _quality(query: data.Query, answer: Answer) -> float:
    """Return between 0 and 1 how good an answer is."""
    if query.kind == data.UNANSWERABLE:
        return float(answer.total <= MOST_NONSENSE)
    return ndcg(answer.ids, query.relevant)


def verdict(table: Mapping[str, Figures]) -> int:
    """Print whether the goals are reached; return 1 if not."""
    ours = table[OURS]
    best = max((f.ndcg, name) for name, f in table.items() if name != OURS)
    goals = {
        f"nDCG@10 {ours.ndcg - best[0]:+.3f} against the best peer ({best[1]}), goal {LEAD:+.2f}": (
            ours.ndcg - best[0] >= LEAD
        ),
        f"{ours.empty:.1%} empty, goal at most {MOST_EMPTY:.0%}": ours.empty <= MOST_EMPTY,
        f"{ours.worst_nonsense} results at worst where nothing answers, goal at most {MOST_NONSENSE}": (
            ours.worst_nonsense <= MOST_NONSENSE
        ),
    }
    print()
    for text, reached in goals.items():
        print(f"{'reached' if reached else 'MISSED '}  {text}")
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
