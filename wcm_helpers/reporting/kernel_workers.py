"""Workers of an unattended run: threads with a kernel each, which last for all of its months."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import Context
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TypeVar

from wcm_helpers.reporting.kernels import SharedKernel

Result = TypeVar("Result")
#: Two threads must not import the same modules at once, which may be circular.
_IMPORTING = Lock()


@dataclass(frozen=True)
class Worker:
    """One worker, as a task sees it.

    Attributes
    ----------
    kernel : SharedKernel
        What one notebook has imported is there for the next, of another month or site too.
    beside : ThreadPoolExecutor
        Writes the pages of one notebook while the next one runs.
    """

    kernel: SharedKernel = field(default_factory=SharedKernel)
    beside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(max_workers=1))


class KernelWorkers:
    """Threads that run notebooks, each in a kernel of its own; tasks are taken in their order.

    Parameters
    ----------
    number : int
        How many notebooks run at the same time at most; no more threads start than there are tasks.
    """

    def __init__(self, number: int) -> None:
        self._tasks: SimpleQueue = SimpleQueue()
        self._threads = [
            Thread(target=Context().run, args=(self._work,), name=f"kernel-{place}")
            for place in range(number)
        ]
        self._starting = Lock()

    def __enter__(self) -> "KernelWorkers":
        return self

    def __exit__(self, *error: object) -> None:
        started = [thread for thread in self._threads if thread.ident is not None]
        for _thread in started:
            self._tasks.put(None)
        for thread in started:
            thread.join()

    def submit(self, task: Callable[[Worker], Result]) -> "Future[Result]":
        """Have a task done by the next worker that is free."""
        with self._starting:
            thread = next((one for one in self._threads if one.ident is None), None)
            if thread is not None:
                thread.start()
        future: Future[Result] = Future()
        self._tasks.put((future, task))
        return future

    def _work(self) -> None:
        worker = Worker()
        with worker.kernel, worker.beside:
            worker.beside.submit(_load_writers)
            with _IMPORTING:
                import papermill  # noqa: F401
            while (next_one := self._tasks.get()) is not None:
                future, task = next_one
                try:
                    future.set_result(task(worker))
                except BaseException as error:
                    future.set_exception(error)


def _load_writers() -> None:
    """Import the writers of pages while the first notebook runs."""
    from wcm_helpers.reporting import page, typeset  # noqa: F401
