"""Says a text in the young person's language, with a mark where nobody has checked it."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html

from tutela.entrance.languages import ENGLISH, language_of, say

register = template.Library()


@register.simple_tag(takes_context=True)
def tell(context: Context, words: object, **values: Any) -> str:
    """The text, in an element that says its language and direction. With English beside it where
    that was asked for."""
    language = language_of(context.get("language"))
    filled = {name: str(value) for name, value in values.items()}
    said = say(str(words), language, **filled)
    shown = format_html('<span lang="{}" dir="{}">{}</span>', said.language.code,
                        said.language.direction, said.words)  # fmt: skip
    if context.get("beside") and said.language is not ENGLISH:
        english = say(str(words), ENGLISH, **filled).words
        return format_html('{}<span class="beside" lang="en" dir="ltr">{}</span>', shown, english)
    return shown


@register.simple_tag(takes_context=True)
def plain(context: Context, words: object) -> str:
    """The text alone, for a value of an attribute."""
    return say(str(words), language_of(context.get("language"))).words
