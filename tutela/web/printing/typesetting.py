"""Sets a paper with typst: accessible (PDF/UA), without the machine's fonts, paths or clock."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files
from typing import Any

ELSEWHERE = "(letters of another script: see the record)"
"""Stands in a paper for what its faces can't print."""

_LAYOUT = "\n\t"


class CannotTypeset(RuntimeError):
    """The paper could not be set; the message is for whoever mends the template."""


def typeset(template: bytes, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """A PDF/UA-1 file. The template reads its words with ``json(bytes(sys.inputs.data))``.

    Every text in ``data`` is made printable first. The file's dates are ``at`` (aware), so that
    the same words give the same bytes. Raises CannotTypeset.
    """
    import typst  # noqa: PLC0415 - a page that prints nothing need not wait for it

    words = json.dumps(_printable_within(data), ensure_ascii=False, sort_keys=True)
    try:
        made = typst.compile(
            template,
            font_paths=_fonts(),
            pdf_standards=["ua-1"],
            sys_inputs={"data": words},
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as fault:
        raise CannotTypeset(str(fault)) from fault
    if not isinstance(made, bytes):
        raise CannotTypeset("a PDF was expected")
    return made


def letter_paper(words: Mapping[str, Any], *, at: datetime) -> bytes:
    """A letter: ``title``, ``author``, ``demonstration``, ``from``, ``to``, ``day`` and
    ``paragraphs``, all of them texts. Raises CannotTypeset."""
    template = files("tutela.web.printing").joinpath("letter.typ").read_bytes()
    return typeset(template, words, at=at)


def printable(text: str) -> str:
    """The text with each run of letters that can't be printed replaced by a remark."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _runs().sub(lambda run: ELSEWHERE if run.group().strip() else " ", text)


def unprintable(text: str) -> bool:
    """Does the text hold letters that can't be printed?"""
    return ELSEWHERE in printable(text) and ELSEWHERE not in text


def _printable_within(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _printable_within(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printable_within(inner) for inner in value]
    return value


@cache
def _runs() -> re.Pattern[str]:
    """Runs of what no face holds, with the spaces between such words."""
    held = files("tutela.web.printing").joinpath("fonts/letters.txt").read_text(encoding="ascii")
    ranges = "".join(
        f"{_escaped(start)}-{_escaped(end)}" for start, end in re.findall(r"(\w+)-(\w+)", held)
    )
    strange = f"[^{ranges}{_LAYOUT}]"
    return re.compile(f"{strange}+(?:[ ]+{strange}+)*")


def _escaped(point: str) -> str:
    return f"\\U{int(point, 16):08x}"


@cache
def _fonts() -> Any:
    import typst  # noqa: PLC0415 - as above

    with as_file(files("tutela.web.printing").joinpath("fonts")) as folder:
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
