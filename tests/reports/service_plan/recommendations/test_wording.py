"""Gaps in words: each kind has a need, evidence with its n, a lack and a step."""

import pytest

from wcm_helpers.reports.service_plan.recommendations.gaps import KINDS
from wcm_helpers.reports.service_plan.recommendations.wording import evidence, lacking, need_name, step


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words(kind):
    row = {"kind": kind, "what": "2026-05", "k": 3, "n": 7, "usual": 0.2}
    assert need_name(kind, "kits") and lacking(kind) and step(kind).endswith(".")
    assert evidence(row).startswith(("3 of", "asked for in 3 of 7")) and "7" in evidence(row)


def test_a_share_stands_beside_that_of_all():
    row = {"kind": "urgent", "what": "", "k": 19, "n": 40, "usual": 0.1}
    assert evidence(row) == "19 of 40 orders urgent in 12 months (48%); of all 10%"
