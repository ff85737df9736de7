"""What is measured: how many labels are found, how many findings are right."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from benchmarks.assistance.data import Text
from forms.assist.kinds import Kind, Span

Detector = Callable[[str], Iterable[Span]]


@dataclass(frozen=True)
class Figures:
    """Counts of one kind (or all) over texts."""

    labels: int = 0
    found: int = 0
    findings: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Which share of the findings is right; 1 for none."""
        return self.right / self.findings if self.findings else 1.0

    @property
    def recall(self) -> float:
        """Which share of the labels is found; 1 for none."""
        return self.found / self.labels if self.labels else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: "Figures") -> "Figures":
        """Return the counts of both."""
        return Figures(
            self.labels + other.labels,
            self.found + other.found,
            self.findings + other.findings,
            self.right + other.right,
        )


def figures(texts: Iterable[Text], detector: Detector) -> Mapping[Kind, Figures]:
    """Return the counts by kind."""
    table = dict.fromkeys(Kind, Figures())
    for text in texts:
        findings = list(detector(text.text))
        for kind in Kind:
            table[kind] += _count(
                [span for span in text.spans if span.kind == kind],
                [span for span in findings if span.kind == kind],
            )
    return table


def _count(labels: list[Span], findings: list[Span]) -> Figures:
    """Count one kind in one text. Finding and label are one if each covers at least half of the other."""
    return Figures(
        labels=len(labels),
        found=sum(any(_same(label, span) for span in findings) for label in labels),
        findings=len(findings),
        right=sum(any(_same(label, span) for label in labels) for span in findings),
    )


def _same(label: Span, span: Span) -> bool:
    common = min(label.end, span.end) - max(label.start, span.start)
    return 2 * common >= label.end - label.start and 2 * common >= span.end - span.start
