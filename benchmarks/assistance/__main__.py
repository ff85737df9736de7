"""Prints how well the warnings find personal data and the like, beside widely used regular expressions.

``--misses`` shows what goes wrong in the texts that are not held out. Needs no server. Ends with status
1 if the goals of README.md are missed.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence

os.environ.setdefault("PARVIS_TEST_PREFIX", "assistance_benchmark")
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"

import django

django.setup()

from benchmarks.assistance import data, peers  # noqa: E402
from benchmarks.assistance.measures import Detector, Figures, figures  # noqa: E402
from forms.assist.detect import detect  # noqa: E402
from forms.assist.detectors.words import Watched, WatchedWords  # noqa: E402
from forms.assist.kinds import PERSONAL, Kind, Span  # noqa: E402

OURS, PEER = "Parvis", "widely used"
# Goals, over all texts, for personal data: each share at least, and better than the peer by so much (F1).
PRECISION, RECALL, LEAD = 0.95, 0.92, 0.10
ROUNDS = 5


def main() -> int:
    """Measure and print; return the status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="show what is missed or wrong, held out apart")
    options = parser.parse_args()
    texts, words = data.texts(), data.watched_words()
    watched = WatchedWords(Watched.of(word) for word in words)
    systems: dict[str, Detector] = {
        OURS: lambda text: detect(text, watched),
        PEER: peers.widely_used(words),
    }
    if options.misses:
        show_misses([text for text in texts if not text.held_out], systems[OURS])
    parts = {
        "tuned on": [text for text in texts if not text.held_out],
        "held out": [text for text in texts if text.held_out],
        "all": texts,
    }
    for title, part in parts.items():
        show(title, len(part), {name: figures(part, system) for name, system in systems.items()})
    for name, system in systems.items():
        print(f"{name}: {_milliseconds(texts, system):.2f} ms a text")
    return verdict({name: figures(texts, system) for name, system in systems.items()})


def show(title: str, number: int, tables: Mapping[str, Mapping[Kind, Figures]]) -> None:
    """Print precision and recall of all systems by kind."""
    print(f"\n{title} ({number} texts)")
    print(f"{'':20} labels" + "".join(f"   {name:>12}: precision  recall" for name in tables))
    for kind in Kind:
        _line(str(kind), [table[kind] for table in tables.values()])
    _line("personal data", [total(table, PERSONAL) for table in tables.values()])
    _line("all", [total(table, Kind) for table in tables.values()])


def _line(name: str, row: Sequence[Figures]) -> None:
    shares = "".join(f"{f.precision:26.3f} {f.recall:7.3f}" for f in row)
    print(f"{name:20} {row[0].labels:6}{shares}")


def total(table: Mapping[Kind, Figures], kinds: Iterable[Kind]) -> Figures:
    """Return the counts of several kinds in one."""
    return sum((table[kind] for kind in kinds), Figures())


def show_misses(texts: Iterable[data.Text], system: Detector) -> None:
    """Print the texts in which something is missed or found wrongly."""
    for text in texts:
        found = {(span.kind, text.text[span.start : span.end]) for span in system(text.text)}
        labels = {(span.kind, text.text[span.start : span.end]) for span in text.spans}
        if found != labels:
            print(f"{text.id} {text.text}")
            print(f"     missed {_named(labels - found)}\n     wrong  {_named(found - labels)}")


def _named(spans: Iterable[tuple[Kind, str]]) -> str:
    return ", ".join(f"{kind}: {words}" for kind, words in sorted(spans)) or "-"


def _milliseconds(texts: Sequence[data.Text], system: Detector) -> float:
    """Return the mean time of a text, the best of several rounds."""
    best = float("inf")
    for _round in range(ROUNDS):
        began = time.perf_counter()
        for text in texts:
            spans: list[Span] = list(system(text.text))
        best = min(best, time.perf_counter() - began)
    assert spans is not None
    return best * 1_000 / len(texts)


def verdict(tables: Mapping[str, Mapping[Kind, Figures]]) -> int:
    """Print whether the goals are reached; return 1 if not."""
    ours, peer = total(tables[OURS], PERSONAL), total(tables[PEER], PERSONAL)
    goals = {
        f"precision {ours.precision:.3f}, goal {PRECISION}": ours.precision >= PRECISION,
        f"recall {ours.recall:.3f}, goal {RECALL}": ours.recall >= RECALL,
        f"F1 {ours.f1:.3f}, {ours.f1 - peer.f1:+.3f} against the peer, goal {LEAD:+.2f}": (
            ours.f1 - peer.f1 >= LEAD
        ),
    }
    print("\npersonal data, all texts")
    for text, reached in goals.items():
        print(f"{'reached' if reached else 'MISSED '}  {text}")
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
