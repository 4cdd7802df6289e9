"""Kernels of unattended runs: started without any file of the user's own IPython."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory


@contextmanager
def kernel_arguments() -> Iterator[list[str]]:
    """Yield the arguments to start a kernel with; its temporary folder is removed afterwards.

    Start-up files and settings of the user's IPython could change the output of a notebook or stop it. The
    kernel gets an empty folder instead, and does not read the file named by ``PYTHONSTARTUP``.
    """
    with TemporaryDirectory(prefix="wcm-ipython-", ignore_cleanup_errors=True) as folder:
        yield [
            f"--IPKernelApp.ipython_dir={folder}",
            "--IPKernelApp.exec_PYTHONSTARTUP=False",
            "--IPKernelApp.log_level=50",  # a kernel writes a line as it ends, which is no fault
        ]
