"""Invitations: a good, a broken and an empty row."""

import pandas as pd

from tests.data.exports import faults
from wcm_helpers.data.intake import take_in


def test_an_invitation_needs_a_wave_a_contact_and_a_customer(warehouse):
    warehouse.write(
        i__csv="调研编号,联系人,客户编号,发送日期,状态\n"
        "w1,c1,007,2026-05-04,sent\nw1,c2,,2026-05-04,sent\n,,,,\n"
    )
    intake = take_in(warehouse.settings({"survey_invitations": 'path = "i.csv"'}))
    rows = intake.used_rows("survey_invitations")
    assert rows[["contact_id", "customer_id"]].values.tolist() == [["c1", "007"]]
    assert pd.Timestamp(rows["sent_at"].iloc[0]) == pd.Timestamp("2026-05-04")
    assert "blank" in [fault[2] for fault in faults(intake)]
