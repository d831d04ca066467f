"""No page is under way while the database is thrown away.

A browser that closes leaves requests behind: answers being kept, a page that nobody waited for. A
request that loses its database in the middle fails in another thread, and holds a session open
while the database is dropped. So the live server's requests pass a gate, which is shut while the
copy is made anew: those within are let finish, those that come wait outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Condition
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PATIENCE = 60.0
"""Seconds that a request may take to finish on a busy machine; a page takes a fraction of one."""


class StillServing(Exception):
    """A request to the live server did not finish."""


class Gate:
    """Counts the requests that are under way."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._within = 0
        self._shut = False

    def enter(self) -> None:
        """Begin a request, once the gate is open."""
        with self._changed:
            self._changed.wait_for(lambda: not self._shut)
            self._within += 1

    def leave(self) -> None:
        """End a request."""
        with self._changed:
            self._within -= 1
            self._changed.notify_all()

    @contextmanager
    def shut(self, patience: float = PATIENCE) -> Iterator[None]:
        """Nobody is within, and nobody comes in. Raises StillServing."""
        with self._changed:
            self._shut = True
        try:
            with self._changed:
                if not self._changed.wait_for(lambda: self._within == 0, patience):
                    raise StillServing(f"{self._within} requests are still under way")
            yield
        finally:
            with self._changed:
                self._shut = False
                self._changed.notify_all()


class Gated:
    """A WSGI application behind a gate. A request ends when its answer is closed."""

    def __init__(self, application: WSGIApplication, gate: Gate) -> None:
        self._application = application
        self._gate = gate

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        self._gate.enter()
        try:
            return _Answer(self._application(environ, start_response), self._gate)
        except BaseException:
            self._gate.leave()
            raise


class _Answer:
    """The body of an answer, which lets its request leave when it is closed."""

    def __init__(self, body: Iterable[bytes], gate: Gate) -> None:
        self._body = body
        self._gate = gate
        self._left = False

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._body)

    def close(self) -> None:
        """Close the body; Django lets go of its connections here. A server may close twice."""
        if self._left:
            return
        self._left = True
        try:
            close = getattr(self._body, "close", None)
            if close is not None:
                close()
        finally:
            self._gate.leave()


gate = Gate()
"""The gate of this process's live server."""
