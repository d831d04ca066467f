from datetime import UTC, date, datetime

import pytest

from tutela.evidence.exploitation import Exploitation
from tutela.evidence.facts import SCHEMA, ReferralFact, frame_of
from tutela.evidence.problems import BadInputError
from tutela.evidence.tables.build import build

FACT = {
    "referral_key": "r1",
    "child_key": "c1",
    "referred_on": date(2022, 2, 3),
    "age_at_exploitation": "Child (17 or under)",
    "gender": "Female",
    "nationalities": {"Vietnamese"},
    "exploitation_types": {"Labour", "Domestic"},
    "county_lines": None,
    "location_of_exploitation": "UK",
    "first_responder": "Kent Police",
    "first_responder_type": "Police",
    "police_force": "North Wales Police",
    "reasonable_grounds": "Positive",
    "reasonable_grounds_on": date(2022, 2, 8),
}


def fact(**changes):
    return {**FACT, **changes}


def test_a_fact_is_read_from_the_feed_as_typed_values():
    read = ReferralFact.from_mapping(FACT)
    assert read.exploitation_types == {Exploitation.LABOUR, Exploitation.DOMESTIC}
    assert read.conclusive_grounds is None


def test_facts_become_one_row_each():
    frame = frame_of([fact(), fact(referral_key="r2", nationalities=None)])
    assert dict(frame.schema) == dict(SCHEMA)
    assert frame["country"].to_list() == ["Wales", "Wales"]
    assert frame["nationality"].to_list() == ["Vietnamese", "Not specified or unknown"]


def test_no_facts_are_an_empty_frame():
    assert frame_of([]).shape == (0, len(SCHEMA))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "Minh"}, "unknown fields: name"),
        ({"gender": "male?"}, "gender: “male?” is not one of"),
        ({"gender": None}, "gender is missing"),
        ({"referred_on": "2022-02-03"}, "referred_on: '2022-02-03' is not a date"),
        ({"referred_on": datetime(2022, 2, 3, tzinfo=UTC)}, "is not a date"),
        ({"exploitation_types": {"Smuggling"}}, "exploitation_types: “Smuggling”"),
        ({"county_lines": "yes"}, "county_lines: 'yes' is neither true nor false"),
        ({"referral_key": " "}, "referral_key: is empty"),
        ({"reasonable_grounds_on": None}, "need an outcome and its date, or neither"),
        ({"reasonable_grounds_on": date(2022, 2, 2)}, "decided before the referral"),
    ],
)
def test_a_bad_fact_is_named_by_number_and_field(changes, message):
    with pytest.raises(BadInputError) as fault:
        frame_of([fact(referral_key="r0"), fact(**changes)])
    assert fault.value.problems[0].row == 2
    assert message in fault.value.problems[0].message


def test_a_missing_field_is_named():
    with pytest.raises(ValueError, match="missing fields: gender"):
        ReferralFact.from_mapping({name: FACT[name] for name in FACT if name != "gender"})


def test_a_referral_that_comes_twice_is_refused():
    with pytest.raises(BadInputError, match="more than one fact"):
        frame_of([fact(), fact()])


def test_all_tables_are_built_from_facts():
    built = build(
        frame_of(
            [
                fact(),
                fact(
                    referral_key="r2",
                    referred_on=date(2022, 8, 1),
                    reasonable_grounds_on=date(2022, 8, 9),
                    gender="Male",
                ),
                fact(referral_key="r3", age_at_exploitation="Adult (18 or over)"),
            ]
        )
    )
    assert built.skipped == ()
    by_id = {one.table.id: one for one in built.tables}
    assert by_id["referrals_by_quarter_age"].cells.height == 9  # 2022 Q1 to Q3, all ages
    four = by_id["referrals_by_age_country_type_gender"].cells
    assert four.rows() == [
        ("Adult (18 or over)", "Wales", "Labour & Domestic", "Female", 1),
        ("Child (17 or under)", "Wales", "Labour & Domestic", "Female", 1),
        ("Child (17 or under)", "Wales", "Labour & Domestic", "Male", 1),
    ]
    assert by_id["child_referrals_by_year_location"].cells.rows() == [
        ("2022", "Overseas", 0),
        ("2022", "UK", 2),
        ("2022", "UK and Overseas", 0),
        ("2022", "Not specified or unknown", 0),
    ]
