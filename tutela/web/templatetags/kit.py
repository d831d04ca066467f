"""The tags of the kit: ``{% show part %}`` renders a part; two more draw sign-in forms."""

from __future__ import annotations

from functools import cache, lru_cache

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context, Node, Template
from django.template.base import FilterExpression, Parser, Token
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from tutela.doors.reading import Record
from tutela.web.components import Component, ErrorSummary, Name, Problem, Shown, Tag
from tutela.web.rooms import who_is

register = template.Library()


@cache
def _compiled(name: str) -> Template:
    """A page of fifty children shows several hundred parts: each template is looked up once."""
    # Past the wrapper that makes a new context for every part.
    found: Template = get_template(name).template  # type: ignore[attr-defined]  # of this backend
    return found


class _Show(Node):
    def __init__(self, part: FilterExpression) -> None:
        self.part = part

    def render(self, context: Context) -> SafeString:
        return show(self.part.resolve(context))


@register.tag("show")
def _read_show(parser: Parser, token: Token) -> _Show:
    """``{% show part %}``"""
    _name, part = token.split_contents()
    return _Show(parser.compile_filter(part))


def show(part: Shown) -> SafeString:
    """Render a component through its own template; escape anything else."""
    if isinstance(part, Tag) and type(part.words) is str:
        return _drawn_once(part)
    if isinstance(part, Component):
        return _drawn(part)
    return conditional_escape(str(part))


def _drawn(part: Component) -> SafeString:
    template, context = _compiled(part.template), Context({"part": part})
    # What `template.render` does for a context that is used once.
    context.template = context.render_context.template = template
    # Stripped, so that a part may stand before a full stop.
    return SafeString(template.nodelist.render(context).strip())


@lru_cache(maxsize=1000)
def _drawn_once(tag: Tag) -> SafeString:
    """The same few states stand on every line of a list."""
    return _drawn(tag)


@register.inclusion_tag("tutela/components/form_field.html")
def field(bound: BoundField, width: str = "") -> dict[str, object]:
    """One field of a Django form (sign-in only; entries are asked by `tutela.web.asking`)."""
    described = [f"{bound.id_for_label}-hint"] if bound.help_text else []
    if bound.errors:
        described.append(f"{bound.id_for_label}-error")
    classes = ["govuk-input", f"govuk-input--width-{width}" if width else ""]
    attributes: dict[str, str | bool] = {
        "class": " ".join(filter(None, [*classes, "govuk-input--error" if bound.errors else ""])),
        # allauth's fields say their label twice, once in grey.
        "placeholder": False,
        "spellcheck": "false",
    }
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return {"bound": bound, "control": bound.as_widget(attrs=attributes)}


@register.simple_tag
def form_problems(form: BaseForm) -> SafeString | str:
    """The error summary of a Django form; nothing where it has no errors."""
    if not form.errors:
        return ""
    problems = [Problem(str(message)) for message in form.non_field_errors()]
    problems += [
        Problem(str(message), f"#{bound.id_for_label}")
        for bound in form
        for message in bound.errors
    ]
    return show(ErrorSummary(problems))


@register.simple_tag
def who(record: Record) -> SafeString:
    """The name of the child whose record this is."""
    return show(Name(who_is(record, record.chronology.at).name))
