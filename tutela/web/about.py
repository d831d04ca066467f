"""Pages about Tutela itself: what it is, who can see what, how accessible it is."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tutela.access.asked import Action, ChildState
from tutela.access.policy import Around, can
from tutela.access.rules import DENY
from tutela.access.standing import Basis, Purpose, Relation, Standing
from tutela.chronology.kinds import Category
from tutela.people.roles import NEVER_IN_A_CIRCLE, Role
from tutela.web.components import Column, Shown, Table
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
    """The access table and the deny rules, drawn from what is enforced."""
    page = Page(
        title=_("Who can see what"),
        parts=[*(_table(state) for state in ChildState), _emergency(), _rules()],
    )
    return show_page(request, page, "tutela/access.html")


_NEVER = NEVER_IN_A_CIRCLE | {Role.DUTY_WORKER}
_HEADS = (gettext_noop("Role"), gettext_noop("May read"), gettext_noop("May also record"))


def _table(state: ChildState) -> Table:
    captions = {
        ChildState.OPEN: _("While a record is open"),
        ChildState.RESTRICTED: _("While a record is restricted"),
        ChildState.CLOSED: _("After a record is closed"),
        ChildState.CLOSED_RESTRICTED: _("After a restricted record is closed"),
    }
    rows = [_row(Standing(role), state) for role in Role if role not in _NEVER]
    return Table(captions[state], [Column(_(head)) for head in _HEADS], rows)


def _emergency() -> Table:
    standing = Standing(
        Role.DUTY_WORKER, Relation.EMERGENCY, Purpose.IMMEDIATE_RISK, Basis.VITAL_INTERESTS
    )
    return Table(
        _("In an emergency, for an hour"),
        [Column(_(head)) for head in _HEADS],
        [_row(standing, ChildState.OPEN)],
    )


def _rules() -> Table:
    return Table(
        _("What is refused, whatever the tables allow"),
        [Column(_("Rule")), Column(_("What it says"))],
        [[rule.id, _(rule.says)] for rule in DENY],
    )


def _row(standing: Standing, state: ChildState) -> list[Shown]:
    return [
        _(standing.role.label),
        _categories(standing, Action.READ, state),
        _categories(standing, Action.RECORD, state),
    ]


def _categories(standing: Standing, action: Action, state: ChildState) -> str:
    allowed = [c for c in Category if can(standing, action, c, Around(state)).allowed]
    if len(allowed) == len(Category):
        return _("everything")
    return ", ".join(str(CATEGORY_WORDS[c]) for c in allowed) or _("nothing")
