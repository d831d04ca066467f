"""Papers: tagged PDF, set with the faces of the pages, the same bytes for the same words."""

from tutela.web.printing.typesetting import letter_paper, printable, typeset, unprintable

__all__ = ["letter_paper", "printable", "typeset", "unprintable"]
