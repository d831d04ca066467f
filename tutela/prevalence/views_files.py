"""What is taken away: files for a paper, which name nobody, and the log of decisions."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutela.prevalence import studies as held
from tutela.prevalence.coming_in import for_analysts
from tutela.prevalence.models import Run
from tutela.prevalence.steps import day, run_done

Data = Mapping[str, Any]


@require_safe
@for_analysts
def paper(request: HttpRequest, study: UUID) -> HttpResponse:
    """Tables, pictures and methods as one ZIP. It names no person."""
    from tutela.evidence.prevalence.paper import files  # noqa: PLC0415 - not at start

    run = run_done(study)
    summary = held.part_of(run, "summary")
    found = held.part_of(run, "estimate")
    linkage = summary["linkage"]
    made = files(
        None if found["refusal"] else found,
        held.part_of(run, "doubt") if linkage is not None else None,
        linkage,
        held.part_of(run, "overlaps"),
    )
    if not found["refusal"]:
        made["report.txt"] = found["text"]
    made["manifest.json"] = json.dumps(_manifest(run, summary), ensure_ascii=False, indent=1)
    held.note_export(study, "tables and pictures for a paper")
    answer = HttpResponse(_zip(made), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="estimate.zip"'
    return answer


def _manifest(run: Run, summary: Data) -> dict[str, Any]:
    model = (summary["linkage"] or {}).get("model")
    return {
        "worked_out_on": day(run.ended_at or run.asked_at),
        "settings": summary["settings"],
        "decisions": summary["decisions"],
        "linkage_model": None if model is None else model["version"],
        "python": summary["python"],
        "libraries": summary["libraries"],
    }


def _zip(made: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(made):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), made[name].encode())
    return out.getvalue()


@require_safe
@for_analysts
def decisions_file(request: HttpRequest, study: UUID) -> HttpResponse:
    """The log of decisions, as `tutela link --decisions` reads it."""
    held.study_of(study)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("left", "right", "decision", "by", "at", "reason"))
    writer.writerows(
        (one.left, one.right, one.decision, one.by, one.at.isoformat(), _harmless(one.reason))
        for one in held.decisions_of(study)
    )
    held.note_export(study, "decisions about pairs")
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    return answer


def _harmless(text: str) -> str:
    """Nothing that a spreadsheet would run."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
