"""The command line. Each command names the module that holds it, and that module is imported
only when the command is called: `tutela --help` costs nothing, and evidence never meets Django.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from importlib import import_module
from typing import Any

import click

# name: (where it is, what its line in `tutela --help` says)
COMMANDS = {
    # the installation
    "serve": ("tutela.config.serve:serve", "Serve Tutela on this machine."),
    "database": ("tutela.config.commands.database:database", "A PostgreSQL of your own."),
    "manage": ("tutela.config.manage:manage", "Run one of Django's commands."),
    "agencies": ("tutela.config.commands.registry:agencies", "Agencies that work here."),
    "people": ("tutela.config.commands.registry:people", "Accounts of practitioners."),
    "analysts": ("tutela.config.commands.analysts:analysts", "Who may hold studies."),
    "clerk": ("tutela.config.clerk:clerk", "Do the long work that pages ask for."),
    "accounts": ("tutela.config.commands.accounts:accounts", "How people come in, and leave."),
    "docs": ("tutela.config.commands.docs:docs", "Make the documents that come from the code."),
    "verify": ("tutela.config.commands.integrity:verify", "Walk every chain of entries."),
    "rebuild": ("tutela.config.commands.integrity:rebuild", "Make the derived tables anew."),
    "instrument": (
        "tutela.config.commands.instrument:instrument",
        "Frameworks of outcomes: check one, load one.",
    ),
    "backup": ("tutela.config.commands.keeping:backup", "Back up all records, encrypted."),
    "archive": ("tutela.config.commands.keeping:archive", "Archive every change, encrypted."),
    "restore": ("tutela.config.commands.keeping:restore", "Restore a backup, and prove it."),
    "keys": ("tutela.config.commands.keys:keys", "Master keys: list, rotate, hand over."),
    "witness": ("tutela.config.commands.witness:witness", "Checkpoints that others hold."),
    "retention": (
        "tutela.config.commands.retention:retention",
        "How long records are kept; erasing.",
    ),
    "watch": ("tutela.config.commands.watch:watch", "Unusual looks at records; decoys."),
    "mail": ("tutela.config.commands.watch:mail", "Send the mails that wait."),
    "languages": (
        "tutela.config.commands.languages:languages",
        "How far the young person's pages are translated.",
    ),
    "demo": ("tutela.config.commands.demonstration:demo", "A made-up caseload, to try things."),
    "statisticians": (
        "tutela.config.commands.statisticians:statisticians",
        "Who releases statistics.",
    ),
    # evidence: on any table, without a database
    "tables": ("tutela.evidence.commands.tables:tables", "Build tables of referrals."),
    "bulletin": (
        "tutela.evidence.commands.bulletin:bulletin",
        "Make a release that can be remade.",
    ),
    "protect": ("tutela.evidence.commands.disclosure:protect", "Protect a release."),
    "audit": (
        "tutela.evidence.commands.disclosure:audit",
        "Attack a release as an intruder would.",
    ),
    "estimate": ("tutela.evidence.commands.estimate:estimate", "Estimate what was not counted."),
    "study": ("tutela.evidence.commands.study:study", "Evaluate: register, analyse, report."),
    "intake": ("tutela.evidence.commands.intake:intake", "Is a child whom we meet known already?"),
    "microdata": (
        "tutela.evidence.commands.microdata:microdata",
        "Synthetic files, and extracts for a secure setting.",
    ),
    "link": ("tutela.evidence.commands.link:link", "Find the same person in two files."),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # click's own would import every command to ask what it does.
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=_LazyGroup)
@click.version_option(package_name="tutela")
@click.pass_context
def main(context: click.Context) -> None:
    """Tutela: the shared record around a trafficked child, and the evidence it makes possible."""
    context.obj = {"referral_facts": _referral_facts}


def _referral_facts(as_at: date) -> Iterator[Mapping[str, Any]]:
    from tutela.config.commands.seam import referral_facts  # noqa: PLC0415 - only when asked

    return referral_facts(as_at)
