"""Seven kinds of tampering with the audit and with entries: how many are found?

    .venv/bin/python -m bench.tampering [--each 30]

A database of its own with a dozen children; checkpoints as it grows, held by two witnesses outside.
Then each kind of tampering, so many times with the audit and so many times with entries, at random
places before the last checkpoint, each undone. Found means that `tutela verify`, or `tutela witness
verify` with the witnesses' files, says so. Whoever re-chains makes every seal and every checkpoint
in the database anew and signs them: they have the machine. Prints the figures as JSON too, and ends
with 1 where one was missed, or where something is found though nobody changed anything.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path

from bench.ground import a_database, an_agency, one_child

CHILDREN, ROUNDS = 12, 5
ORIGIN = "bench.example/tutela"


def main() -> None:
    """Tamper, look, and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=30)
    each = parser.parse_args().each
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder, a_database(folder):
        from tutela.witnesses.checkpoints import latest, log_key  # noqa: PLC0415 - needs Django
        from tutela.witnesses.tests.tampering import KINDS, is_found, undone  # noqa: PLC0415
        from tutela.witnesses.verifying import held_outside  # noqa: PLC0415

        witnesses = _a_life(Path(folder))
        log = log_key(ORIGIN)
        held = held_outside(witnesses, log)
        newest = latest()
        assert newest is not None
        assert not is_found(held, log), "something is found though nobody changed anything"
        figures: dict[str, object] = {
            "lines": newest.size, "checkpoints": ROUNDS, "witnesses": len(witnesses),
        }  # fmt: skip
        began, missed = time.monotonic(), 0
        for kind, tamperings in KINDS.items():
            for what, tamper in zip(("audit", "entries"), tamperings, strict=True):
                draw, found = random.Random(f"{kind} {what}"), 0  # noqa: S311 - no secret
                for _ in range(each):
                    with undone() as cursor:
                        tamper(cursor, draw, newest.upto)
                        found += is_found(held, log)
                missed += each - found
                figures[f"{kind}: {what}"] = f"{found} / {each}"
                print(f"{kind:<20} {what:<8} {found} found of {each}", flush=True)
        assert not is_found(held, log)
        figures["seconds"] = round(time.monotonic() - began, 1)
        print(json.dumps(figures))
    if missed:
        sys.exit(1)


def _a_life(folder: Path) -> list[Path]:
    """Children whose records grow and are read, with a checkpoint after each round."""
    from tutela.access.entries import RecordClosed, RecordReopened  # noqa: PLC0415 - needs Django
    from tutela.chronology.moment import Moment  # noqa: PLC0415
    from tutela.doors.caseload import caseload  # noqa: PLC0415
    from tutela.doors.reading import read  # noqa: PLC0415
    from tutela.doors.recording import record  # noqa: PLC0415
    from tutela.witnesses.checkpoints import make_checkpoint  # noqa: PLC0415
    from tutela.witnesses.handing import hand_out  # noqa: PLC0415
    from tutela.witnesses.outside import Witness  # noqa: PLC0415

    worker = an_agency()
    children = [one_child(worker) for _ in range(CHILDREN)]
    witnesses = [folder / f"witness-{n}" for n in range(2)]
    for place in witnesses:
        place.mkdir()
    day = Moment.year(2026)
    for number in range(ROUNDS):
        for child in children:
            content = RecordReopened(why="Back") if number % 2 else RecordClosed(why="Gone")
            record(content, child=child, by=worker, happened=day)
            read(child, as_=worker, purpose="A measurement")
        caseload(worker)
        made = make_checkpoint(ORIGIN)
        for place in witnesses:
            done = hand_out(made, Witness(place.name, folder=place), erased=folder / "none")
            assert not done.problem, done.problem
    return witnesses


if __name__ == "__main__":
    main()
