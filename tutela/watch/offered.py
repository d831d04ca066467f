"""Gives this room's notices their words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tutela.notices.models import Notice
from tutela.notices.telling import Offered, Said, offer, say
from tutela.watch.rules import DECOY
from tutela.watch.views import measure_words


def _signal(notice: Notice) -> Said:
    measure = notice.facts["measure"]
    words = _("A question about %(who)s: %(what)s.")
    said = words % {"who": notice.facts["who"], "what": measure_words(measure)}
    href = reverse("signal", args=[notice.about])
    return Said(said, href, _("Look at it"), urgent=measure == DECOY)


say("signal", _signal)
offer(Offered(lambda person: person.protects_data, gettext_lazy("Unusual looks"), "watch"))
