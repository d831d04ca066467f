"""`tutela study`: register, allocate, unlock, analyse, report. In this order, or not at all."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tutela.evidence.evaluation.findings import Findings

_BAD_INPUT, _REFUSED = 2, 3
_FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
_DATA = click.option(
    "--data", required=True, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
_BY = click.option("--by", metavar="NAME", help="Who does this.  [default: this account]")


@click.group()
def study() -> None:
    """Studies that are fixed before their data are seen, and reported whole.

    Exit status: 0 done; 2 the input can't be used; 3 refused: out of order, or not whole.
    """


@study.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
def example(out: Path, seed: int) -> None:
    """A made-up study of 158 children with a known truth: OUT/protocol.json and OUT/data."""
    from tutela.evidence.evaluation import advocates  # noqa: PLC0415 - NumPy only when needed

    with _told():
        data = out / "data"
        data.mkdir(parents=True, exist_ok=True)
        (out / "protocol.json").write_bytes(advocates.study().canonical())
        for name, content in advocates.files(seed=seed).items():
            (data / name).write_bytes(content)
        click.echo(f"{out}/protocol.json and {out}/data; every number is made up.")


@study.command()
@click.argument("protocol", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False))
@_BY
def register(protocol: Path, out: Path, by: str | None) -> None:
    """Fix the study in PROTOCOL (JSON). Keep the digest that is printed somewhere else, too."""
    from tutela.evidence.evaluation.protocol import read_study  # noqa: PLC0415
    from tutela.evidence.evaluation.register import register as fix  # noqa: PLC0415

    with _told():
        registered = fix(read_study(protocol), out, by=_who(by), at=_now())
        click.echo(f"Registered. Digest: {registered.study.digest()}")
        click.echo(f"It will be held to {registered.study.standard.value}.")


@study.command()
@_FOLDER
def show(folder: Path) -> None:
    """What is registered and what has happened since; fails if anything was changed."""
    from tutela.evidence.evaluation.register import open_study  # noqa: PLC0415

    with _told():
        registered = open_study(folder)
        click.echo(f"{registered.study.title}\n{registered.study.digest()}")
        for event in registered.log:
            click.echo(f"{event.at:%Y-%m-%d %H:%M} {event.by}: {event.what}")


@study.command()
@_FOLDER
@_BY
def prepare(folder: Path, by: str | None) -> None:
    """Draw the secret from which children are allocated, and commit to it in the log."""
    from tutela.evidence.evaluation import allocation  # noqa: PLC0415
    from tutela.evidence.evaluation.register import open_study  # noqa: PLC0415

    with _told():
        allocation.prepare(open_study(folder), by=_who(by), at=_now())
        click.echo(f"Keep {folder / allocation.KEY} from those who enrol children.")


@study.command()
@_FOLDER
@click.argument("participant")
@click.option("--stratum", required=True, help="Such as the local authority.")
@_BY
def allocate(folder: Path, participant: str, stratum: str, by: str | None) -> None:
    """Say which arm an enrolled child is in. It is in the log before it is printed."""
    from tutela.evidence.evaluation import allocation  # noqa: PLC0415
    from tutela.evidence.evaluation.register import open_study  # noqa: PLC0415

    with _told():
        opened = open_study(folder)
        _, arm = allocation.allocate(opened, participant, stratum, by=_who(by), at=_now())
        click.echo(arm)


@study.command(name="audit")
@_FOLDER
def audit_allocation(folder: Path) -> None:
    """Work out every allocation again from the secret, and compare with the log."""
    from tutela.evidence.evaluation import allocation  # noqa: PLC0415
    from tutela.evidence.evaluation.register import open_study  # noqa: PLC0415

    with _told():
        wrong = allocation.audit(open_study(folder))
        for line in wrong:
            click.echo(line)
        if wrong:
            sys.exit(_REFUSED)
        click.echo("Every allocation is the one that was drawn.")


@study.command()
@_FOLDER
@_DATA
@_BY
def unlock(folder: Path, data: Path, by: str | None) -> None:
    """Open the data for analysis, once. Their digests go into the log."""
    from tutela.evidence.evaluation.register import open_study  # noqa: PLC0415
    from tutela.evidence.evaluation.register import unlock as open_data  # noqa: PLC0415

    with _told():
        open_data(open_study(folder), data, by=_who(by), at=_now())
        click.echo("Unlocked.")


@study.command()
@_FOLDER
@click.option("--words", help="What was done otherwise than the protocol says, and why.")
@click.option("--none", "nothing", is_flag=True, help="Nothing was.")
@_BY
def deviate(folder: Path, words: str | None, nothing: bool, by: str | None) -> None:
    """Write down a deviation from the protocol, or that there was none."""
    from tutela.evidence.evaluation.register import open_study  # noqa: PLC0415

    if bool(words) == nothing:
        raise click.UsageError("Give --words or --none.")
    with _told():
        opened = open_study(folder)
        if nothing:
            opened.add("no deviations", by=_who(by), at=_now())
        else:
            opened.add("deviation", by=_who(by), at=_now(), words=words)
        click.echo("Written down.")


@study.command()
@_FOLDER
@_DATA
@click.option("--publish", is_flag=True, help="Protect the counts, so that it may be published.")
@click.option("--threshold", type=click.IntRange(min=2), default=5, show_default=True, metavar="K")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False))
def report(folder: Path, data: Path, publish: bool, threshold: int, out: Path) -> None:
    """Analyse as registered and write report.html, report.pdf, flow.svg and findings.json.

    Without --publish the counts are exact, and the report stays where the records are kept.
    """
    from tutela.evidence.evaluation import counts as numbers  # noqa: PLC0415
    from tutela.evidence.evaluation.data import read_data  # noqa: PLC0415
    from tutela.evidence.evaluation.findings import analyse  # noqa: PLC0415
    from tutela.evidence.evaluation.register import check_data, open_study  # noqa: PLC0415
    from tutela.evidence.evaluation.rendering import as_html, as_pdf  # noqa: PLC0415
    from tutela.evidence.evaluation.report import report as reported  # noqa: PLC0415

    with _told():
        registered = open_study(folder)
        check_data(registered, data)
        read = read_data(registered.study, data)
        findings = analyse(registered.study, read)
        counts = numbers.counts_of(findings, read, threshold if publish else None)
        made = reported(findings, registered, counts)
        unlocked = registered.unlocked
        assert unlocked is not None
        files = {"report.html": as_html(made), "report.pdf": as_pdf(made, unlocked.at.date())}
        for section in made.sections:
            if section.diagram is not None:
                files["flow.svg"] = section.diagram.svg
        if not publish:
            files["findings.json"] = _findings(findings)
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (out / name).write_bytes(content)
        click.echo(f"{', '.join(files)} in {out}; held to {made.standard.value}.")


@study.command()
@click.option("--runs", type=click.IntRange(min=20), default=1000, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--only", multiple=True, metavar="NAME")
@click.option("--quiet", is_flag=True, help="No progress bar.")
def assure(runs: int, seed: int, only: tuple[str, ...], quiet: bool) -> None:
    """Simulate every analysis: how often its interval holds the truth, how often it errs."""
    from tutela.evidence.commands.progress import Progress  # noqa: PLC0415
    from tutela.evidence.evaluation import assurance  # noqa: PLC0415

    chosen = [one for one in assurance.ANALYSES if not only or one.name in only]
    if not chosen:
        names = ", ".join(one.name for one in assurance.ANALYSES)
        raise click.UsageError(f"--only takes: {names}")
    progress = Progress(quiet)
    click.echo("| analysis | coverage | type I error | runs |\n| --- | --- | --- | --- |")
    for one in chosen:
        result = assurance.run(one, runs, seed, progress.over(one.name, "run"))
        click.echo(result.row())


def _findings(findings: Findings) -> bytes:
    found = [
        {
            "outcome": one.outcome.id,
            "family": one.outcome.family.value,
            "method": one.effect.method if one.effect else None,
            "absolute": one.effect.absolute._asdict() if one.effect else None,
            "relative": one.effect.relative._asdict()
            if one.effect and one.effect.relative
            else None,
            "detectable": one.effect.detectable if one.effect else None,
            "p": one.effect.p_value if one.effect and one.outcome.family != "exploratory" else None,
            "p_holm": one.p_adjusted,
            "why_not": one.why_not,
        }
        for one in findings.findings
    ]
    return (json.dumps(found, indent=2, ensure_ascii=False) + "\n").encode()


@contextmanager
def _told() -> Iterator[None]:
    """Turns what can go wrong into words and an exit status."""
    from tutela.evidence.evaluation.register import NotAllowedError  # noqa: PLC0415
    from tutela.evidence.problems import BadInputError  # noqa: PLC0415

    try:
        yield
    except BadInputError as fault:
        click.echo(str(fault), err=True)
        sys.exit(_BAD_INPUT)
    except NotAllowedError as fault:
        click.echo(f"Refused: {fault}", err=True)
        sys.exit(_REFUSED)
    except Exception as fault:
        from tutela.evidence.evaluation.counts import CannotHideError  # noqa: PLC0415
        from tutela.evidence.evaluation.report import CannotReportError  # noqa: PLC0415

        if isinstance(fault, CannotReportError | CannotHideError):
            click.echo(f"Refused, the report would not be whole or safe:\n{fault}", err=True)
            sys.exit(_REFUSED)
        raise


def _who(by: str | None) -> str:
    return by or getpass.getuser()


def _now() -> datetime:
    return datetime.now(UTC)
