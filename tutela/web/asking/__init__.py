"""Questions made from a kind of entry: read, checked, kept, asked again.

``form_of(kind)`` turns the fields of a content class into asks; each ask draws its control, reads
the raw answers and says in the user's words what is missing or can't be.
"""

from tutela.web.asking.form import Filled, KindForm, form_of

__all__ = ["Filled", "KindForm", "form_of"]
