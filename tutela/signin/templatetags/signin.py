"""A tag for the pages that speak to passkeys."""

from __future__ import annotations

import json
from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def json_of(value: Any) -> str:
    """As JSON, for an attribute that our script reads; escaped there like any text."""
    return json.dumps(value)
