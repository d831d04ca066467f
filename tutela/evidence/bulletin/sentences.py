"""What the bulletin says first, worked out from its tables and checked against its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tutela.evidence.bulletin.figures import (
    Cells,
    Change,
    Largest,
    NotShownError,
    Number,
    Percent,
    Sentence,
    Tables,
)
from tutela.evidence.periods import Quarter
from tutela.evidence.vocabulary import ADULT, CHILD, UNKNOWN

_AGE = Cells("referrals_by_quarter_age")


@dataclass(frozen=True)
class Said:
    """A sentence as printed, with the sentence that it was made from."""

    sentence: Sentence
    text: str


def headline(tables: Tables, dated: date) -> list[Said]:
    """The sentences that these tables give for the last quarter that had ended by `dated`.

    A sentence whose figures are withheld or not there is left out: it is never half true.
    """
    said = []
    for sentence in _sentences(tables, dated):
        try:
            said.append(Said(sentence, sentence.text(tables)))
        except NotShownError:
            continue
    return said


def wrong(said: Iterable[Said], tables: Tables) -> list[str]:
    """Sentences that these tables (read back from the files) don't bear out, with the reason."""
    faults = []
    for one in said:
        try:
            again = one.sentence.text(tables)
        except NotShownError as fault:
            faults.append(f"“{one.text}” can't be worked out: {fault}")
            continue
        if again != one.text:
            faults.append(f"“{one.text}” should read “{again}”")
    return faults


def last_quarter(tables: Tables, dated: date, table: str, column: str) -> Quarter | None:
    """The last quarter of a table that had ended by `dated`."""
    if table not in tables:
        return None
    quarters = {Quarter.parse(one) for one in tables[table][column].unique() if one[:1] in "12"}
    ended = [one for one in quarters if one.last_day <= dated]
    return max(ended, default=None)


def _sentences(tables: Tables, dated: date) -> Iterator[Sentence]:
    quarter = last_quarter(tables, dated, _AGE.table, "quarter")
    if quarter is not None:
        yield from _on_referrals(quarter, tables)
    yield from _on_decisions(tables, dated)
    yield from _on_waiting()
    yield from _on_afterwards(tables, dated)


def _on_referrals(quarter: Quarter, tables: Tables) -> Iterator[Sentence]:
    now = _AGE.labelled(quarter=str(quarter))
    said = f"In {quarter}, {{}} people were referred to the National Referral Mechanism"
    held = set(tables[_AGE.table]["quarter"])
    before = _AGE.labelled(quarter=str(quarter.shifted(-1)))
    earlier = _AGE.labelled(quarter=str(quarter.shifted(-4)))
    compared = [
        ("{} in the quarter before ({})", before),
        ("{} in the same quarter a year before ({})", earlier),
    ]
    figures: list[Number | Change] = [Number(now)]
    parts = []
    for words, then in compared:
        if dict(then.where)["quarter"] in held:
            parts.append(words)
            figures += [Change(now, then), Number(then)]
    tail = f": {' and '.join(parts)}." if parts else "."
    yield Sentence(said + tail, tuple(figures))
    children, adults, unknown = (now.labelled(age=age) for age in (CHILD, ADULT, UNKNOWN))
    yield Sentence(
        "{} of them ({}) were children when they were exploited and {} ({}) were adults; "
        "the age of {} was not known.",
        (Percent(children, now), Number(children), Percent(adults, now), Number(adults),
         Number(unknown)),
    )  # fmt: skip
    forms = Cells("referrals_by_quarter_form_age", (("quarter", str(quarter)), ("age", CHILD)))
    yield from _on_forms(forms, children, tables)


def _on_forms(forms: Cells, children: Cells, tables: Tables) -> Iterator[Sentence]:
    largest = Largest(forms, "form")
    try:
        chosen = forms.labelled(form=largest.label(tables))
    except NotShownError:
        return
    yield Sentence(
        "The form of exploitation reported most often for children, alone or with others, was "
        "{}: {} children ({}).",
        (largest, Number(chosen), Percent(chosen, children)),
    )


def _on_decisions(tables: Tables, dated: date) -> Iterator[Sentence]:
    for grounds, column, words in (
        ("reasonable_grounds", "rg_quarter", "reasonable grounds"),
        ("conclusive_grounds", "cg_quarter", "conclusive grounds"),
    ):
        table = f"{grounds}_by_quarter_age_outcome"
        quarter = last_quarter(tables, dated, table, column)
        if quarter is None:
            continue
        made = Cells(table, ((column, str(quarter)),))
        children = made.labelled(age=CHILD)
        yield Sentence(
            f"In {quarter}, {{}} {words} decisions were made, {{}} of them positive; of the {{}} "
            "decisions about children, {} were positive.",
            (
                Number(made),
                Percent(made.labelled(**{grounds: "Positive"}), made),
                Number(children),
                Percent(children.labelled(**{grounds: "Positive"}), children),
            ),
        )


def _on_waiting() -> Iterator[Sentence]:
    waiting = Cells("awaiting_conclusive_grounds_by_age")
    yield Sentence(
        "At the date of the data {} people awaited a conclusive grounds decision, {} of them "
        "children when they were exploited.",
        (Number(waiting), Number(waiting.labelled(age=CHILD))),
    )


def _on_afterwards(tables: Tables, dated: date) -> Iterator[Sentence]:
    year = ("year", str(dated.year - 1))
    again = "exploited_again_by_year"
    yield Sentence(
        f"It was said of {{}} returns of children who went missing in {year[1]} whether they had "
        "been exploited again; they had been after {} ({}).",
        (
            Number(Cells(again, (year,), "out_of")),
            Number(Cells(again, (year,))),
            Percent(Cells(again, (year,)), Cells(again, (year,), "out_of")),
        ),
    )
    requests = Cells("guardian_requests_by_year_state", (year,))
    appointed = requests.labelled(state="Appointed")
    yield Sentence(
        f"Of {{}} requests for a guardian in {year[1]}, {{}} led to an appointment ({{}}).",
        (Number(requests), Number(appointed), Percent(appointed, requests)),
    )
    state = Cells("duties_by_quarter_state")
    quarter = last_quarter(tables, dated, state.table, "quarter")
    if quarter is not None:
        due = state.labelled(quarter=str(quarter))
        met = due.labelled(state="Met")
        yield Sentence(
            f"Of {{}} duties that fell due in {quarter}, {{}} were met in time ({{}}).",
            (Number(due), Number(met), Percent(met, due)),
        )
