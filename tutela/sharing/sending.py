"""Sends what was proposed: one verb, atomic, for the lead or manager who has just proved who they
are."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from tutela.access.asked import Action
from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Category, Problem
from tutela.chronology.moment import Moment
from tutela.doors.errors import NotAllowed, NotRecordable
from tutela.doors.gate import one_transaction
from tutela.doors.reading import Record, read
from tutela.doors.recording import Recorded
from tutela.doors.recording import record as append
from tutela.people.models import Agency, Practitioner
from tutela.people.roles import AgencyKind
from tutela.sharing.answers import BY_LINK, HowSent, RecipientKind, Sort
from tutela.sharing.derive import Transition, transition_of
from tutela.sharing.entries import TransitionProposed, TransitionSent
from tutela.sharing.packing import pack
from tutela.sharing.rules import digest_of


def must_share(record: Record, share: Transition) -> None:
    """Raises NotAllowed unless this viewer decides about sharing every part that was proposed."""
    for part in share.proposal.parts:
        record.gate.must(Action.SHARE, Category(part.value))


def might_share(record: Record, share: Transition) -> bool:
    """Would they, once they had proved again that it is them?"""
    return all(
        record.gate.might(Action.SHARE, Category(part.value)) for part in share.proposal.parts
    )


def send(
    proposed: UUID,
    *,
    child: UUID,
    by: Viewer,
    chosen: Collection[UUID],
    how: HowSent,
    id: UUID | None = None,
) -> Recorded:
    """Freeze the chosen entries and record that they left.

    Raises NotVisible, NotAllowed, NotRecordable.
    """
    with one_transaction():
        record = read(child, as_=by, how="read", purpose="Sharing")
        share = transition_of(record.chronology, proposed)
        if share is None:
            raise NotAllowed("no such share")
        must_share(record, share)
        person = recipient_of(share.proposal, record.gate.lead_agency)
        package = pack(record.chronology, share.proposal.parts, chosen)
        content = TransitionSent(
            recipient=share.proposal.recipient,
            how=HowSent.HERE if person else how,
            person=person.id if person else None,
            package=package,
            digest=digest_of(package),
        )
        if how is HowSent.HERE and person is None:
            raise NotRecordable([Problem("how", "They have no account. Choose another way")])
        if how is HowSent.LINK and share.proposal.recipient_kind not in BY_LINK:
            raise NotRecordable([Problem("how", "They read nothing here. Choose another way")])
        return append(
            content,
            child=child,
            by=by,
            happened=Moment.instant(timezone.now()),
            refers_to=share.proposed.id,
            id=id,
        )


def recipient_of(proposal: TransitionProposed, lead: UUID | None) -> Practitioner | None:
    """The person to whose account it goes; None for a recipient outside. Raises NotRecordable."""
    if proposal.recipient_kind is not RecipientKind.ACCOUNT:
        return None
    email = (proposal.account or "").casefold()
    person = (
        Practitioner.objects.select_related("agency")
        .filter(email=email, is_active=True, agency__closed_on__isnull=True)
        .first()
    )
    if person is None:
        problem = "Nobody with this address has an account. Check it, or ask their agency."
        raise NotRecordable([Problem("account", problem)])
    wrong = _handover_problem(proposal.sort, person.agency, lead)
    if wrong:
        raise NotRecordable([Problem("account", wrong)])
    return person


def _handover_problem(sort: Sort, agency: Agency, lead: UUID | None) -> str:
    if sort is Sort.ASSIGN and agency.id != lead:
        return "They work for another agency. Propose a transfer instead."
    if sort is Sort.TRANSFER and agency.id == lead:
        return "They work for the authority that leads already. Propose an assignment instead."
    if sort is Sort.TRANSFER and agency.kind != AgencyKind.LOCAL_AUTHORITY:
        return "Only a local authority can take the lead."
    return ""
