"""Do we get what others get? Every applicable reference value, checked to its tolerance.

`python -m tutela.evidence.prevalence.conformance FILE.md` writes the table into the page between
its two marks. The reference values and their sources are in `data/reference.json`; the resamples
that other programs drew are in `data/draws` and are replayed, never drawn again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tutela.evidence.prevalence.conformance import fits, posteriors
from tutela.evidence.prevalence.conformance.references import Check, Family, references


def checks(reference: Mapping[str, Any]) -> Iterator[Check]:
    """All checks of one reference; none where no method of ours covers it."""
    family = str(reference["id"]).split(".", maxsplit=1)[0]
    check = _FAMILIES.get(family)
    if check is not None:
        for quantity, off, allowed, *note in check(reference):
            yield Check(str(reference["id"]), quantity, off, allowed, *note)


_FAMILIES: dict[str, Family] = {
    "step": fits.check_stepwise,
    "stepwald": fits.check_wald,
    "main": fits.check_wald,
    "all2way": fits.check_wald,
    "aic2014": fits.check_aic2014,
    "stepboot": fits.check_stepwise_bootstrap,
    "bic": fits.check_bic,
    "jackall": fits.check_jackknife_all,
    "dga": posteriors.check_graphs,
    "lcmcr": posteriors.check_latent_classes,
    "bayesthresh": posteriors.check_bayes,
    "binette": posteriors.check_binette,
    "published": posteriors.check_published,
}


BEGIN = "<!-- conformance: begin -->"
END = "<!-- conformance: end -->"


def as_markdown(found: list[Check]) -> str:
    """The table for the page, one row a check."""
    rows = ["| reference | quantity | off by | allowed | |", "| --- | --- | --- | --- | --- |"]
    for check in found:
        verdict = "holds" if check.holds else "**does not hold**"
        off = "exact" if check.off == 0 else f"{check.off:.1e}"
        allowed = "exact" if check.allowed == 0 else f"{check.allowed:g}"
        note = f"; {check.note}" if check.note else ""
        rows.append(
            f"| `{check.reference}` | {check.quantity} | {off} | {allowed} | {verdict}{note} |"
        )
    return "\n".join(rows)


def main(page: Path) -> None:
    """Write the table into the page between its marks."""
    found = [check for reference in references() for check in checks(reference)]
    covered = {check.reference for check in found}
    summary = (
        f"{sum(c.holds for c in found)} of {len(found)} checks hold, over {len(covered)} of"
        f" {len({r['id'] for r in references()})} references."
    )
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(
        f"{before}{BEGIN}\n{summary}\n\n{as_markdown(found)}\n{END}{after}", encoding="utf-8"
    )
