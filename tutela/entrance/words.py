"""The young person's page in plain words: who is who, and why somebody looks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tutela.people.roles import Role
from tutela.web.components import Text

# What a role is called to a young person, and why such a person reads or writes.
ROLES: dict[Role, tuple[Text, Text]] = {
    Role.LEAD_WORKER: (_("Your social worker"), _("to look after you and plan with you")),
    Role.MANAGER: (_("Your social worker’s manager"), _("to check that you are looked after well")),
    Role.REVIEWING_OFFICER: (
        _("Your independent reviewing officer"),
        _("to check that plans for you are good and are kept"),
    ),
    Role.GUARDIAN: (_("Your guardian"), _("to stand by you and speak up for you")),
    Role.FIRST_RESPONDER: (
        _("Somebody who first asked for help for you"),
        _("to pass on what you need"),
    ),
    Role.POLICE: (_("A police officer"), _("to keep you safe and find who hurt you")),
    Role.HEALTH: (_("A nurse, doctor or therapist"), _("to help you be well")),
    Role.EDUCATION: (_("Somebody from your school or college"), _("to help you learn")),
    Role.LEGAL: (_("Your lawyer"), _("to stand up for your rights")),
    Role.PANEL_MEMBER: (_("A member of a panel"), _("to decide something about your support")),
    Role.PERSONAL_ADVISER: (_("Your personal adviser"), _("to help you live on your own")),
    Role.POST_18_WORKER: (_("Your worker after 18"), _("to go on helping you")),
    Role.CARER: (_("Somebody you live with"), _("to look after you every day")),
}

DONE: dict[str, Text] = {
    "read": _("read"),
    "reveal": _("looked at where you are"),
    "export": _("made a copy"),
    "record": _("wrote something"),
    "correct": _("put something right"),
    "withdraw": _("took something back"),
}


def who(role: str) -> Text:
    """What somebody in this role is called."""
    return ROLES[Role(role)][0] if _known(role) else _("Somebody who works with you")


def why(role: str) -> Text:
    """Why somebody in this role looks."""
    return ROLES[Role(role)][1] if _known(role) else _("to help you")


def _known(role: str) -> bool:
    return role in set(Role) and Role(role) in ROLES
