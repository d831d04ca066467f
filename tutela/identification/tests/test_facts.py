"""What statistics may know of a referral, in the words that the evidence library reads."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from uuid import UUID

from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story
from tutela.evidence.facts import ReferralFact
from tutela.identification.answers import (
    ExploitationForm,
    ReconsiderationOutcome,
    ReferralChange,
    Where,
)
from tutela.identification.entries import CrimeReported, LocalAuthorityTold
from tutela.identification.projections import ReferralRow, referral_facts
from tutela.identification.tests import told
from tutela.identification.tests.told import NEGATIVE
from tutela.identity.entries import (
    Gender,
    GenderStated,
    NameKind,
    NameStated,
    NameUse,
    Nationality,
    NationalityState,
    Script,
    StatedBy,
)
from tutela.people.choice import Answer

SENT = date(2026, 3, 2)


def key(of: UUID) -> str:
    return f"key-{of.int % 97}"


def rows(story: Story) -> list[ReferralRow]:
    return list(referral_facts(story.read(), key))


def minhs_story() -> Story:
    story = Story()
    name = NameStated(
        full="Nguyễn Văn Minh", kind=NameKind.LEGAL, use=NameUse.USE,
        script=Script.LATIN, stated_by=StatedBy.CHILD,
    )  # fmt: skip
    story.tell(name, date(2026, 2, 1))
    story.tell(told.born(date(2010, 5, 17)), date(2026, 2, 1))
    story.tell(GenderStated(gender=Gender.MALE, stated_by=StatedBy.CHILD), date(2026, 2, 1))
    held = Nationality(
        state=NationalityState.HELD, held=("Vietnamese", "French"), stated_by=StatedBy.CHILD
    )
    story.tell(held, date(2026, 2, 1))
    story.tell(
        told.episode(
            ExploitationForm.CRIMINAL, ExploitationForm.LABOUR, town="Leeds", place="12 Mill Lane"
        ),
        Moment.about(2025),
    )
    story.tell(told.episode(where=Where.OVERSEAS, country="Vietnam"), Moment.year(2024))
    story.tell(
        CrimeReported(force="West Yorkshire Police", wishes_to_help=Answer.NOT_ASKED),
        date(2026, 2, 20),
    )
    return story


def test_the_fields_are_those_that_evidence_reads() -> None:
    assert [f.name for f in fields(ReferralRow)] == [f.name for f in fields(ReferralFact)]


def test_a_referral_is_one_row_in_the_words_of_the_statistics() -> None:
    story = minhs_story()
    authority = LocalAuthorityTold(
        authority="Leeds City Council", phone="0113 496 0000", email="duty@example.org"
    )
    story.tell(authority, date(2026, 2, 21))
    sent = story.tell(told.referral(), SENT)
    told.decided(story, sent, date(2026, 3, 9), date(2026, 8, 3))

    (row,) = rows(story)
    fact = ReferralFact.from_mapping(row.as_mapping())
    assert row == ReferralRow(
        referral_key=key(sent.id),
        child_key=key(story.child),
        referred_on=SENT,
        age_at_exploitation="Child (17 or under)",
        gender="Male",
        nationalities=frozenset({"Vietnamese", "French"}),
        exploitation_types=frozenset({"Criminal", "Labour"}),
        county_lines=False,
        location_of_exploitation="UK and Overseas",
        first_responder="Local Authority",
        first_responder_type="Local Authority",
        police_force="West Yorkshire Police",
        police_force_country="England",
        local_authority="Leeds City Council",
        competent_authority="Single Competent Authority",
        reasonable_grounds="Positive",
        reasonable_grounds_on=date(2026, 3, 9),
        conclusive_grounds="Positive",
        conclusive_grounds_on=date(2026, 8, 3),
        withdrawn_on=None,
    )
    assert fact.age_at_exploitation == row.age_at_exploitation
    assert fact.first_responder == row.first_responder


def test_no_name_no_date_of_birth_and_no_place_leaves_the_record() -> None:
    story = minhs_story()
    story.tell(told.referral(), SENT)

    (row,) = rows(story)
    words = repr(row)
    for secret in ("Minh", "Nguyễn", "2010", "Leeds", "Mill Lane", "Camden", str(story.child)):
        assert secret not in words


def test_what_is_not_known_says_so() -> None:
    story = Story()
    story.tell(told.referral(), SENT)

    (row,) = rows(story)
    fact = ReferralFact.from_mapping(row.as_mapping())
    assert fact.gender == "Not specified or unknown"
    assert fact.nationalities == frozenset()
    assert fact.exploitation_types == frozenset()
    assert fact.county_lines is None
    assert fact.location_of_exploitation == "Not specified or unknown"
    assert fact.police_force is None
    assert fact.reasonable_grounds is None


def test_a_child_without_a_nationality_is_counted_as_stateless() -> None:
    story = Story()
    story.tell(Nationality(state=NationalityState.NONE, stated_by=StatedBy.CHILD), date(2026, 1, 1))
    story.tell(told.referral(), SENT)

    (row,) = rows(story)
    assert ReferralFact.from_mapping(row.as_mapping()).nationalities == {"Stateless"}


def test_a_reconsidered_decision_counts_as_it_now_stands() -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    first = story.tell(told.reasonable(NEGATIVE), date(2026, 3, 9), refers_to=sent)
    before = rows(story)[0]
    again = story.tell(told.asked_again(), date(2026, 3, 20), refers_to=first)
    story.tell(
        told.answered_again(ReconsiderationOutcome.POSITIVE), date(2026, 4, 20), refers_to=again
    )
    after = rows(story)[0]

    assert (before.reasonable_grounds, before.reasonable_grounds_on) == (
        "Negative",
        date(2026, 3, 9),
    )
    assert (after.reasonable_grounds, after.reasonable_grounds_on) == (
        "Positive",
        date(2026, 4, 20),
    )
    assert before.referral_key == after.referral_key


def test_a_withdrawn_referral_says_when_and_a_duplicate_is_not_counted() -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    story.tell(told.change(ReferralChange.WITHDRAWN), date(2026, 3, 20), refers_to=sent)
    again = story.tell(told.referral(), date(2026, 4, 1), refers_to=sent)
    story.tell(told.change(ReferralChange.DUPLICATE), date(2026, 4, 2), refers_to=again)

    (row,) = rows(story)
    assert row.withdrawn_on == date(2026, 3, 20)
    ReferralFact.from_mapping(row.as_mapping())


def test_a_corrected_referral_keeps_its_key() -> None:
    story = Story()
    sent = story.tell(told.referral(), SENT)
    before = rows(story)[0]
    story.tell(told.referral(), date(2026, 3, 4), corrects=sent)
    after = rows(story)[0]

    assert before.referral_key == after.referral_key
    assert after.referred_on == date(2026, 3, 4)
