"""What the law says, nation by nation, for a child who was made to do something. Pure.

It tells a worker and a lawyer what to ask. It decides nothing, and says where a rule is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tutela.duties.duty import Source
from tutela.people.choice import Answer
from tutela.people.roles import Nation
from tutela.status.justice.offences import Excluded


@dataclass(frozen=True)
class NationRule:
    """How a nation keeps a child from being punished for what they were made to do."""

    says: str
    source: Source
    has_reasonable_person: bool = False
    has_schedule_4: bool = False


_SECTION_45 = NationRule(
    "A defence for whoever was under 18: it was done as a direct consequence of being, or having "
    "been, a victim of slavery or exploitation, and a reasonable person like the child might have "
    "done it. No compulsion is needed. Schedule 4 names offences for which there is no defence; "
    "a prosecutor can still stop such a case in the public interest.",
    Source("Modern Slavery Act 2015", "s.45(4) and Schedule 4"),
    has_reasonable_person=True,
    has_schedule_4=True,
)
RULES: dict[Nation, NationRule] = {
    Nation.ENGLAND: _SECTION_45,
    Nation.WALES: _SECTION_45,
    Nation.SCOTLAND: NationRule(
        "There is no defence of this kind in the Act. The Lord Advocate’s instructions tell "
        "prosecutors when not to prosecute somebody who was exploited: raise it with them.",
        Source("Human Trafficking and Exploitation (Scotland) Act 2015", "s.8"),
    ),
    Nation.NORTHERN_IRELAND: NationRule(
        "A defence for a child, without the question what a reasonable person might have done. "
        "Offences with a maximum of five years or more are excluded, save some that the section "
        "names, such as drugs of class B and C, immigration and false papers: ask the lawyer.",
        Source("Human Trafficking and Exploitation Act (Northern Ireland) 2015", "s.22"),
    ),
}
STEPS = Source("Crown Prosecution Service, guidance on suspects who may be victims", checked=False)
"""Four questions that prosecutors in England and Wales ask, from general knowledge: is there reason
to believe that the suspect was trafficked; was there duress; is there a defence under s.45; is it
in the public interest to prosecute."""


@dataclass(frozen=True)
class Elements:
    """What is known of the elements of the defence, as far as the nation asks for them."""

    under_18: Answer
    consequence: Answer
    reasonable: Answer
    excluded: Excluded

    def open_questions(self, nation: Nation) -> Iterator[str]:
        """What is still to be found out, or speaks against it, in words."""
        rule = RULES[nation]
        if nation is Nation.SCOTLAND:
            return
        if self.under_18 is not Answer.YES:
            yield "That the child was under 18 when it was done."
        if self.consequence is not Answer.YES:
            yield "That it was a direct consequence of being, or having been, a victim."
        if rule.has_reasonable_person and self.reasonable is not Answer.YES:
            yield "That a reasonable person like the child might have done it."
        if rule.has_schedule_4 and self.excluded in {Excluded.YES, Excluded.SOME, Excluded.UNKNOWN}:
            yield self.excluded.label + "."
        if nation is Nation.NORTHERN_IRELAND:
            yield "Whether the section excludes the offence."
