"""Referral work: what the record still does not say, the pack on the screen and on paper."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.kinds import Category
from tutela.doors.errors import NotAllowed
from tutela.doors.reading import Record, read
from tutela.identification.pack import pack_of
from tutela.identification.pack_pdf import pack_pdf
from tutela.identification.readiness import readiness
from tutela.identification.referral_pages import (
    act_means_purpose,
    asked_in,
    pack_parts,
    where_referrals_stand,
)
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page


def may_refer(record: Record) -> bool:
    """May this viewer take the pack out of the record?

    Those who may mend everything that stands in it: the identity and the story alike. A police
    officer or a panel member reads the story here, and carries nothing on.
    """
    return all(
        record.may(Action.RECORD, category)
        for category in (Category.IDENTITY, Category.IDENTIFICATION)
    )


def _record_of(request: HttpRequest, child: UUID, *, how: str = "read") -> Record:
    purpose = "Referral pack" if how == "export" else ""
    record = read(child, as_=viewer(request), how=how, purpose=purpose)
    record.gate.must(Action.READ, Category.IDENTIFICATION)
    return record


def _must_refer(record: Record) -> None:
    if not may_refer(record):
        raise NotAllowed("the referral pack is for those who may refer")


@require_GET
def referral(request: HttpRequest, child: UUID) -> HttpResponse:
    """Where referrals stand, and what the form asks that the record does not say yet."""
    record = _record_of(request, child)
    set_out, advice = act_means_purpose(record.chronology)
    return show_page(
        request,
        Page(title=_("Referral"), back=reverse("child", args=[child])),
        "identification/referral.html",
        record=record,
        child=child,
        standing=where_referrals_stand(record.chronology),
        elements=set_out,
        advice=advice,
        sections=asked_in(readiness(pack_of(record.chronology)), record),
        may_refer=may_refer(record),
    )


@require_GET
def referral_pack(request: HttpRequest, child: UUID) -> HttpResponse:
    """Every question of the form with the record's answer, to be copied."""
    record = _record_of(request, child)
    _must_refer(record)
    return show_page(
        request,
        Page(title=_("Referral pack"), back=reverse("referral", args=[child])),
        "identification/pack.html",
        record=record,
        child=child,
        sections=pack_parts(pack_of(record.chronology)),
    )


@require_GET
def referral_paper(request: HttpRequest, child: UUID) -> HttpResponse:
    """The pack as a PDF. It leaves the record, so it is audited as an export."""
    _must_refer(_record_of(request, child))
    record = _record_of(request, child, how="export")
    reference = record.gate.reference
    demonstration = _("Demonstration. The child is made up.") if settings.DEMONSTRATION else ""
    made = pack_pdf(pack_of(record.chronology), reference=reference, demonstration=demonstration)
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="referral-pack-{reference}.pdf"'},
    )
