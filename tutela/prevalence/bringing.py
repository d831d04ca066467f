"""A list that is being brought: held in memory, read, and refused in words where it must be mended.

Django would write a large upload to a temporary file, in clear. These lists never touch a disk but
sealed.
"""

from __future__ import annotations

import re
from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.translation import gettext as _

from tutela.prevalence.studies import Refused
from tutela.prevalence.working import NoResult, read_counts, read_people

LARGEST = 10_000_000
LONGEST_NAME = 40
KINDS = ("people", "counts")
_NOT_IN_A_NAME = re.compile(r"[^\w]+")


class HeldInMemory(FileUploadHandler):
    """Keeps an upload in memory, and stops one that is too large."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Take a piece of it."""
        if start + len(raw_data) > LARGEST:
            # The rest of the request is left unread; the form then says that no file came.
            raise StopUpload(connection_reset=False)
        self.held.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand it over."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name or "list.csv", self.content_type,
            file_size, self.charset,
        )  # fmt: skip


def list_name(said: str, file: str) -> str:
    """What a list is called: as said, or as its file. Letters, digits and underlines only, since it
    heads a column."""
    stem = file.rsplit(".", 1)[0]
    return _NOT_IN_A_NAME.sub("_", (said.strip() or stem)[:LONGEST_NAME]).strip("_") or "list"


def read_upload(file: object, *, kind: str, name: str) -> tuple[str, int, int]:
    """The text of a list, its number of records, and how many of them say when. Raises Refused."""
    if kind not in KINDS:
        raise Refused(_("Say what is in the file"))
    if not isinstance(file, UploadedFile) or not file.size:
        raise Refused(_("Choose a file, smaller than 10 MB"))
    text = _text(file.read())
    shown = (file.name or "list.csv").replace("\\", "/").rsplit("/", 1)[-1]
    try:
        if kind == "counts":
            people = read_counts(text, file=shown)
            return text, people, people
        records, dated = read_people(text, name=name, file=shown)
    except NoResult as fault:
        raise Refused(fault.words) from fault
    return text, records, dated


def _text(content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused(
            _("The file is not UTF-8; names would be damaged. Save it as “CSV UTF-8”.")
        ) from fault
