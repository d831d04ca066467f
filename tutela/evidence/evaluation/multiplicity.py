"""Many outcomes: one decides, secondary ones share a correction, exploratory ones claim nothing."""

from __future__ import annotations

from collections.abc import Mapping


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Adjusted p-values of a family (Holm 1979): reject where at or below alpha."""
    ordered = sorted(p_values, key=lambda name: p_values[name])
    adjusted, so_far = {}, 0.0
    for place, name in enumerate(ordered):
        so_far = max(so_far, min(1.0, (len(ordered) - place) * p_values[name]))
        adjusted[name] = so_far
    return {name: adjusted[name] for name in p_values}
