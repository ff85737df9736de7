"""Rich text as the paragraphs that paper shows."""

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

BLOCKS = ["p", "li", "h2", "h3", "h4"]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, or one item of a list."""

    text: str
    item: bool = False


def paragraphs(html: str) -> list[Paragraph]:
    """Return the paragraphs of rich text; what a link leads to stands behind its words."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a"):
        address = str(link.get("href") or "").removeprefix("mailto:").removeprefix("tel:")
        if address.startswith("http") and address not in link.get_text():
            link.append(f" ({address})")
    found = [
        Paragraph(" ".join(block.get_text(" ", strip=False).split()), item=block.name == "li")
        for block in soup.find_all(BLOCKS)
        if isinstance(block, Tag) and not block.find(BLOCKS)
    ]
    text = " ".join(soup.get_text(" ").split())
    return [each for each in found if each.text] or ([Paragraph(text)] if text else [])


def one_line(html: str) -> str:
    """Return rich text as one line."""
    return " ".join(paragraph.text for paragraph in paragraphs(html))
