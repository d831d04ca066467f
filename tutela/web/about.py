"""Pages about Tutela itself: what it is, who can see what, how accessible it is."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tutela.access.policy import Action, ChildState, can
from tutela.chronology.kinds import Category
from tutela.people.roles import NEVER_IN_A_CIRCLE, Role
from tutela.web.components import Column, Table
from tutela.web.page import Page, show_page
from tutela.web.words import CATEGORY_WORDS


@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    """What Tutela is, and the rules it keeps."""
    return show_page(request, Page(title=_("About Tutela")), "tutela/about.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, and what to do where they fail."""
    return show_page(request, Page(title=_("Accessibility")), "tutela/accessibility.html")


@login_not_required
def access(request: HttpRequest) -> HttpResponse:
    """The access table, drawn from the rule itself: what stands here is what is enforced."""
    page = Page(title=_("Who can see what"), parts=[_table(state) for state in ChildState])
    return show_page(request, page, "tutela/access.html")


def _table(state: ChildState) -> Table:
    roles = [role for role in Role if role not in NEVER_IN_A_CIRCLE]
    captions = {
        ChildState.OPEN: _("While a record is open"),
        ChildState.RESTRICTED: _("While a record is restricted"),
        ChildState.CLOSED: _("After a record is closed"),
    }
    return Table(
        captions[state],
        [Column(_("Role")), Column(_("May read")), Column(_("May also record"))],
        [
            [
                _(role.label),
                _categories(role, Action.READ, state),
                _categories(role, Action.RECORD, state),
            ]
            for role in roles
        ],
    )


def _categories(role: Role, action: Action, state: ChildState) -> str:
    allowed = [c for c in Category if can(role, action, c, state).allowed]
    if len(allowed) == len(Category):
        return _("everything")
    return ", ".join(str(CATEGORY_WORDS[c]) for c in allowed) or _("nothing")
