"""Papers as PDF/UA, set by typst without the machine's fonts or clock: the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

_EPOCH = date(1970, 1, 1)


def typeset(
    template: bytes, name: str, data: Mapping[str, object], pictures: Mapping[str, bytes], on: date
) -> bytes:
    """The PDF of a template that reads its words from the file ``name`` and its pictures (SVG) by
    their file names. The file is dated ``on``."""
    import typst  # noqa: PLC0415 - only papers need it

    with TemporaryDirectory() as folder:
        room = Path(folder)
        (room / "main.typ").write_bytes(template)
        (room / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for picture, drawn in pictures.items():
            (room / picture).write_bytes(drawn)
        made = typst.compile(
            str(room / "main.typ"),
            root=folder,
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=(on - _EPOCH).days * 86_400,
        )
    assert isinstance(made, bytes)
    return made
