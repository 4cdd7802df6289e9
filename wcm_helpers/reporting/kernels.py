"""Kernels of unattended runs: nothing that the user has set up for other work reaches them."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from wcm_helpers.data.run_folder import temporary_folder
from wcm_helpers.reporting import block

#: Variables of the environment that change what a notebook computes, draws or writes.
_OF_THE_USER = (
    "PYTHONSTARTUP", "PYTHONWARNINGS", "PYTHONINSPECT", "PYTHONOPTIMIZE", "PYTHONDEVMODE", "PYTHONVERBOSE",
    "PYTHONIOENCODING", "MPLBACKEND", "COLUMNS", "LINES", "LANG", "LANGUAGE",
    "FORCE_COLOR", "NO_COLOR",
)  # fmt: skip


@contextmanager
def kernel_options() -> Iterator[tuple[list[str], dict[str, str], Path]]:
    """Yield arguments, environment and temporary folder to start a kernel with; the folder is removed after.

    Start-up files and settings of the user's IPython could change the output of a notebook or stop it. The
    kernel gets an empty folder instead, and does not read the file named by ``PYTHONSTARTUP``. Matplotlib is
    imported in that folder: a ``matplotlibrc`` of the working folder goes before all others.
    """
    with temporary_folder("ipython-") as folder:
        (folder / "matplotlibrc").touch()
        imported = f"with __import__('contextlib').chdir({str(folder)!r}): __import__('matplotlib')"
        arguments = [
            f"--IPKernelApp.exec_lines={imported}",
            "--IPKernelApp.exec_PYTHONSTARTUP=False",
            "--IPKernelApp.log_level=50",  # a kernel writes a line as it ends, which is no fault
            "--IPKernelApp.ignore_cwd=True",  # a pandas.py of the working folder is not pandas
            "--HistoryManager.hist_file=:memory:",
            "--InteractiveShell.cache_size=0",  # what a cell showed is not kept for the next notebook
        ]
        yield arguments, _environment(folder), folder


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment of a kernel: that of this process, but the same for all where it matters.

    The kernel removes the first place to import from if it is the working folder, which may be one that
    ``PYTHONPATH`` names; so its temporary folder is the first. As an argument the folder of IPython would
    have the working folder removed too.
    """
    own = {name: value for name, value in os.environ.items() if name not in _OF_THE_USER}
    own = {name: value for name, value in own.items() if not name.startswith("LC_")}
    if own.get("PYTHONPATH"):
        own["PYTHONPATH"] = os.pathsep.join([str(folder), own["PYTHONPATH"]])
    return own | {"IPYTHONDIR": str(folder), "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1", "TZ": "UTC"}


@contextmanager
def kernel() -> Iterator[Any]:
    """Yield the manager of a kernel that several runs of a notebook share in turn, and stop it afterwards.

    What the first run imports and computes is there for the second, such as the report in another language.
    """
    from nbclient import NotebookClient
    from nbclient.util import run_sync
    from nbformat.v4 import new_notebook

    with kernel_options() as (arguments, environment, folder):
        manager = NotebookClient(new_notebook(), kernel_name="python3").create_kernel_manager()
        manager.connection_file = str(folder / "kernel.json")  # a killed run would leave it elsewhere
        if sys.platform == "linux":  # names without files: of ports, two kernels may choose the same
            manager.transport, manager.ip = "ipc", f"@{folder.name}-{secrets.token_hex(8)}"
        try:
            run_sync(manager.start_kernel)(
                extra_arguments=arguments, env={**environment, block.RECORDS_FILES: "yes"}
            )
            yield manager
        finally:
            if manager.has_kernel:
                run_sync(manager.shutdown_kernel)(now=True)
            run_sync(manager.cleanup_resources)()


class SharedKernel:
    """A kernel that notebooks run in, one after another; started when first asked for.

    All calls come from one thread, whose event loop it has.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._manager: Any = None

    def __enter__(self) -> "SharedKernel":
        return self

    def __exit__(self, *error: object) -> None:
        self.discard()

    def manager(self) -> Any:
        """Return the manager of the kernel, for :func:`wcm_helpers.reporting.execution.execute`."""
        if self._manager is None:
            self._manager = self._stack.enter_context(kernel())
        return self._manager

    def discard(self) -> None:
        """Stop the kernel, after a failure for example: the next notebook gets a new one."""
        self._stack.close()
        self._manager = None
