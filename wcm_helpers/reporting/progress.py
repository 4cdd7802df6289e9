"""The progress of a run: a status line on a terminal, with the time left; plain lines in a log."""

import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from wcm_helpers.core.formats import number
from wcm_helpers.core.visible import on_one_line
from wcm_helpers.core.words import _, ngettext

#: From so many published months on the time left can be estimated.
_ENOUGH = 2
_MINUTE = 60


@dataclass
class TimeLeft:
    """The months of a run that are made, and how long the others take if they take as long.

    Attributes
    ----------
    clock : callable
        Returns seconds.
    total, ended, published : int
        The months of the run, those that ended well or badly, and those among them that were published: one
        that failed at once says nothing of the others.
    started : float
    """

    clock: Callable[[], float]
    total: int = 0
    ended: int = 0
    published: int = 0
    started: float = 0.0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def begin(self, total: int) -> None:
        """Start to count: so many months are to be made."""
        self.total, self.started = total, self.clock()

    def end(self, *, published: bool) -> None:
        """Count a month that ended."""
        with self._lock:
            self.ended += 1
            self.published += published

    def seconds(self) -> float | None:
        """Return about how many seconds are left; None before two months are published."""
        if self.published < _ENOUGH or self.ended >= self.total:
            return None
        return (self.clock() - self.started) / self.published * (self.total - self.ended)

    def added_to(self, step: str) -> str:
        """Return a step with how many months are done and the time left, as far as they are known."""
        seconds = self.seconds()
        if seconds is None:
            return step
        done = {"step": step, "done": number(self.ended), "total": number(self.total)}
        if seconds < _MINUTE:
            return _("{step} · {done} of {total} done, less than a minute left", **done)
        return ngettext(
            "{step} · {done} of {total} done, about {n} minute left",
            "{step} · {done} of {total} done, about {n} minutes left",
            math.ceil(seconds / _MINUTE),
            **done,
        )


def _count_nothing(total: int) -> None:
    """Count no months: a log has no times."""


def _end_nothing(*, published: bool) -> None:
    """Count no months: a log has no times."""


@dataclass(frozen=True)
class Progress:
    """Called with the next step; ``published`` is called with a month that is complete.

    ``begin`` is called with how many months are to be made, ``end`` when one of them ended.
    """

    step: Callable[[str], None]
    line: Callable[[str], None]
    complete: Callable[[Path], None]
    begin: Callable[[int], None] = _count_nothing
    end: Callable[..., None] = _end_nothing

    def __call__(self, step: str) -> None:
        """Show the next step in place of the one before."""
        self.step(step)

    def published(self, line: str, folder: Path) -> None:
        """Show a line that stays, and pass on the folder of the month."""
        self.line(line)
        self.complete(folder)


@contextmanager
def show_progress(
    complete: Callable[[Path], None], clock: Callable[[], float] = time.monotonic
) -> Iterator[Progress]:
    """Yield what shows progress on standard error while a block runs."""
    if not sys.stderr.isatty():
        yield Progress(_print, _print, complete)
        return
    from rich.console import Console
    from rich.markup import escape

    console, left = Console(stderr=True), TimeLeft(clock)

    def print_line(line: str) -> None:
        console.print(on_one_line(line), highlight=False, markup=False)

    with console.status(_("starting")) as status:

        def show(step: str) -> None:
            status.update(escape(on_one_line(left.added_to(step))))

        yield Progress(show, print_line, complete, left.begin, left.end)


def step_at(place: str, step: str, n: int, total: int) -> str:
    """Return a line of progress, with how many of several are there.

    Examples
    --------
    >>> step_at("shop 2026-05", "writing", 3, 12), step_at("shop 2026-05", "writing", 1, 1)
    ('shop 2026-05 (3 of 12): writing', 'shop 2026-05: writing')
    """
    if total == 1:
        return _("{place}: {step}", place=place, step=step)
    return _("{place} ({n} of {total}): {step}", place=place, n=number(n), total=number(total), step=step)


def _print(line: str) -> None:
    print(on_one_line(line), file=sys.stderr, flush=True)  # noqa: T201
