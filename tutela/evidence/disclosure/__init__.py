"""Disclosure control: protect the release, not the table."""

from .policy import Cost, Insiders, Policy, Rule, Zeros
from .protection import Checked, Protection, protect
from .tables import Row, Table, read_table

__all__ = [
    "Checked",
    "Cost",
    "Insiders",
    "Policy",
    "Protection",
    "Row",
    "Rule",
    "Table",
    "Zeros",
    "protect",
    "read_table",
]
