"""My children: who they are, what is due, what changed since I looked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from tutela.access.asked import ChildState
from tutela.chronology.kinds import kind_of
from tutela.chronology.moment import LONDON
from tutela.doors.caseload import Caseload, InReach, caseload, find
from tutela.duties.board import board, open_duties
from tutela.duties.duty import Due, DutyState
from tutela.web import drafts, rooms
from tutela.web.children.duties import duty_tag
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Figure,
    Figures,
    Lines,
    Link,
    Name,
    Pagination,
    Shown,
    State,
    Table,
    Tag,
)
from tutela.web.dates import day_in_words
from tutela.web.doorway import viewer
from tutela.web.models import Draft
from tutela.web.page import Page, show_page
from tutela.web.words import CATEGORY_WORDS


@require_GET
def my_children(request: HttpRequest) -> HttpResponse:
    """The start page."""
    who = viewer(request)
    number = request.GET.get("page", "1")
    mine = caseload(who, page=int(number) if number.isdecimal() and len(number) < 6 else 1)
    now = timezone.now()
    dues = open_duties((c.child, c.categories) for c in mine.children)
    lines = board(who, at=now)
    parts: list[Component] = [
        _figures(mine.total, sum(x.overdue for x in lines), sum(x.soon for x in lines))
    ]
    if mine.children:
        parts.append(child_table(_("My children"), mine.children, dues, now))
        parts += _pagination(mine)
    else:
        parts.append(
            Empty(
                _("You are in no child’s circle yet."),
                _("A child’s lead worker can bring you in. If you are worried about a child who "
                  "is not known here, open a record."),
                Link(_("Open a record"), reverse("open_record")),
            )
        )  # fmt: skip
    page = Page(_("My children"), parts, rooms.at_start(who))
    begun = [d for d in drafts.begun(who) if d.child_id in {c.child for c in mine.children}]
    return show_page(
        request,
        page,
        "tutela/children/mine.html",
        unfinished=_unfinished(begun, mine.children),
    )


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find a child by name or reference. Words are posted: names do not belong in addresses."""
    words = request.POST.get("words", "").strip()[:300]
    parts: list[Component] = []
    if request.method == "POST":
        found = find(words, as_=viewer(request))
        now = timezone.now()
        if found:
            dues = open_duties((c.child, c.categories) for c in found)
            parts.append(child_table(_("Found"), found, dues, now))
        else:
            parts.append(
                Empty(
                    _("Nobody was found among your children."),
                    _("Try another spelling, an alias, or the reference. Children whose circle you "
                      "do not belong to are never found here."),
                )
            )  # fmt: skip
    page = Page(title=_("Find a child"), parts=parts)
    return show_page(request, page, "tutela/children/search.html", words=words)


def child_table(
    caption: str,
    children: Sequence[InReach],
    dues: dict[UUID, tuple[Due, ...]],
    now: datetime,
) -> Table:
    """Children with what is due and what is new."""
    return Table(
        caption,
        [Column(_("Name")), Column(_("What is due")), Column(_("New since you looked"))],
        [[_who(c, now), _next(dues.get(c.child, ()), now), _new(c)] for c in children],
        caption_hidden=True,
    )


def child_name(child: InReach) -> Name:
    """What a list calls a child: the name, or the reference where no name is known."""
    return Name(child.face.name or child.reference)


def _who(child: InReach, now: datetime) -> Shown:
    link = Link(child_name(child), reverse("child", args=[child.child]))
    lines: list[Shown] = [link, _age(child, now)]
    if child.state is ChildState.RESTRICTED:
        lines.append(Tag(_("Restricted"), State.UNSAFE))
    if child.state is ChildState.CLOSED:
        lines.append(Tag(_("Closed")))
    if child.erased_on is not None:
        lines.append(Tag(_("Erased on %(day)s") % {"day": day_in_words(child.erased_on)}))
    return Lines([line for line in lines if line])


def _age(child: InReach, now: datetime) -> str:
    born = child.face.born
    if born is None:
        return _("Age not known; treated as a child") if child.face.name else ""
    today = now.astimezone(LONDON).date()
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    words = ngettext("%(years)s year old", "%(years)s years old", years) % {"years": years}
    # The date in force is then the earliest that is possible: they are this old or younger.
    return words if child.face.born_is_exact else _("at most %(age)s") % {"age": words}


def _next(dues: Sequence[Due], now: datetime) -> Shown:
    """The most pressing duty, and how many more there are."""
    pressing = [d for d in dues if d.state(now) in {DutyState.DUE, DutyState.OVERDUE}]
    if not pressing:
        return _("Nothing dated")
    first = pressing[0]
    lines: list[Shown] = [duty_tag(first, now), _(first.duty.title)]
    if len(pressing) > 1:
        lines.append(
            ngettext("and one more", "and %(count)s more", len(pressing) - 1)
            % {"count": len(pressing) - 1}
        )
    return Lines(lines)


def _new(child: InReach) -> Shown:
    if child.looked is None:
        return Tag(_("You have not looked yet"), State.CHILD)
    if not child.new:
        return _("Nothing")
    return Lines([str(CATEGORY_WORDS[c]) for c in sorted(child.new)])


def _figures(children: int, overdue: int, soon: int) -> Figures:
    board_url = reverse("board")
    return Figures(
        [
            Figure(children, ngettext("child", "children", children), reverse("my_children")),
            Figure(overdue, _("overdue"), f"{board_url}?which=overdue", State.OVERDUE),
            Figure(soon, _("due within a week"), f"{board_url}?which=soon", State.DUE),
        ]
    )


def _unfinished(begun: Sequence[Draft], children: Sequence[InReach]) -> list[Link]:
    names = {c.child: child_name(c).words for c in children}
    links = []
    for draft in begun:
        address = (
            reverse("correct_ask", args=[draft.child_id, draft.corrects])
            if draft.corrects
            else reverse("record_ask", args=[draft.child_id, draft.kind])
        )
        links.append(
            Link(Name(f"{_(kind_of(draft.kind).title)}: {names[draft.child_id]}"), address)
        )
    return links


def _pagination(mine: Caseload) -> list[Component]:
    if mine.pages == 1:
        return []
    where = _("Page %(page)s of %(pages)s") % {"page": mine.page, "pages": mine.pages}
    before = f"?page={mine.page - 1}" if mine.page > 1 else ""
    after = f"?page={mine.page + 1}" if mine.page < mine.pages else ""
    return [Pagination(where, before, after)]
