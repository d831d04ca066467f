"""The referral pack on paper: tagged PDF in the order of the form."""

from __future__ import annotations

from importlib.resources import files

from tutela.chronology.moment import Moment
from tutela.chronology.telling import tell
from tutela.identification.pack import Pack, PackAnswer
from tutela.web.printing import typeset

INTRODUCTION = (
    "Everything that the public form for the National Referral Mechanism asks about a child, "
    "in its order, as the record answers it. Copy each answer into the form, and read it once more "
    "with the child where that is right.",
    "This paper says where the child stays by town and region only. Keep it where nobody finds it "
    "who should not, and destroy it when it has been sent.",
    "A child’s consent is not needed. Where the form asks about credibility, the pack gives what "
    "explains gaps in the account: fear, trauma, an interpreter, time.",
)


def pack_pdf(pack: Pack, *, reference: str, demonstration: str = "") -> bytes:
    """The pack as PDF/UA. ``reference`` is the record's own, never a name.

    The same pack gives the same bytes. Raises CannotTypeset.
    """
    as_known = tell(Moment.instant(pack.at))
    data = {
        "title": f"Referral pack {reference}",
        "author": "Tutela",
        "page": "Page",
        "footer": f"Referral pack {reference}, as the record read on {as_known}",
        "demonstration": demonstration,
        "introduction": list(INTRODUCTION),
        "sections": [
            {
                "title": section.title,
                "answers": [_answer(answer) for answer in section.answers],
            }
            for section in pack.sections
            if section.answers
        ],
    }
    template = files("tutela.identification").joinpath("pack.typ").read_bytes()
    return typeset(template, data, at=pack.at)


def _answer(answer: PackAnswer) -> dict[str, str]:
    empty = "Not recorded yet." if answer.question.must_be_answered else "Left empty."
    prompt = answer.given.prompt
    return {
        "question": answer.question.question,
        "text": answer.given.text,
        "empty": f"{empty} {prompt}" if prompt else empty,
    }
