"""Sets form.typ, as a process of its own: typst keeps 200 MB of each file of 200 pages in memory.

``compiler.py pages FOLDER FONTS…`` prints the number of pages of a sheet, ``compiler.py pdf FOLDER FONTS…``
writes form.pdf. Exit status 1 and what typst says for a form that it refuses.
"""

import sys
from pathlib import Path

import typst


def main(command: str, folder: str, *font_folders: str) -> int:
    """Carry out a command; return the exit status."""
    root = Path(folder)
    source = str(root / "form.typ")
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=list(font_folders))
    try:
        if command == "pages":
            found = typst.query(source, "<end>", field="value", one=True, root=folder, font_paths=fonts)
            sys.stdout.write(found)
        else:
            pdf = typst.compile(source, root=folder, font_paths=fonts, format="pdf", pdf_standards="ua-1")
            (root / "form.pdf").write_bytes(pdf)
    except RuntimeError as error:
        sys.stderr.write(str(getattr(error, "diagnostic", "") or error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
