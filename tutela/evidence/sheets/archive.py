"""A zip archive whose bytes depend on nothing but its content."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)


def settled(content: bytes, first: str | None = None) -> bytes:
    """The same archive with fixed dates and order; `first` comes first and is not compressed."""
    source = zipfile.ZipFile(io.BytesIO(content))
    names = sorted(source.namelist(), key=lambda name: (name != first, name))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in names:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, source.read(name))
    return out.getvalue()
