"""French texts with their English beside them."""

import re

# French sets these signs off by a space that must not break.
BEFORE = re.compile(" (?=[:;?!»%€])")
AFTER = re.compile("(?<=«) ")
NO_BREAK = "\u00a0"


class Words:
    """The texts of one page: each call takes a French text with its English and gives the French one.

    ``english`` maps each of them to its English, as a translator's memory does.
    """

    def __init__(self) -> None:
        """Begin with nothing said."""
        self.english: dict[str, str] = {}

    def __call__(self, french: str, english: str) -> str:
        """Return the French text, its spaces as French sets them."""
        french = spaced(french)
        self.english[french] = english
        return french

    def p(self, french: str, english: str) -> str:
        """Return a paragraph."""
        return f"<p>{self(french, english)}</p>"

    def h2(self, french: str, english: str) -> str:
        """Return a heading."""
        return f"<h2>{self(french, english)}</h2>"

    def ul(self, *points: tuple[str, str]) -> str:
        """Return a list of points, each with its English."""
        return "<ul>" + "".join(f"<li>{self(*point)}</li>" for point in points) + "</ul>"


def spaced(french: str) -> str:
    """Return the text with spaces that do not break where French wants them."""
    return AFTER.sub(NO_BREAK, BEFORE.sub(NO_BREAK, french))
