"""Every verdict has a next step and a phase."""

import pytest

from wcm_helpers.methods import interrupted_series, register_verdicts
from wcm_helpers.methods.register_verdicts import NEXT, next_step

# the steps worked by hand in ../shared/service/register
BY_HAND = {
    "effect shown": ("keep", "act"),
    "effect not shown": ("reopen", "act"),
    "overdue, not started": ("remind", "plan"),
    "closed without evidence": ("reopen", "check"),
    "too early": ("wait", "do"),
}


@pytest.mark.parametrize("verdict", BY_HAND)
def test_the_steps_are_those_worked_by_hand(verdict):
    assert next_step(verdict, decided=False) == BY_HAND[verdict]


def test_no_verdict_is_without_a_step():
    verdicts = {
        getattr(module, name)
        for module in (interrupted_series, register_verdicts)
        for name in ("SHOWN", "WORSE", "NOT_SHOWN", "TOO_EARLY", "CANNOT_TELL", "NOT_STARTED",
                     "OVERDUE_NOT_STARTED", "CLOSED_WITHOUT_EVIDENCE")
        if hasattr(module, name)
    }  # fmt: skip
    assert verdicts == set(NEXT)
    assert {phase for _step, phase in NEXT.values()} == {"plan", "do", "check", "act"}
