"""Renewals and revenue retention, worked by hand."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.methods.retention import compare_revenue, follow_contracts

NO_DAY = pd.NaT


def _contracts(*rows: tuple) -> pd.DataFrame:
    names = [
        "contract_no",
        "customer_id",
        "sign_date",
        "start_date",
        "end_date",
        "auto_renew",
        "notice_days",
        "renews",
    ]
    frame = pd.DataFrame(rows, columns=names)
    for name in ("sign_date", "start_date", "end_date"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


def _states(contracts: pd.DataFrame, day: str) -> dict[str, str]:
    return follow_contracts(contracts, pd.Timestamp(day)).set_index("contract_no")["state"].to_dict()


OLD = ("K1", "c1", NO_DAY, "2025-01-01", "2025-12-31", None, None, None)


def test_a_contract_is_renewed_by_the_next_one_near_its_end():
    next_one = ("K2", "c1", "2025-12-20", "2026-01-15", "2026-12-31", None, None, None)
    assert _states(_contracts(OLD, next_one), "2026-01-31")["K1"] == "renewed"


def test_it_is_open_for_thirty_days_and_then_lost_whatever_is_signed_later():
    late = ("K2", "c1", "2026-03-01", "2026-03-01", None, None, None, None)
    assert _states(_contracts(OLD, late), "2026-01-30")["K1"] == "open"
    assert _states(_contracts(OLD, late), "2026-01-31")["K1"] == "lost"  # 31 days after the end
    assert _states(_contracts(OLD, late), "2026-03-31")["K1"] == "lost"


def test_a_named_renewal_counts_however_late_but_not_before_it_is_signed():
    late = ("K2", "c1", "2026-03-01", "2026-04-01", None, None, None, "K1")
    assert _states(_contracts(OLD, late), "2026-02-28")["K1"] == "lost"
    assert _states(_contracts(OLD, late), "2026-03-01")["K1"] == "renewed"


def test_one_that_renews_by_itself_is_renewed_at_its_end():
    automatic = ("K1", "c1", NO_DAY, "2025-01-01", "2025-12-31", True, 60, None)
    assert _states(_contracts(automatic), "2025-12-30")["K1"] == "running"
    assert _states(_contracts(automatic), "2025-12-31")["K1"] == "renewed"


def test_a_contract_of_another_customer_and_one_without_an_end_renew_nothing():
    other = ("K2", "c2", NO_DAY, "2026-01-01", None, None, None, None)
    assert _states(_contracts(OLD, other), "2026-02-28") == {"K1": "lost"}


@settings(max_examples=30)
@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(-50, 500)),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(-50, 500)),
)
def test_gross_is_never_above_one_nor_above_net(start, now):
    sums = compare_revenue(pd.Series(start, dtype="int64"), pd.Series(now, dtype="int64")).sum()
    assert 0 <= sums["retained"] <= min(sums["start_revenue"], sums["retained_and_grown"])
