"""Erlang's formula against published values and by hand."""

import math

import pytest

from wcm_helpers.methods.staffing import mean_wait, staff_needed, waiting_share


def test_published_values():
    # 48 erlangs and 55 agents: .239 wait, 8.2 seconds on average with 4 minutes of handling.
    assert waiting_share(48, 55) == pytest.approx(0.239, abs=5e-4)
    assert mean_wait(48, 55, 240) == pytest.approx(8.2, abs=0.05)


def test_one_person_waits_as_the_queue_of_one_server():
    # M/M/1: the share that waits is the load, the mean wait load / (1 − load) of the handling time.
    assert waiting_share(0.5, 1) == pytest.approx(0.5)
    assert mean_wait(0.5, 1, 10) == pytest.approx(10.0)


def test_too_few_people_never_cope():
    assert waiting_share(3, 3) == 1
    assert mean_wait(3, 2, 10) == math.inf


def test_the_fewest_people_meet_the_share_and_one_less_does_not():
    staff = staff_needed(30, 12, 15, 0.8)
    load = 30 * 12 / 60
    reached = [1 - waiting_share(load, n) * math.exp(-(n - load) * 15 / 12) for n in (staff - 1, staff)]
    assert reached[0] < 0.8 <= reached[1] or staff - 1 <= load
    assert staff_needed(0, 12, 15, 0.8) == 0
