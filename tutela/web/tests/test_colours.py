"""Every pair of colours that text is set in has the contrast that WCAG asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tutela.web

BUILD = Path(tutela.web.__file__).parent / "build"
PALETTE = dict(
    re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", (BUILD / "_palette.scss").read_text(), re.M)
)
FUNCTIONAL = dict(re.findall(r'"([\w-]+)": (#[0-9a-f]{6}),', (BUILD / "tutela.scss").read_text()))
AA, AAA, EDGE = 4.5, 7.0, 3.0


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour(name):
    return {**FUNCTIONAL, **PALETTE, "white": "#ffffff"}[name]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "ground"), ("ink", "paper"), ("ink", "teal-pale"), ("ink", "quiet-pale"),
        ("ink-soft", "ground"), ("ink-soft", "paper"),
        ("due", "due-pale"), ("overdue", "overdue-pale"), ("met", "met-pale"),
        ("teal-deep", "teal-pale"), ("white", "teal-deep"), ("white", "teal"),
        ("error", "ground"), ("error", "paper"), ("link-hover", "ground"),
    ],
)  # fmt: skip
def test_text_that_matters_has_the_highest_contrast(text, ground):
    assert contrast(colour(text), colour(ground)) >= AAA


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("link", "ground"), ("link", "paper"), ("link", "teal-pale"), ("link-visited", "ground"),
        ("link-visited", "paper"), ("ink-soft", "teal-pale"), ("due", "paper"),
        ("success", "ground"),
    ],
)  # fmt: skip
def test_other_text_has_enough_contrast(text, ground):
    assert contrast(colour(text), colour(ground)) >= AA


@pytest.mark.parametrize("edge", ["due-edge", "overdue-edge", "met-edge", "teal-mid", "teal"])
def test_edges_that_carry_meaning_can_be_seen(edge):
    assert contrast(colour(edge), colour("ground")) >= EDGE


def test_the_two_places_that_name_colours_agree():
    assert FUNCTIONAL["body-background"] == PALETTE["ground"]
    assert FUNCTIONAL["text"] == PALETTE["ink"]
    assert FUNCTIONAL["brand"] == PALETTE["teal"]
    assert FUNCTIONAL["error"] == PALETTE["overdue-edge"]
