"""The register of a study: fixed by its digest before the data are unlocked, and a log that shows.

STUDY/protocol.json    the study, as registered
STUDY/log.jsonl        what happened, one line each; each line holds the digest of the line before

A line changed, taken out or put in later breaks the chain from there on. Who keeps the digest of
the protocol elsewhere (a public register, a letter) can prove that it is the one registered.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tutela.evidence.problems import BadInputError, Problem

from .protocol import Study, study_of

PROTOCOL, LOG = "protocol.json", "log.jsonl"
_START = "0" * 64


class NotAllowedError(Exception):
    """Out of order: analysed before unlocked, unlocked before registered, changed afterwards."""


@dataclass(frozen=True)
class Event:
    """A line of the log."""

    at: datetime
    by: str
    what: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Registered:
    """A registered study with its log, oldest event first."""

    folder: Path
    study: Study
    log: tuple[Event, ...]

    def of(self, what: str) -> list[Event]:
        """All events of a kind."""
        return [event for event in self.log if event.what == what]

    @property
    def unlocked(self) -> Event | None:
        """When the data were opened, if they were."""
        return next(iter(self.of("unlocked")), None)

    def add(self, what: str, *, by: str, at: datetime, **details: Any) -> Registered:
        """Write a line to the log. Raises NotAllowedError for time running backwards."""
        if not by.strip():
            raise NotAllowedError("say who does this")
        if self.log and at < self.log[-1].at:
            raise NotAllowedError("this would lie before what is in the log already")
        _append(self.folder / LOG, Event(at, by, what, details))
        return open_study(self.folder)


def register(study: Study, folder: Path, *, by: str, at: datetime) -> Registered:
    """Fix a study. Raises NotAllowedError if the folder holds one already."""
    if (folder / PROTOCOL).exists() or (folder / LOG).exists():
        raise NotAllowedError(f"{folder} holds a study already; a study is registered once")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PROTOCOL).write_bytes(study.canonical())
    details = {"digest": study.digest(), "standard": study.standard.value}
    _append(folder / LOG, Event(at, by, "registered", details))
    return open_study(folder)


def open_study(folder: Path) -> Registered:
    """A registered study. Raises BadInputError where protocol or log are not what was written."""
    try:
        content = (folder / PROTOCOL).read_bytes()
    except OSError as error:
        raise BadInputError(str(folder), [Problem("holds no registered study")]) from error
    study = study_of(content, str(folder / PROTOCOL))
    log = _read_log(folder / LOG)
    if not log or log[0].what != "registered":
        raise BadInputError(str(folder), [Problem("its log does not begin with a registration")])
    if log[0].details.get("digest") != study.digest():
        raise BadInputError(
            str(folder / PROTOCOL), [Problem("was changed after the study was registered")]
        )
    return Registered(folder, study, log)


def unlock(registered: Registered, data: Path, *, by: str, at: datetime) -> Registered:
    """Open the data: what they are is fixed by digest, too. Raises NotAllowedError, once only."""
    if registered.unlocked is not None:
        raise NotAllowedError("the data were unlocked already")
    files = digests(data)
    if not files:
        raise BadInputError(str(data), [Problem("holds no CSV files")])
    return registered.add("unlocked", by=by, at=at, files=files)


def check_data(registered: Registered, data: Path) -> None:
    """Whether these are the data that were unlocked. Raises NotAllowedError or BadInputError."""
    unlocked = registered.unlocked
    if unlocked is None:
        raise NotAllowedError("the data are not unlocked yet: `tutela study unlock` first")
    now, then = digests(data), unlocked.details["files"]
    problems = [
        Problem(f"{name} is not what was unlocked")
        for name in sorted(now.keys() | then.keys())
        if now.get(name) != then.get(name)
    ]
    if problems:
        raise BadInputError(str(data), problems)


def digests(data: Path) -> dict[str, str]:
    """The digest of each CSV file of a folder."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(data.glob("*.csv"))
    }


def _append(path: Path, event: Event) -> None:
    before = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    last = json.loads(before[-1])["digest"] if before else _START
    said = {
        "at": event.at.isoformat(),
        "by": event.by,
        "what": event.what,
        "details": dict(event.details),
        "before": last,
    }
    line = json.dumps(said | {"digest": _seal(said)}, ensure_ascii=False, sort_keys=True)
    with path.open("a", encoding="utf-8") as log:
        log.write(line + "\n")
        log.flush()
        os.fsync(log.fileno())


def _read_log(path: Path) -> tuple[Event, ...]:
    last, events = _START, []
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, start=1):
        try:
            said = json.loads(line)
            seal = said.pop("digest")
            event = Event(
                datetime.fromisoformat(said["at"]), said["by"], said["what"], said["details"]
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInputError(str(path), [Problem("is no line of a log", row=number)]) from error
        if said["before"] != last or seal != _seal(said):
            fault = Problem("the chain breaks here: a line was changed, added or taken out", number)
            raise BadInputError(str(path), [fault])
        last = seal
        events.append(event)
    return tuple(events)


def _seal(said: Mapping[str, Any]) -> str:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
