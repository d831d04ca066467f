"""A machine is lost with so many records; how long until another one stands and proves it?

    python -m bench.restoring --children 20000

Loads, backs up to two custodians, loses the database, restores into an empty one with --verify.
``--json`` prints the same as one object.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from bench.ground import a_database


@click.command()
@click.option("--children", default=2_000, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(children: int, as_json: bool) -> None:
    """Lose everything and get it back."""
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder:
        found = _lose_and_restore(children, Path(folder))
    click.echo(json.dumps(found) if as_json else "\n".join(f"{k}: {v}" for k, v in found.items()))
    if found["differences"]:
        sys.exit(1)


def _lose_and_restore(children: int, folder: Path) -> dict[str, object]:
    import pyrage  # noqa: PLC0415

    custodians = [pyrage.x25519.Identity.generate() for _ in range(2)]
    key, file = folder / "key.txt", folder / "backup.age"
    key.write_text(str(custodians[0]))
    first, second = folder / "first", folder / "second"
    first.mkdir()
    second.mkdir()
    with a_database(str(first)):
        from tutela.demo.loading import load, today  # noqa: PLC0415 - needs Django

        for _ in load(children, seed=1, on=today()):
            pass
    began = time.monotonic()
    _tutela(first, "backup", str(file), *(f"--to={one.to_public()}" for one in custodians))
    backed_up = time.monotonic()
    (second / "secrets").mkdir(mode=0o700)
    for secret in (first / "secrets").glob("*"):
        (second / "secrets" / secret.name).write_bytes(secret.read_bytes())
    done = _tutela(second, "restore", str(file), "--key", str(key), "--verify")
    restored = time.monotonic()
    return {
        "children": children,
        "bytes": file.stat().st_size,
        "backup_seconds": round(backed_up - began, 1),
        "restore_and_proof_seconds": round(restored - backed_up, 1),
        "differences": int("Everything is as it was" not in done),
    }


def _tutela(folder: Path, *words: str) -> str:
    folder.chmod(0o711)
    done = subprocess.run(
        [str(Path(sys.executable).with_name("tutela")), *words],
        env=os.environ | {"TUTELA_DATA": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
