"""The page of one's own notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tutela.access.viewer import Viewer
from tutela.notices.models import Notice
from tutela.notices.reading import count_unread, mark_read, notices_of
from tutela.notices.telling import Said, offered_to, said
from tutela.people.models import Practitioner
from tutela.web.components import Banner, Component, Link
from tutela.web.dates import time_in_words
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page


@dataclass(frozen=True)
class Shown:
    """A notice as the page shows it."""

    notice: Notice
    said: Said
    when: str


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """My notices, those not read first."""
    told = [Shown(n, said(n), time_in_words(n.at)) for n in notices_of(viewer(request))]
    assert isinstance(request.user, Practitioner)
    page = Page(heading=_("Notices"))
    return show_page(
        request, page, "notices/notices.html",
        new=[n for n in told if n.notice.read_at is None],
        offered=[(o.words, reverse(o.url_name)) for o in offered_to(request.user)],
        old=[n for n in told if n.notice.read_at is not None],
    )  # fmt: skip


@require_POST
def read_notice(request: HttpRequest, notice: UUID) -> HttpResponse:
    """I have read this one."""
    mark_read(notice, by=viewer(request))
    return HttpResponseRedirect(reverse("notices"))


def unread_at_start(who: Viewer) -> Iterator[Component]:
    """On the start page: that there is something to read."""
    waiting = count_unread(who)
    if not waiting:
        return
    words = ngettext(
        "There is a notice that you have not read.",
        "There are %(count)s notices that you have not read.",
        waiting,
    )
    link = Link(_("Read your notices"), reverse("notices"))
    yield Banner(words % {"count": waiting}, [link])
