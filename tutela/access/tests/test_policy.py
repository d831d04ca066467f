"""The access table: what must never be allowed, written apart from the rules."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import connection

from tutela.access.models import Grant
from tutela.access.policy import Action, ChildState, can, can_any, grants, readable
from tutela.chronology.kinds import Category
from tutela.people.roles import NEVER_IN_A_CIRCLE, AgencyKind, Role

EVERY = list(product(Role, Action, Category, ChildState))


def allowed(role, action, category, state=ChildState.OPEN):
    return can(role, action, category, state).allowed


@pytest.mark.parametrize("role", sorted(NEVER_IN_A_CIRCLE | {Role.YOUNG_PERSON}))
def test_who_never_logs_in_to_a_record_may_do_nothing(role):
    assert not any(allowed(role, a, c, s) for a, c, s in product(Action, Category, ChildState))


def test_there_is_no_account_for_immigration_enforcement():
    words = " ".join([*Role, *AgencyKind]).lower()
    assert not any(w in words for w in ("immigration", "enforcement", "border", "home-office"))


def test_whoever_writes_also_reads():
    for role, action, category, state in EVERY:
        if action is not Action.READ and allowed(role, action, category, state):
            assert allowed(role, Action.READ, category, state)


def test_a_restriction_or_closing_never_allows_more():
    for role, action, category, _ in EVERY:
        for state in (ChildState.RESTRICTED, ChildState.CLOSED):
            if allowed(role, action, category, state):
                assert allowed(role, action, category, ChildState.OPEN)


def test_where_the_child_is_stays_within_five_roles():
    sees = {r for r in Role if allowed(r, Action.READ, Category.LOCATION)}
    assert sees == {
        Role.LEAD_WORKER,
        Role.MANAGER,
        Role.REVIEWING_OFFICER,
        Role.GUARDIAN,
        Role.PERSONAL_ADVISER,
    }


@pytest.mark.parametrize("role", [Role.CARER, Role.POLICE, Role.EDUCATION, Role.HEALTH, Role.LEGAL])
def test_what_the_child_said_is_not_for(role):
    assert not allowed(role, Action.READ, Category.VOICE)


def test_schools_health_and_carers_learn_nothing_about_exploitation():
    for role in (Role.EDUCATION, Role.HEALTH, Role.CARER):
        assert not allowed(role, Action.READ, Category.IDENTIFICATION)


def test_a_closed_record_takes_nothing_but_its_own_reopening():
    writes = {
        (r, c) for r, a, c, s in EVERY
        if s is ChildState.CLOSED and a is not Action.READ and allowed(r, a, c, s)
    }  # fmt: skip
    assert writes == {(Role.LEAD_WORKER, Category.RECORD), (Role.MANAGER, Category.RECORD)}


def test_every_decision_names_its_rule():
    assert all(can(*state).rule for state in EVERY)


def test_more_roles_never_allow_less():
    for role, other in product(Role, Role):
        both = frozenset({role, other})
        assert readable(both, ChildState.OPEN) == readable(
            frozenset({role}), ChildState.OPEN
        ) | readable(frozenset({other}), ChildState.OPEN)


def test_no_role_at_all_may_do_nothing():
    for action, category, state in product(Action, Category, ChildState):
        assert not can_any(frozenset(), action, category, state).allowed


@pytest.mark.django_db
def test_the_database_holds_the_same_table():
    kept = set(Grant.objects.values_list("role", "category", "action", "state"))
    assert kept == {tuple(map(str, grant)) for grant in grants()}


@pytest.mark.django_db
def test_the_application_cannot_change_the_table():
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("INSERT INTO access_grant (role, category, action, state)"
                       " VALUES ('carer', 'location', 'read', 'open')")  # fmt: skip
