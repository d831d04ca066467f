"""The access table: what must never be allowed, written apart from the rules."""

from __future__ import annotations

from itertools import product
from math import prod
from random import Random

import pytest
from django.db import connection

from tutela.access import rules
from tutela.access.asked import SIDES, Action, Asked, ChildState, FieldClass, Shield
from tutela.access.models import Grant
from tutela.access.policy import Around, can, can_any, decide, grants, readable
from tutela.access.rules import Refusals
from tutela.access.standing import MANAGES, Basis, Purpose, Relation, Standing
from tutela.access.tests.promises import PROMISES
from tutela.access.tests.worlds import walk
from tutela.chronology.kinds import Category
from tutela.config.testing.figures import figure
from tutela.people.roles import NEVER_IN_A_CIRCLE, AgencyKind, Role

# All in one process: the walk through all states is made once.
pytestmark = pytest.mark.xdist_group("walk")
EVERY = list(product(Role, Action, Category, ChildState))


def allowed(role, action, category, state=ChildState.OPEN):
    return can(Standing(role), action, category, Around(state)).allowed


def test_there_is_no_account_for_immigration_enforcement():
    words = " ".join([*Role, *AgencyKind]).lower()
    assert not any(w in words for w in ("immigration", "enforcement", "border", "home-office"))


def test_where_the_child_is_stays_within_five_roles():
    sees = {r for r in Role if allowed(r, Action.READ, Category.LOCATION)}
    assert sees == {
        Role.LEAD_WORKER,
        Role.MANAGER,
        Role.REVIEWING_OFFICER,
        Role.GUARDIAN,
        Role.PERSONAL_ADVISER,
    }


def test_a_closed_record_takes_nothing_but_its_own_reopening():
    writes = {
        (r, c) for r, a, c, s in EVERY
        if s is ChildState.CLOSED and a in rules.WRITING and allowed(r, a, c, s)
    }  # fmt: skip
    assert writes == {(Role.LEAD_WORKER, Category.RECORD), (Role.MANAGER, Category.RECORD)}


def test_every_decision_names_its_rule():
    assert all(can(Standing(r), a, c, Around(s)).rule for r, a, c, s in EVERY)


def test_more_standings_never_allow_less():
    around = Around()
    for role, other in product(Role, Role):
        one, two = Standing(role), Standing(other)
        assert readable(frozenset({one, two}), around) == readable(
            frozenset({one}), around
        ) | readable(frozenset({two}), around)


def test_no_standing_at_all_may_do_nothing():
    for action, category, state in product(Action, Category, ChildState):
        assert not can_any(frozenset(), action, category, Around(state)).allowed


def test_a_guest_reads_what_was_given_and_nothing_else():
    guest = Standing(
        Role.LEGAL, Relation.GUEST, Purpose.PROCEEDINGS, Basis.CONSENT, frozenset({Category.STATUS})
    )
    assert readable(frozenset({guest}), Around()) == {Category.STATUS}


def test_where_needs_a_fresh_factor_and_a_name_as_it_is_kept_more_closely():
    place, ask = FieldClass.PLACE, Action.REVEAL
    lead, named = Standing(Role.LEAD_WORKER), Standing(Role.LEAD_WORKER, named=True)
    where = Category.LOCATION

    def shows(standing, shield, fresh):
        return can(standing, ask, where, Around(shield=shield, fresh=fresh), place).allowed

    assert shows(lead, Shield.OPEN, False)
    assert not shows(lead, Shield.SHIELDED, False)
    assert shows(lead, Shield.SHIELDED, True)
    assert not shows(lead, Shield.SEALED, True)
    assert shows(named, Shield.SEALED, True)


def test_no_promise_is_broken_in_any_state():
    second_lines = sum(not missed for missed in walk().broken_without.values())
    figure(
        "policy", states=walk().states, allowed=walk().allowed, broken=len(walk().broken),
        promises=len(PROMISES), rules=len(rules.DENY), rules_missed_when_gone=len(rules.DENY),
        of_them_second_lines=second_lines,
    )  # fmt: skip
    assert walk().states == prod(len(values) for values in SIDES.values()) >= 10_000_000
    assert walk().broken == set()


def test_the_walk_allows_as_often_as_the_policy_does():
    """Both are asked the same states, with the sides that matter least left at one value."""
    dice = Random(7)
    asked = [Asked(*(dice.choice(v) for v in SIDES.values())) for _ in range(60_000)]
    share = sum(decide(a).allowed for a in asked) / len(asked)
    walked = walk().allowed / walk().states
    assert share == pytest.approx(walked, abs=6 * (walked / len(asked)) ** 0.5)


@pytest.mark.parametrize("rule", rules.DENY, ids=lambda rule: rule.id)
def test_each_rule_is_missed_when_it_is_gone(rule):
    """At once, or, if it is a second line behind the table, once the table is mistaken."""
    second_line = {"deny-1", "deny-8", "deny-10"}
    assert bool(walk().broken_without[rule.id]) is (rule.id not in second_line)
    assert walk().broken_without_table[rule.id]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.words)
def test_each_promise_is_kept_by_a_rule_or_by_the_table(promise):
    """No promise is about states that no table could allow: it would promise nothing."""
    assert promise.words in walk().kept_by_rules or by_the_table(promise)


def by_the_table(promise):
    """Does it name roles and categories that the table could have opened?"""
    return set(promise.never) <= {"role", "category", "action"}


def test_a_rule_that_looks_nowhere_refuses_everything():
    refusals = Refusals((rules.Rule("all", "", {}),))
    asked = Asked(*(values[0] for values in SIDES.values()))
    assert not decide(asked, refusals).allowed


@pytest.mark.parametrize("role", sorted(NEVER_IN_A_CIRCLE))
def test_who_never_logs_in_to_a_record_may_do_nothing(role):
    assert not any(allowed(role, a, c, s) for a, c, s in product(Action, Category, ChildState))


@pytest.mark.django_db
def test_the_database_holds_the_same_table():
    kept = set(Grant.objects.values_list("standing", "category", "action", "state"))
    assert kept == {tuple(map(str, grant)) for grant in grants()}
    assert any(standing == MANAGES.key for standing, *_ in kept)


@pytest.mark.django_db
def test_the_application_cannot_change_the_table():
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute(
            "INSERT INTO access_grant (standing, category, action, state)"
            " VALUES ('carer/circle/care/consent', 'location', 'read', 'open')"
        )
