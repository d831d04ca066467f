"""Links this room's pages, and gives its notices their words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tutela.emergency.entries import Emergency, Outcome
from tutela.emergency.opening import stop_where
from tutela.emergency.views import above
from tutela.notices.models import Notice
from tutela.notices.telling import Offered, Said, offer, say
from tutela.restrictions.listing import knows_them
from tutela.web.navigation import Place, add_place
from tutela.web.rooms import tell_above


def _opened(notice: Notice) -> Said:
    reason = _(Emergency(notice.facts["reason"]).label)
    words = _("%(who)s opened a record that concerns you in an emergency: %(reason)s.")
    return Said(
        words % {"who": notice.facts["who"], "reason": reason},
        # Who leads or guards reads it in the record, who manages on the page of openings.
        *_where(notice),
        urgent=True,
    )


def _where(notice: Notice) -> tuple[str, str]:
    if notice.practitioner.manages or notice.practitioner.protects_data:
        return reverse("review_emergency", args=[notice.about]), _("Look at it")
    return reverse("child", args=[notice.child_id]), _("Open the record")


def _reviewed(notice: Notice) -> Said:
    if notice.facts["outcome"] == Outcome.JUSTIFIED:
        return Said(_("Your emergency access was looked at again. It was justified."))
    return Said(
        _("Your emergency access was looked at again. It was not justified, and your right is "
          "suspended until somebody restores it."),
        urgent=True,
    )  # fmt: skip


def _restored(notice: Notice) -> Said:
    return Said(_("You may open records in an emergency again."))


def _knows_them(notice: Notice) -> Said:
    words = _(
        "%(who)s tried to open a record in an emergency, and may know the family in private life. "
        "Nothing was opened. Ring them now: if it is urgent, somebody else must look."
    )
    return Said(words % {"who": notice.facts["who"]}, urgent=True)


say("emergency-opened", _opened)
say("emergency-reviewed", _reviewed)
say("right-restored", _restored)
say("knows-the-family", _knows_them)
add_place(Place(gettext_lazy("Emergency"), "emergency", 60))
tell_above("emergency", above)
offer(
    Offered(
        lambda person: person.manages or person.protects_data,
        gettext_lazy("Emergency access, to look at again"),
        "emergencies",
    )
)
stop_where(knows_them)
