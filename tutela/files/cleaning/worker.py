"""The process that opens one file and ends: ``python -I -m tutela.files.cleaning.worker JOB``.

The file comes on standard input; a line of JSON and the kept data go to standard output. What the
job needs is imported first, then the walls go up, and only then is the first byte read.
"""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Callable
from importlib import import_module
from typing import IO

from tutela.files.cleaning.outcome import Cleaned, Refused, Why
from tutela.files.cleaning.walls import NoWalls, shut_in

Job = Callable[[bytes], Cleaned]
_IMAGES = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
_THREADED = frozenset({"heic"})
_OTHERS = {
    "pdf": ("pdfs", "clean_pdf"),
    "docx": ("word", "clean_docx"),
    "xlsx": ("sheets", "clean_xlsx"),
    "txt": ("text", "clean_text"),
    "mp3": ("mp3", "clean_mp3"),
    "m4a": ("m4a", "clean_m4a"),
}
_CODES = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "cp437", "latin-1", "ascii")
_AFTERWARDS = ("PIL.MpoImagePlugin", "PIL.TiffImagePlugin", "PIL.ImageOps", "PIL.WebPImagePlugin")


def main() -> None:
    """One file, in and out."""
    name = sys.argv[1]
    # Large, not needed, and openpyxl would take it where it is installed.
    sys.modules["numpy"] = None  # type: ignore[assignment]  # None: not to be imported
    job = prepared(name)
    try:
        walls = shut_in(threads=name in _THREADED)
        head, data = work(job, sys.stdin.buffer)
        head["walls"] = walls
    except NoWalls:
        head, data = {"refused": Why.NO_WALLS}, b""
    except MemoryError:
        head, data = {"refused": Why.BOMB}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + data)


def prepared(name: str) -> Job:
    """The job of this name, with everything it may need imported: no file can be opened later."""
    for code in _CODES:
        codecs.lookup(code)
    if name == "mark":
        return _marking()
    if name in _IMAGES:
        return _image_job(name)
    module, function = _OTHERS[name]
    if name == "pdf":
        _prepare_pictures()
    job: Job = getattr(import_module(f"tutela.files.cleaning.{module}"), function)
    return job


def work(job: Job, source: IO[bytes]) -> tuple[dict[str, object], bytes]:
    """Do the job; what is said of it, and what is kept."""
    try:
        cleaned = job(source.read())
    except Refused as refused:
        return {"refused": refused.why}, b""
    said: dict[str, object] = {
        "form": cleaned.form, "left_out": cleaned.left_out, "pages": cleaned.pages
    }  # fmt: skip
    return said, cleaned.data


def _image_job(name: str) -> Job:
    _prepare_pictures()
    if name == "heic":
        heif = import_module("pi_heif")
        heif.register_heif_opener()
    clean = import_module("tutela.files.cleaning.images").clean_image
    return lambda data: clean(data, _IMAGES[name])


def _marking() -> Job:
    _prepare_pictures()
    marking = import_module("tutela.files.cleaning.marking")
    faces = marking.faces()
    words = sys.argv[2]
    return lambda data: marking.marked(data, words, faces)


def _prepare_pictures() -> None:
    import_module("PIL.Image").init()
    for module in _AFTERWARDS:
        import_module(module)


if __name__ == "__main__":
    main()
