"""Papers: tagged PDF, set with the faces of the pages, the same bytes for the same words."""

from tutela.web.printing.typesetting import printable, typeset, unprintable

__all__ = ["printable", "typeset", "unprintable"]
