"""`python -m tutela.prevalence.run RUN WHO`: one run, in a process that the clerk starts for it."""

from __future__ import annotations

import os
import sys
import traceback
from uuid import UUID

NICE = 10
"""Pages come first."""


def main(run: UUID, who: UUID) -> int:
    """Carry out a run; the exit status is 0 if it ended as it should."""
    os.nice(NICE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    import django  # noqa: PLC0415 - it reads its settings as it is set up

    django.setup()
    from tutela.prevalence.running import NotWanted, carry_out  # noqa: PLC0415 - the same

    try:
        carry_out(run, who)
    except NotWanted:
        return 0
    except Exception as fault:
        # Said without its message, which may hold a name.
        where = "".join(traceback.format_tb(fault.__traceback__))
        print(f"A run failed: {type(fault).__name__}\n{where}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(UUID(sys.argv[1]), UUID(sys.argv[2])))
