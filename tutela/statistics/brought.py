"""A release as it is brought: an archive of what `tutela bulletin build` wrote, looked at closely.

Nothing is taken on trust: only files of known kinds, each with the digest that the manifest states,
all of them and no others; and never exact counts.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

LARGEST_WHOLE = 100_000_000
MOST_FILES = 1_000
MANIFEST = "manifest.json"
KINDS = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".md": "text/markdown; charset=utf-8",
    ".html": "text/plain; charset=utf-8",
}
_NAME = re.compile(r"(?:(?:tables|charts)/)?[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}")


class CannotTake(ValueError):
    """This is no release that could be published; says why in plain words."""


@dataclass(frozen=True)
class Brought:
    """What is in an archive, once it has been looked at."""

    title: str
    label: str
    slug: str
    manifest: Mapping[str, Any]
    files: Mapping[str, bytes]


def opened(content: bytes) -> Brought:
    """The release in an archive. Raises CannotTake."""
    files = _files(content)
    if MANIFEST not in files:
        raise CannotTake(_("There is no manifest.json in the archive: bring the release folder"))
    manifest = _manifest(files[MANIFEST])
    if manifest.get("exact") is not False:
        raise CannotTake(
            _("These are exact counts. Only what disclosure control has protected is published")
        )
    stated = {one["file"]: one["sha256"] for one in manifest["files"]}
    for name in sorted(stated.keys() | (files.keys() - {MANIFEST})):
        if name not in files or name not in stated or sha256(files[name]) != stated[name]:
            raise CannotTake(
                _("%(file)s is not what the manifest states: bring it as it was built")
                % {"file": name}
            )
    if "bulletin.html" not in files:
        raise CannotTake(_("There is no bulletin.html in the release"))
    label = str(manifest["label"])
    return Brought(str(manifest["title"]), label, _slug(label), manifest, files)


def sha256(content: bytes) -> str:
    """The digest of a file."""
    return hashlib.sha256(content).hexdigest()


def kind_of(name: str) -> str | None:
    """What a browser is told that a file is; None for a kind that is not published."""
    return KINDS.get(name[name.rfind(".") :])


def _files(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = [one for one in archive.infolist() if not one.is_dir()]
            if len(found) > MOST_FILES or sum(one.file_size for one in found) > LARGEST_WHOLE:
                raise CannotTake(_("The archive holds too much"))
            start = _common_folder([one.filename for one in found])
            files = {one.filename[len(start) :]: archive.read(one) for one in found}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as fault:
        raise CannotTake(_("This is not a ZIP archive that can be read")) from fault
    for name in files:
        if not _NAME.fullmatch(name) or kind_of(name) is None:
            raise CannotTake(_("%(file)s does not belong in a release") % {"file": name[:80]})
    return files


def _common_folder(names: list[str]) -> str:
    """Archives often hold one folder; the release may be inside it."""
    first = names[0].partition("/")[0] + "/" if names else ""
    if first != "/" and all(name.startswith(first) for name in names):
        return first
    return ""


def _manifest(content: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(content)
        ready = (
            isinstance(manifest, dict)
            and {"title", "label", "files", "tables", "disclosure_control"} <= manifest.keys()
            and all({"file", "sha256"} <= one.keys() for one in manifest["files"])
            and all({"id", "title", "file"} <= one.keys() for one in manifest["tables"])
        )
    except (ValueError, TypeError, AttributeError):
        ready = False
    if not ready:
        raise CannotTake(_("manifest.json is not that of a release"))
    return dict(manifest)


def _slug(label: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")[:60]
    if not slug:
        raise CannotTake(_("The release needs a label with letters or digits"))
    return slug
