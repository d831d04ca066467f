"""The words of the published statistics: the categories of each dimension, in printed order.

Source: Home Office, Modern slavery: National Referral Mechanism and Duty to Notify statistics
UK, quarterly bulletins 2022 to 2024 (Open Government Licence v3.0). What one release writes as
"Age not specified or unknown" or "Not Recorded" is read as the same category everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

UNKNOWN = "Not specified or unknown"
TOTAL = "Total"

ADULT = "Adult (18 or over)"
CHILD = "Child (17 or under)"
AGES = (ADULT, CHILD, UNKNOWN)

GENDERS = ("Female", "Male", "Other", UNKNOWN)

LOCATIONS = ("Overseas", "UK", "UK and Overseas", UNKNOWN)

RESPONDER_TYPES = (
    "Government agency",
    "Local Authority",
    "NGO and third sector",
    "Police",
    UNKNOWN,
)

COUNTRIES = ("England", "Northern Ireland", "Scotland", "Wales", UNKNOWN)

OUTCOMES = ("Positive", "Negative")

COMPETENT_AUTHORITIES = (
    "Single Competent Authority",
    "Immigration Enforcement Competent Authority",
    "Local decision-making panel",
    UNKNOWN,
)

YES_NO = ("Yes", "No", UNKNOWN)

# Other ways in which releases and forms write the same category.
ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "age not specified or unknown": UNKNOWN,
        "not specified": UNKNOWN,
        "not recorded": UNKNOWN,
        "unknown": UNKNOWN,
        "adult": ADULT,
        "child": CHILD,
        "minor": CHILD,
        "local authorities": "Local Authority",
        "ngo": "NGO and third sector",
        "uk & overseas": "UK and Overseas",
        "sca": "Single Competent Authority",
        "ieca": "Immigration Enforcement Competent Authority",
    }
)

_WELSH_FORCES = frozenset(
    {"Dyfed-Powys Police", "Gwent Police", "North Wales Police", "South Wales Police"}
)
_FORCES_OF_SEVERAL_NATIONS = frozenset({"British Transport Police", "National Police Air Service"})


def category(text: str, allowed: tuple[str, ...]) -> str:
    """The category that `text` means, without regard to case and spacing.

    Raises ValueError if it is none of `allowed`.
    """
    tidy = " ".join(text.split())
    for known in allowed:
        if known.casefold() == tidy.casefold():
            return known
    alias = ALIASES.get(tidy.casefold())
    if alias in allowed:
        return alias
    raise ValueError(f"“{tidy}” is not one of {', '.join(f'“{word}”' for word in allowed)}")


def country_of_force(force: str | None) -> str:
    """The nation that a territorial police force serves; forces of several nations are unknown.

    Source of the names: the list of police forces of the public referral form.
    """
    if force is None or force in _FORCES_OF_SEVERAL_NATIONS or force == UNKNOWN:
        return UNKNOWN
    if force in _WELSH_FORCES:
        return "Wales"
    if force == "Police Scotland":
        return "Scotland"
    if force == "Police Service of Northern Ireland":
        return "Northern Ireland"
    return "England"
