"""Puts the recommendations in the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tutela.web import navigation

navigation.add_place(navigation.Place(_("Recommendations"), "recommendations", 85, at_foot=True))
