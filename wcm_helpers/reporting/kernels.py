"""Kernels of unattended runs: started without any file of the user's own IPython."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wcm_helpers.data.run_folder import temporary_folder


@contextmanager
def kernel_arguments() -> Iterator[list[str]]:
    """Yield the arguments to start a kernel with; its temporary folder is removed afterwards.

    Start-up files and settings of the user's IPython could change the output of a notebook or stop it. The
    kernel gets an empty folder instead, and does not read the file named by ``PYTHONSTARTUP``.
    """
    with temporary_folder("ipython-") as folder:
        yield _arguments(folder)


def _arguments(folder: Path) -> list[str]:
    return [
        f"--IPKernelApp.ipython_dir={folder}",
        "--HistoryManager.hist_file=:memory:",
        "--IPKernelApp.exec_PYTHONSTARTUP=False",
        "--IPKernelApp.log_level=50",  # a kernel writes a line as it ends, which is no fault
    ]


@contextmanager
def kernel() -> Iterator[Any]:
    """Yield the manager of a kernel that several runs of a notebook share in turn, and stop it afterwards.

    What the first run imports and computes is there for the second, such as the report in another language.
    """
    from nbclient import NotebookClient
    from nbclient.util import run_sync
    from nbformat.v4 import new_notebook

    with temporary_folder("ipython-") as folder:
        manager = NotebookClient(new_notebook(), kernel_name="python3").create_kernel_manager()
        manager.connection_file = str(folder / "kernel.json")  # a killed run would leave it elsewhere
        try:
            run_sync(manager.start_kernel)(extra_arguments=_arguments(folder))
            yield manager
        finally:
            if manager.has_kernel:
                run_sync(manager.shutdown_kernel)(now=True)
            run_sync(manager.cleanup_resources)()
