"""Damaged exports end in tables or in one line, and nothing is misread without a word."""

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks import mutated_exports
from benchmarks.damaged_exports import HEADERS, Mutated
from benchmarks.mutated_exports import judge, judge_all

#: A run of the tests takes the first of a thousand.
SEEDS, EACH = 50, 25


@pytest.mark.parametrize("first", range(0, SEEDS, EACH))
def test_no_damaged_export_is_misread(first):
    verdicts = []
    judge_all(range(first, first + EACH), verdicts.append)
    assert [verdict for verdict in verdicts if verdict.fault] == []
    assert {verdict.outcome for verdict in verdicts} >= {"read", "rejected", "blocked"}


@pytest.fixture
def sound(tmp_path, monkeypatch):
    """Give a function from what another reader says to the verdict on a sound export of two bills."""
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))
    rows = f"{','.join(HEADERS['billing'])}\n1,1,C1,2026-05-01,5\n2,1,C1,2026-05-02,7\n"
    mutated = Mutated(1, "none", "billing.csv", rows.encode(), "", 2, Decimal(12))

    def sound(**changes):
        monkeypatch.setattr(mutated_exports, "mutate", lambda _seed: ("billing", replace(mutated, **changes)))
        return judge(1, tmp_path).fault

    return sound


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, ""),
        ({"total": Decimal(13)}, "silently 12, by another reader 13"),
        ({"records": 3}, "2 rows read, 3 are there"),
        ({"content": b"x"}, ""),  # blocked, in one line
    ],
)
def test_the_judge_finds_what_is_wrong(sound, changes, fault):
    assert sound(**changes) == fault


def test_a_traceback_is_a_fault(sound, monkeypatch):
    monkeypatch.setattr(mutated_exports, "take_in", lambda _settings: 1 / 0)
    assert sound().startswith("ZeroDivisionError")
