"""What a process of the command line owes its user: one line for a mistake, on any terminal, no traceback."""

import contextlib
import sys
import warnings
from collections.abc import Callable
from contextvars import copy_context

import typer

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import fault_of_the_workbook, message
from wcm_helpers.core.visible import on_one_line

#: The status of a command that typer ends for a KeyboardInterrupt.
_INTERRUPTED = 130


def run_as_process(command: Callable[[], object]) -> bool:
    """Run a command and return whether it failed, which is one line on standard error."""
    _write_what_the_terminal_can()
    _warn_as_python_does()
    return copy_context().run(_fails, command)  # where no traceback keeps the engine alive beyond its end


def _fails(command: Callable[[], object]) -> bool:
    try:
        command()
    except WorkbookError as error:
        fail(error)
        return True
    except Exception as error:  # of the workbook: no traceback, which might repeat a password
        fail(WorkbookError(fault_of_the_workbook(error)))
        return True
    except SystemExit as end:
        if end.code == _INTERRUPTED:
            fail(
                WorkbookError(message("The run was interrupted by Ctrl-C or by a function of the settings."))
            )
        raise
    return False


def _write_what_the_terminal_can() -> None:
    """Let a terminal in latin-1 or ascii show a character it lacks as ``?`` instead of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")


def _warn_as_python_does() -> None:
    """Undo ``PYTHONWARNINGS``, which can make an error of every warning of a library."""
    if sys.warnoptions:
        warnings.resetwarnings()
        for kind in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
            warnings.simplefilter("ignore", kind)


def fail(error: WorkbookError) -> None:
    """Write an error on one line of standard error."""
    typer.echo(on_one_line(f"wcm: {error}"), err=True)


def say(step: str) -> None:
    """Write a step on one line of standard error."""
    typer.echo(on_one_line(step), err=True)
