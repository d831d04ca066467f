"""Who works with the children whose stories were written by hand. All of them are made up."""

from __future__ import annotations

from tutela.demo.localities import locality
from tutela.people.roles import Role

_HERE, _THERE, _SCOTLAND = locality(0), locality(1), locality(2)

TAMSIN, SECOND_WORKER, THIRD_WORKER = _HERE.who(Role.LEAD_WORKER)[:3]
GARETH = _HERE.who(Role.MANAGER)[0]
DELE = _HERE.who(Role.REVIEWING_OFFICER)[0]
YUSRA, SECOND_GUARDIAN = _HERE.who(Role.GUARDIAN)[:2]
KIRSTY = _HERE.who(Role.POLICE)[0]
NURSE = _HERE.who(Role.HEALTH)[0]
TEACHER = _HERE.who(Role.EDUCATION)[0]
SOLICITOR = _HERE.who(Role.LEGAL)[0]
OUTREACH = _HERE.who(Role.FIRST_RESPONDER)[0]
DOCTOR = _HERE.who(Role.PANEL_MEMBER)[0]
ADVISER = _HERE.who(Role.PERSONAL_ADVISER)[0]
POST_18 = _HERE.who(Role.POST_18_WORKER)[0]

JOANNA = _THERE.who(Role.LEAD_WORKER)[0]
THEIR_MANAGER = _THERE.who(Role.MANAGER)[0]
THEIR_POLICE = _THERE.who(Role.POLICE)[0]
THEIR_GUARDIAN = _THERE.who(Role.GUARDIAN)[0]

SCOTTISH_WORKER = _SCOTLAND.who(Role.LEAD_WORKER)[0]
SCOTTISH_GUARDIAN = _SCOTLAND.who(Role.GUARDIAN)[0]
SCOTTISH_POLICE = _SCOTLAND.who(Role.POLICE)[0]
