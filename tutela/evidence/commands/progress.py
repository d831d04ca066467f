"""Progress bars of the command line, on the error stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_T = TypeVar("_T")


class Progress:
    """Progress bars, or none where `quiet`."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet

    def over(self, what: str, unit: str) -> Callable[[Iterable[_T]], Iterable[_T]]:
        """Wraps something to iterate over in a bar that says what is going on."""

        def wrapped(things: Iterable[_T]) -> Iterator[_T]:
            from tqdm import tqdm  # noqa: PLC0415 - only when something is built

            yield from tqdm(things, desc=what, unit=unit, disable=self.quiet)

        return wrapped
