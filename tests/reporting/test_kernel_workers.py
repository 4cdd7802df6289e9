"""Workers with a kernel each: tasks in their order, kernels kept for all of them and ended with the run."""

import threading

import pytest

from wcm_helpers.reporting import kernel_workers
from wcm_helpers.reporting.kernel_workers import KernelWorkers


class Kernel:
    """Stands for a kernel, which takes seconds to start; the real ones are run in test_build.py."""

    ended = 0

    def __enter__(self):
        return self

    def __exit__(self, *error):
        Kernel.ended += 1


@pytest.fixture(autouse=True)
def kernels(monkeypatch):
    Kernel.ended = 0
    worker = kernel_workers.Worker
    monkeypatch.setattr(kernel_workers, "Worker", lambda: worker(kernel=Kernel()))


def test_tasks_are_done_in_their_order_and_their_results_returned():
    done = []
    with KernelWorkers(1) as workers:
        jobs = [workers.submit(lambda worker, n=n: done.append(n) or n) for n in range(5)]
        assert [job.result(timeout=20) for job in jobs] == done == [0, 1, 2, 3, 4]


def test_each_thread_has_its_own_kernel_for_all_of_its_tasks():
    meet = threading.Barrier(2, timeout=20)

    def task(worker):
        meet.wait()  # so that both threads take part
        return id(worker.kernel)

    with KernelWorkers(2) as workers:
        seen = {job.result(timeout=20) for job in [workers.submit(task) for _n in range(6)]}
    assert len(seen) == 2 == Kernel.ended


def test_no_more_kernels_start_than_there_are_tasks():
    with KernelWorkers(4) as workers:
        workers.submit(lambda worker: None).result(timeout=20)
        assert len([thread for thread in threading.enumerate() if thread.name.startswith("kernel-")]) == 1


def test_without_a_task_nothing_is_started():
    with KernelWorkers(3):
        pass
    assert Kernel.ended == 0


def test_a_task_that_fails_raises_where_its_result_is_asked_for_and_the_next_is_done():
    with KernelWorkers(1) as workers:
        failed = workers.submit(lambda worker: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            failed.result(timeout=20)
        assert workers.submit(lambda worker: "next").result(timeout=20) == "next"
