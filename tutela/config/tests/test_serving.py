"""The live server's gate: no page is under way while the database is thrown away."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from tutela.config.testing.serving import Gate, Gated, StillServing


@pytest.fixture
def gate():
    return Gate()


class Slow:
    """An application whose answer waits to be allowed."""

    def __init__(self):
        self.began, self.may_end, self.closed = Event(), Event(), 0

    def __call__(self, environ, start_response):
        self.began.set()
        self.may_end.wait()
        return self

    def __iter__(self):
        return iter([b"said"])

    def close(self):
        self.closed += 1


def serve(application):
    """What a server does with a request, in a thread of its own."""

    def request():
        answer = application({}, lambda *_: None)
        list(answer)
        answer.close()

    thread = Thread(target=request, daemon=True)
    thread.start()
    return thread


def test_the_gate_waits_for_those_within(gate):
    slow = Slow()
    request = serve(Gated(slow, gate))
    slow.began.wait()
    with pytest.raises(StillServing), gate.shut(patience=0.01):
        pytest.fail("a request is under way")
    slow.may_end.set()
    with gate.shut():
        assert slow.closed == 1
    request.join()


def test_those_who_come_while_it_is_shut_wait_and_are_served_after(gate):
    slow = Slow()
    slow.may_end.set()
    with gate.shut():
        request = serve(Gated(slow, gate))
        assert not slow.began.wait(0.05)
    request.join(30)
    assert slow.closed == 1


def test_a_request_that_fails_leaves_and_one_closed_twice_leaves_once(gate):
    def failing(environ, start_response):
        raise ValueError

    with pytest.raises(ValueError):
        Gated(failing, gate)({}, lambda *_: None)
    slow = Slow()
    slow.may_end.set()
    answer = Gated(slow, gate)({}, lambda *_: None)
    answer.close()
    answer.close()
    with gate.shut(patience=0.01):
        assert slow.closed == 1


def test_the_live_server_stands_behind_the_gate(live_server):
    assert isinstance(live_server.thread.httpd.get_app(), Gated)
