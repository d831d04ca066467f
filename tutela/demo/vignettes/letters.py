"""Letters, pictures and papers in Quân's record: one about each thing that a paper may be about."""

from __future__ import annotations

from tutela.demo.papers import paper
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import KIRSTY, NURSE, SOLICITOR, TAMSIN, YUSRA
from tutela.files.entries import (
    EducationDocument,
    FuturesDocument,
    HealthDocument,
    IdentificationDocument,
    IdentityDocument,
    JusticeDocument,
    LocationDocument,
    ProtectionDocument,
    StatusDocument,
    VoiceDocument,
)


def letters(story: Story, began: int) -> None:
    """What came in, in the weeks after he was found ``began`` days ago."""
    story.tell(
        story.ago(began, "12:10"),
        paper(
            HealthDocument,
            "Doctor’s note about his hands",
            "Burns on both hands, some days old, cleaned and dressed. To be seen again in a week.",
            "The doctor who saw him",
        ),
        TAMSIN,
    )
    told = (
        (LocationDocument, "Agreement with the foster carers",
         "Where he stays, who may know it, and who is rung at night.", "Fostering team", TAMSIN),
        (ProtectionDocument, "Notes of the strategy meeting",
         "Who was there, what is known of the danger, and who does what by when.",
         "Minute taker", TAMSIN),
        (VoiceDocument, "A drawing of a kite",
         "A kite over a green field, and a sun. He says it is the one that he had at home.",
         "Quân", YUSRA),
        (IdentityDocument, "Photograph that he likes of himself",
         "He chose it himself. He smiles and holds a football.", "Quân", YUSRA),
        (JusticeDocument, "Letter about the decision not to charge",
         "The police treat him as a child who was exploited. Nothing is held against him.",
         "Northern police, made up", KIRSTY),
        (IdentificationDocument, "Interpreter’s notes of the first talk",
         "What he asked and what he was told, in Vietnamese and in English.",
         "The interpreter", TAMSIN),
        (StatusDocument, "Solicitor’s letter about his asylum claim",
         "That a claim was made, and that he need not go to any appointment alone.",
         "His solicitor", SOLICITOR),
        (EducationDocument, "Letter from the college",
         "A place to learn English, from Monday in a week.", "The college", TAMSIN),
        (FuturesDocument, "What he would like, in his words",
         "A page written together: to cook, to learn English, to ring his grandmother.",
         "Quân and his guardian", YUSRA),
    )  # fmt: skip
    for number, (kind, title, shows, given_by, by) in enumerate(told):
        when = story.ago(began - 6 - 3 * number, "15:20")
        story.tell(when, paper(kind, title, shows, given_by), by)
    story.tell(
        story.ago(began - 14, "11:00"),
        paper(
            HealthDocument,
            "Clinic’s note after a week",
            "The burns heal well. He may play football again.",
            "The clinic",
        ),
        NURSE,
    )
