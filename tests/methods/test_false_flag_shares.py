"""The table of false flags: complete, and of shares."""

import pytest

from wcm_helpers.methods.false_flag_shares import FROZEN, LATEST, WITHIN


@pytest.mark.parametrize("screen", [False, True])
def test_the_table_has_every_baseline_of_the_settings(screen):
    assert sorted(FROZEN[screen]) == list(range(6, 37))
    assert len(LATEST[screen]) == len(WITHIN[screen]) == 37
    assert all(0 <= share < 0.3 for row in FROZEN[screen].values() for share in row)
    # a share of one more point cannot lower the mean number of points flagged by chance
    assert sorted(WITHIN[screen][7:]) == list(WITHIN[screen][7:])
