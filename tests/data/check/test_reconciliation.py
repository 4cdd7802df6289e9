"""The reconciliation: rows and amounts, used and rejected, by month."""

from tests.data.exports import BILLING


def test_every_row_is_used_or_rejected_in_its_month(warehouse):
    rows = ["I1,1,a,2026-04-30,5", "I2,1,a,2026-05-04,7", "I2,1,a,2026-05-04,7", "I3,1,b,2026-05-05,2.5",
            "I4,1,b,x,1", "合计,,,,22.5"]  # fmt: skip
    account = warehouse.billing(BILLING + "\n".join(rows)).reconciliation
    # May: 7 + 2.5 used, the other 7 again; a total is no row of the table and its amount does not count
    assert account.sort_values(["month", "reason"])[["month", "reason", "rows"]].to_numpy().tolist() == [
        ["", "total", 1], ["", "unreadable", 1], ["2026-04", "", 1], ["2026-05", "", 2],
        ["2026-05", "duplicate", 1],
    ]  # fmt: skip
    amounts = account.set_index(["month", "reason"])["amount"]
    assert amounts["2026-04", ""] == 50_000
    assert amounts["2026-05", ""] == 95_000
    assert amounts["2026-05", "duplicate"] == 70_000
    assert amounts["", "total"] == 0
