"""Takes what a browser sends into memory, or into a file without a name, and never more than that.

Django would write a large file into a folder of temporary files, where it stays if the machine
stops in the middle. This one has no name: it is gone with the process. Used for every page.
"""

from __future__ import annotations

import os
import tempfile
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from tutela.files.formats import LARGEST

MOST_SENT = 8 * LARGEST
"""A browser that announces more than this is not listened to."""


class NamelessHandler(FileUploadHandler):
    """Keeps each file in anonymous memory. One that grows beyond the limit is dropped, and the
    request remembers it (``too_large``)."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 - Django's own name
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Look at how much is announced."""
        if content_length > MOST_SENT:
            raise StopUpload(connection_reset=True)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.held: IO[bytes] = nameless()
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Another piece of it."""
        self.size += len(raw_data)
        if self.size > LARGEST:
            self.held.close()
            if self.request is not None:
                setattr(self.request, TOO_LARGE, True)
            raise SkipFile
        self.held.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """The whole file, read from its beginning."""
        self.held.seek(0)
        return UploadedFile(
            file=self.held,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
        )


TOO_LARGE = "tutela_file_too_large"


def nameless() -> IO[bytes]:
    """A file in memory, or on disk without a name where the system has no such memory."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("upload", os.MFD_CLOEXEC), "w+b")
    return tempfile.TemporaryFile()
