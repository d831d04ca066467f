"""Ready-made answers about homes, visits, plans and reviews."""

from __future__ import annotations

from tutela.protection.placement.entries import (
    CarePlan,
    LookedAfterReview,
    OutOfAreaTold,
    PlacementAddress,
    PlacementBegan,
    PlacementEnded,
    PlacementPlan,
    SafetyPlan,
    SocialWorkVisit,
    UnsuitableAnswered,
)


def home(which: str = "foster", **changes: object) -> PlacementBegan:
    given = {
        "home": which, "provider": "own", "carer": "Mai and Tom Hollis", "out_of_area": "no",
        "why": "She cooks what he knows", "language": "yes", "siblings": "not-known",
    }  # fmt: skip
    return PlacementBegan(**(given | changes))


def address() -> PlacementAddress:
    return PlacementAddress(address="14 Harbour Street", area="Southport")


def left(why: str = "planned") -> PlacementEnded:
    return PlacementEnded(why=why, told="yes")


def answered(answer: str = "moves", **changes: object) -> UnsuitableAnswered:
    given = {"answer": answer, "reasons": "A carer was found", "decided_by": "Ben Okafor"}
    return UnsuitableAnswered(**(given | changes))


def told() -> OutOfAreaTold:
    return OutOfAreaTold(whom="Southport Council", approved_by="Ben Okafor")


def plan() -> PlacementPlan:
    return PlacementPlan(
        days="School and football", decides="The carer", contact="His sister",
        trafficking="Rings 999 and Alma", child_agrees="yes",
    )  # fmt: skip


def safety() -> SafetyPlan:
    return SafetyPlan(
        telephone="A new one", calls="He gives it to Mai", outside="With Mai", transport="By car",
        nights="A lamp", if_gone="Ring 999", way_back="Ring Gwen at any hour", explained="yes",
    )  # fmt: skip


def care_plan(victim: str = "may-be", **changes: object) -> CarePlan:
    given = {
        "victim": victim, "from_trafficking": "Somebody to talk with", "needs": "School",
        "aim": "To stay",
    }  # fmt: skip
    return CarePlan(**(given | changes))


def visit(seen: str = "yes", **changes: object) -> SocialWorkVisit:
    given = {
        "seen": seen, "alone": seen, "interpreter": "yes", "room": "yes", "how": "He sleeps",
    }  # fmt: skip
    return SocialWorkVisit(**(given | changes))


def review(sort: str = "first", end: str = "completed", **changes: object) -> LookedAfterReview:
    given = {
        "sort": sort, "end": end, "chaired_by": "Iris Vaughan", "part": "there", "met": "yes",
        "decisions": "He stays",
        "why_adjourned": "No interpreter" if end == "adjourned" else None,
    }  # fmt: skip
    return LookedAfterReview(**(given | changes))
