"""What every template knows beside its page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tutela.web.navigation import foot, menu
from tutela.web.rooms import above


def kit(request: HttpRequest) -> dict[str, Any]:
    """``kit``: who is signed in, the menu, and whether this is a demonstration."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "kit": {
            "signed_in_as": str(user) if signed_in else "",
            "navigation": menu(request) if signed_in else [],
            "foot": foot(request) if signed_in else [],
            "above": above(request) if signed_in else [],
            "demonstration": settings.DEMONSTRATION,
        }
    }
