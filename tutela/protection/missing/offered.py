"""Links this room's page, and gives its notices their words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tutela.chronology.kinds import Category
from tutela.notices.models import Notice
from tutela.notices.telling import Said, say
from tutela.web.rooms import RoomPage, offer_page


def _went(notice: Notice) -> Said:
    return Said(
        _("A child in whose circle you are is missing, or away without agreement."),
        reverse("missing", args=[notice.child_id]),
        _("Read what is known"),
        urgent=True,
    )


def _may_be_found(notice: Notice) -> Said:
    facts = notice.facts
    if "who" in facts:
        words = _(
            "%(agency)s has recorded a child who may be one who is missing. Ring %(who)s there "
            "and ask about the record %(reference)s. They have not been told of this. Use a "
            "number that you look up yourself."
        ) % {"agency": facts["agency"], "who": facts["who"], "reference": facts["reference"]}
    else:
        words = _(
            "%(agency)s has recorded a child who may be one who is missing. Ring a manager there. "
            "They have not been told of this. Use a number that you look up yourself."
        ) % {"agency": facts["agency"]}
    link = _("Who of yours is missing")
    return Said(words, reverse("missing", args=[notice.child_id]), link, urgent=True)


say("went-missing", _went)
say("may-be-found", _may_be_found)
offer_page(
    RoomPage(
        gettext_lazy("Missing and away"), "missing", 35, reads=frozenset({Category.PROTECTION})
    )
)
