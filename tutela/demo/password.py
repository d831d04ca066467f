"""The password of every demonstration. It opens nothing else."""

from __future__ import annotations

PASSWORD = "every child a childhood"  # noqa: S105 - printed for whoever looks at a demonstration
