"""What speaks for and against an authority, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tutela.people import lists
from tutela.protection.transfer.answers import Need

if TYPE_CHECKING:
    from tutela.evidence.matching.fit import Reason


def reason_in_words(reason: Reason) -> str:
    """One reason. Of a danger it says that there is one, and never which."""
    match reason.fact.value:
        case "language":
            language = _(lists.label("languages", reason.about))
            return _("Somebody there speaks %(language)s") % {"language": language}
        case "need-met":
            return _(Need(reason.about).label)
        case "need-unmet":
            return _("Not there: %(need)s") % {"need": _(Need(reason.about).label)}
        case "tie":
            return _("People who are good for them live in %(county)s") % {"county": reason.about}
        case plain:
            return _plain(plain)


def _plain(fact: str) -> str:
    said = {
        "here": _("They are to move away from there"),
        "danger": _("Never: a place of danger lies there"),
        "danger-in-words": _("A place of danger is written in words: compare it yourself"),
        "full": _("No place free"),
        "no-language": _("Nobody is known there who speaks their language"),
        "no-tie": _("Nobody whom they know lives there"),
        "wished": _("They wish to go there"),
        "not-wished": _("They said that they don’t want to go there"),
        "siblings-fit": _("Brothers and sisters can stay together"),
        "siblings-dont-fit": _("Not enough places for brothers and sisters to stay together"),
    }
    return said[fact]
