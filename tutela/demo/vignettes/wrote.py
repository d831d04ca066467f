"""What Quân wrote on his own page, on his guardian’s tablet. She sat with him and stands as the
writer, since a made-up young person has no card."""

from __future__ import annotations

from tutela.demo.story import Story
from tutela.demo.vignettes.cast import YUSRA
from tutela.participation.treatment import Reader
from tutela.people.choice import Answer
from tutela.voice.entries import (
    Often,
    SaidAnswered,
    Saying,
    YoungPersonSaid,
    YoungPersonTreated,
)


def wrote(story: Story) -> None:
    """He asks for the interpreter whom he knows, is answered, and says how he is treated."""
    said = story.tell(
        story.ago(9, "16:00"),
        YoungPersonSaid(
            what=Saying.INTERPRETER,
            child_words="Cho em gặp cô thông dịch lần trước.",
            language="vi",
            helped=Answer.YES,
            kept_from=frozenset(Reader) - {Reader.GUARDIAN, Reader.LEAD_WORKER},
        ),
        YUSRA,
    )
    story.tell(
        story.ago(8, "10:00"),
        SaidAnswered(
            done=Answer.YES, what="The same interpreter comes on Thursday.", by=YUSRA.name
        ),
        YUSRA,
        to=said,
    )
    story.tell(
        story.ago(9, "16:10"),
        YoungPersonTreated(
            believed=Often.SOMETIMES,
            respected=Often.OFTEN,
            told=Often.SOMETIMES,
            listened=Often.OFTEN,
            child_words="Cô Yusra nghe em nói.",
            helped=Answer.YES,
        ),
        YUSRA,
    )
