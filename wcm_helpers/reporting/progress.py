"""The progress of a run: a status line on a terminal, plain lines in a log."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wcm_helpers.core.visible import on_one_line
from wcm_helpers.core.words import _


@dataclass(frozen=True)
class Progress:
    """Called with the next step; ``published`` is called with a month that is complete."""

    step: Callable[[str], None]
    line: Callable[[str], None]
    complete: Callable[[Path], None]

    def __call__(self, step: str) -> None:
        """Show the next step in place of the one before."""
        self.step(step)

    def published(self, line: str, folder: Path) -> None:
        """Show a line that stays, and pass on the folder of the month."""
        self.line(line)
        self.complete(folder)


@contextmanager
def show_progress(complete: Callable[[Path], None]) -> Iterator[Progress]:
    """Yield what shows progress on standard error while a block runs."""
    if not sys.stderr.isatty():
        yield Progress(_print, _print, complete)
        return
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True)

    def print_line(line: str) -> None:
        console.print(on_one_line(line), highlight=False, markup=False)

    with console.status(_("starting")) as status:
        yield Progress(lambda step: status.update(escape(on_one_line(step))), print_line, complete)


def _print(line: str) -> None:
    print(on_one_line(line), file=sys.stderr, flush=True)  # noqa: T201
