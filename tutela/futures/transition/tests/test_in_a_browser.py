"""The pages of a child's future and of the people around: for everybody, on a telephone too."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.chronology.moment import Moment
from tutela.config.testing.browsing import overflows, sign_in, violations
from tutela.connections.answers import Bond, Sure
from tutela.connections.linking import Connection, connect
from tutela.connections.tests.test_people import holder, level, person
from tutela.doors.opening import open_record
from tutela.doors.recording import record
from tutela.futures.best_interests.answers import Solution
from tutela.futures.best_interests.tests.test_best_interests import (
    assessment,
    decision,
    heard,
    option,
    panel,
    weighing,
)
from tutela.futures.solution.answers import GoalArea
from tutela.futures.solution.entries import SolutionAction, SolutionGoal
from tutela.futures.solution.tests.test_solution import began, look, plan, safety
from tutela.futures.transition.tests.test_transition import born, home, review, visit
from tutela.futures.transition.tests.test_transition import plan as pathway
from tutela.people.choice import Answer
from tutela.people.roles import Role

PAGES = ("best_interests", "solution", "transition", "people_around", "network", "connect")
DAY = Moment.day(date(2026, 11, 10))
MOST_QUERIES = 15


@pytest.fixture
def lived(cast, minh, settings):
    """Minh's record with something in every part of these pages."""
    settings.DEMONSTRATION = True

    def put(content, to=None):
        return record(content, child=minh, by=cast.alma.viewer, happened=DAY, refers_to=to).id

    start = put(assessment())
    stay, back = put(option(), start), put(option(Solution.RETURN_FAMILY), start)
    met = put(panel(), start)
    for one in (stay, back):
        put(weighing(), one)
    put(heard(), met)
    made = put(plan(), put(decision(), stay))
    goal = put(SolutionGoal(area=GoalArea.WORK, goal="A baker’s trade"), made)
    put(SolutionAction(what="Ask Ines", owner="Wren", by=date(2026, 11, 11)), goal)
    put(look(lasts=Answer.NO), put(began(), made))
    put(safety(danger=Answer.YES, danger_why="A debt"))
    put(born(date(2007, 1, 2)))
    put(review(trafficking_met=Answer.NO, lacks="Somebody to talk with"), put(pathway()))
    for content in (home(), visit(), holder(), person(), level(again=date(2026, 12, 1))):
        put(content)
    other = open_record(by=cast.alma.viewer, role=Role.LEAD_WORKER, why="Found in a van")
    said = Connection(Bond.FOUND_TOGETHER, Sure.THOUGHT, "In the same van.")
    connect([minh, other], said, happened=DAY, by=cast.alma.viewer)
    return minh


@pytest.mark.browser
def test_every_page_passes_axe_and_fits_a_telephone(page, live_server, cast, lived):
    sign_in(page, live_server.url, "alma")
    page.set_viewport_size({"width": 375, "height": 812})
    wrong = {}
    for name in (*PAGES, "child"):
        page.goto(live_server.url + reverse(name, args=[lived]))
        found = [*violations(page), *(["too wide"] if overflows(page) else [])]
        if found:
            wrong[name] = found
    assert wrong == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_the_database_little(client, cast, lived, name, django_assert_max_num_queries):
    client.force_login(cast.alma)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(reverse(name, args=[lived])).status_code == 200
