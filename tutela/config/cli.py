"""The command line. Each command names the module that holds it, and that module is imported
only when the command is called: `tutela --help` costs nothing, and evidence never meets Django.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    # the installation
    "serve": "tutela.config.serve:serve",
    "manage": "tutela.config.manage:manage",
    "docs": "tutela.config.commands.docs:docs",
    "verify": "tutela.config.commands.integrity:verify",
    "rebuild": "tutela.config.commands.integrity:rebuild",
    "demo": "tutela.config.commands.demonstration:demo",
    # evidence: on any table, without a database
    "tables": "tutela.evidence.commands.tables:tables",
    "bulletin": "tutela.evidence.commands.bulletin:bulletin",
    "protect": "tutela.evidence.commands.disclosure:protect",
    "audit": "tutela.evidence.commands.disclosure:audit",
    "estimate": "tutela.evidence.commands.estimate:estimate",
    "link": "tutela.evidence.commands.link:link",
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        where = COMMANDS.get(cmd_name)
        if where is None:
            return None
        module, _, attribute = where.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_LazyGroup)
@click.version_option(package_name="tutela")
@click.pass_context
def main(context: click.Context) -> None:
    """Tutela: the shared record around a trafficked child, and the evidence it makes possible."""
    context.obj = {"referral_facts": _referral_facts}


def _referral_facts(as_at: date) -> Iterator[Mapping[str, Any]]:
    from tutela.config.commands.seam import referral_facts  # noqa: PLC0415 - only when asked

    return referral_facts(as_at)
