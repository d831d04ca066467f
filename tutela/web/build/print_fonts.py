"""Makes the fonts of printed papers from those of the pages: the same faces, as TrueType.

The typesetter reads no WOFF2 and takes one file per family and weight, so the ranges of letters
that a browser fetches one by one are put together again. Needs ``fonttools`` and ``brotli``, which
nothing else does:

    python -m pip install fonttools brotli
    python tutela/web/build/print_fonts.py
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent.parent
SOURCE = HERE / "static" / "tutela" / "fonts"
TARGET = HERE / "printing" / "fonts"
FAMILIES = {
    "Noto Sans": ("latin", "latin-ext", "vietnamese"),
    "Noto Sans Arabic": ("arabic",),
    "Noto Sans Ethiopic": ("ethiopic",),
}
WEIGHTS = {400: "Regular", 700: "Bold"}


def main() -> None:
    """Write every face, and the letters that they hold in both weights."""
    letters: set[int] = set()
    for family, parts in FAMILIES.items():
        held = []
        for weight, style in WEIGHTS.items():
            font = _put_together(parts, weight)
            _rename(font, family, style)
            font.save(TARGET / f"{family.replace(' ', '')}-{style}.ttf")
            held.append({letter for letter in font.getBestCmap() if letter >= 0x20})
        letters |= set.intersection(*held)
    (TARGET / "letters.txt").write_text("\n".join(_ranges(sorted(letters))) + "\n")


def _put_together(parts: tuple[str, ...], weight: int) -> TTFont:
    with TemporaryDirectory() as folder:
        files = []
        for part in parts:
            font = TTFont(SOURCE / f"noto-sans-{part}-{weight}.woff2", recalcTimestamp=False)
            font.flavor = None
            files.append(str(Path(folder) / f"{part}.ttf"))
            font.save(files[-1])
        merged = Merger().merge(files) if len(files) > 1 else TTFont(files[0], lazy=False)
        # The same bytes whenever it is run.
        merged.recalcTimestamp = False
        merged["head"].created = merged["head"].modified = TTFont(files[0])["head"].created
    return merged


def _rename(font: TTFont, family: str, style: str) -> None:
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")}
    for record in list(font["name"].names):
        if record.nameID in {16, 17, 21, 22}:
            font["name"].removeNames(nameID=record.nameID)
    for number, words in names.items():
        font["name"].setName(words, number, 3, 1, 0x409)
        font["name"].removeNames(nameID=number, platformID=1)


def _ranges(letters: list[int]) -> list[str]:
    found: list[list[int]] = []
    for letter in letters:
        if found and letter == found[-1][1] + 1:
            found[-1][1] = letter
        else:
            found.append([letter, letter])
    return [f"{start:04X}-{end:04X}" for start, end in found]


if __name__ == "__main__":
    main()
