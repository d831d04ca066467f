"""Links this room's pages, asks its question where it must be asked, and words its notices."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tutela.access.entries import CircleJoined
from tutela.chronology.kinds import Category, kind_of
from tutela.doors.recording import also_ask
from tutela.notices.models import Notice
from tutela.notices.telling import Said, say
from tutela.restrictions.listing import ask_before_joining
from tutela.web.rooms import RoomPage, offer_page


def _joins(notice: Notice) -> Said:
    words = _(
        "%(who)s was to join the circle of a child whom they may know in private life. Ask them. "
        "If it is somebody else, bring them in yourself; if not, declare the conflict of interest."
    )
    href = reverse("circle", args=[notice.child_id])
    return Said(words % {"who": notice.facts["who"]}, href, _("Open the circle"))


def _stepped(notice: Notice) -> Said:
    words = _("%(who)s stepped back from a record: a conflict of interest.")
    href = reverse("conflicts", args=[notice.child_id])
    return Said(words % {"who": notice.facts["who"]}, href, _("Read about it"))


say("joins-and-knows", _joins)
say("stepped-back", _stepped)
also_ask(kind_of(CircleJoined).slug, ask_before_joining)
offer_page(
    RoomPage(gettext_lazy("Conflicts of interest"), "conflicts", 30, frozenset({Category.RECORD}))
)
