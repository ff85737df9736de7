"""A text with what was found in it marked, for moderators to read."""

from collections.abc import Iterable
from itertools import pairwise

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from forms.assist.kinds import PERSONAL, Kind, Span


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """Return the text as HTML, each span in a ``<mark>`` that ends with what it is, in words.

    Where spans lie in one another, one mark says all that was found. No mark goes over the end of a
    line, so that the lines can become paragraphs.
    """
    spans = list(spans)
    borders = sorted({0, len(text)} | {at for span in spans for at in (span.start, span.end)})
    parts: list[str] = []
    for start, end in pairwise(borders):
        inside = [span for span in spans if span.start <= start and end <= span.end]
        # Said once, where the span ends.
        ending = [span.kind for span in inside if span.end == end]
        parts.append(_part(text[start:end], [span.kind for span in inside], ending))
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped


def _part(text: str, kinds: list[Kind], ending: list[Kind]) -> str:
    """Return one part of the text, marked if anything was found there."""
    if not kinds:
        return conditional_escape(text)
    *lines, last = text.split("\n")
    css = "desk-found desk-found--personal" if PERSONAL.intersection(kinds) else "desk-found"
    before = "".join(format_html('<mark class="{}">{}</mark>\n', css, line) for line in lines)
    label = ", ".join(str(kind.label) for kind in dict.fromkeys(ending))
    said = format_html(' <span class="desk-found__what">{}</span>', label) if label else ""
    return before + format_html('<mark class="{}">{}{}</mark>', css, last, said)
