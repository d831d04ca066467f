"""Exact identifiers that can be looked up without opening a record, and how each is written.

Only what is exact: a number in a register, a reference, a telephone number. A name never; names
are compared among the children within reach alone. Pure.
"""

from __future__ import annotations

import re
import unicodedata

NHS, HOME_OFFICE, NRM, PHONE = "nhs", "home-office", "nrm", "phone"
FIELDS = {
    NHS: "NHS numbers",
    HOME_OFFICE: "Home Office references",
    NRM: "references of the National Referral Mechanism",
    PHONE: "telephone numbers",
}

SEEN_PHONE, SEEN_ADDRESS = "seen-phone", "seen-address"
COMPARED = {
    SEEN_PHONE: "telephone numbers that turned up",
    SEEN_ADDRESS: "addresses that turned up",
}
"""Compared between records of one's own, and never looked for: they may be those of whoever
exploited a child, and an address may say where the child is."""

_DIGITS = re.compile(r"[0-9]+")
_NHS_DIGITS = 10
# Shorter ones would be found by chance, and by trying.
_SHORTEST_REFERENCE, _SHORTEST_ADDRESS, _SHORTEST_PHONE, _LONGEST_PHONE = 5, 8, 9, 15


def normalised(field: str, written: str) -> str | None:
    """The one way in which an identifier is written for comparing; None where it is none.

    Case, spaces, dots, dashes and slashes don't count; a British telephone number is the same with
    and without its country code.
    """
    plain = unicodedata.normalize("NFKC", written).upper()
    if field == NHS:
        digits = re.sub(r"[\s.\-]", "", plain)
        return digits if _DIGITS.fullmatch(digits) and len(digits) == _NHS_DIGITS else None
    if field in {PHONE, SEEN_PHONE}:
        return _phone(plain)
    reference = "".join(c for c in plain if c.isalnum())
    if field == SEEN_ADDRESS:
        # A town alone is no address: there is a number in one.
        is_one = len(reference) >= _SHORTEST_ADDRESS and any(c.isdigit() for c in reference)
        return reference if is_one else None
    # A word is no reference: there is always a digit in one.
    is_one = len(reference) >= _SHORTEST_REFERENCE and any(c.isdigit() for c in reference)
    return reference if is_one else None


def _phone(plain: str) -> str | None:
    digits = re.sub(r"[\s.\-()/]", "", plain)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("0"):
        digits = "+44" + digits[1:]
    if digits.startswith("+440"):
        digits = "+44" + digits[4:]
    number = digits.removeprefix("+")
    is_one = _DIGITS.fullmatch(number) and _SHORTEST_PHONE <= len(number) <= _LONGEST_PHONE
    return f"+{number}" if digits.startswith("+") and is_one else None
