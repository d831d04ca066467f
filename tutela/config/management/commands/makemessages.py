"""Django's `makemessages`, which also gathers what people read that stands in data.

cd tutela && ../.venv/bin/tutela manage makemessages -l cy --add-location file
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.commands.makemessages import Command as MakeMessages

from tutela.config.said_in_data import as_source, said_in_data

GATHERED = Path("said_in_data_gathered.py")
"""Stands where the command is run, for as long as it runs: only files are read."""


class Command(MakeMessages):
    """Texts of kinds, answers, duties and lists stand in the catalogue like all others."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the texts down as source, let Django gather, and take them away again."""
        GATHERED.write_text(as_source(said_in_data()), encoding="utf-8")
        try:
            super().handle(*args, **options)
        finally:
            GATHERED.unlink()
