"""The hold-out check: CDNOW fitted on 39 weeks, compared with the 39 after."""

import pandas as pd
import pytest

from tests.golden import shared
from wcm_helpers.methods.alive_check import ONE_ORDER, check_alive, is_calibrated


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    rows = pd.read_csv(shared("data/cdnow_elog_sample2357.csv.gz"))
    rows["day"] = pd.to_datetime(rows["date"].astype(str))
    rows = rows.drop_duplicates(["masterid", "day"])
    end = pd.Timestamp("1997-09-30")
    early, late = rows[rows["day"] <= end], rows[rows["day"] > end]
    grouped = early.groupby("masterid")["day"].agg(["min", "max", "size"])
    weeks = pd.Timedelta(days=7)
    return pd.DataFrame(
        {
            "repeats": grouped["size"] - 1,
            "recency": (grouped["max"] - grouped["min"]) / weeks,
            "age": (end - grouped["min"]) / weeks,
            "later": late.groupby("masterid").size().reindex(grouped.index).fillna(0),
        }
    )


def test_predictions_rise_with_what_came_and_sum_up(cdnow):
    model, table = check_alive(cdnow, 39.0)
    assert model[:4] == pytest.approx([0.243, 4.414, 0.793, 2.426], abs=1e-3)
    assert model.log_likelihood == pytest.approx(-9582.429, abs=1e-3)  # times not rounded
    assert table["customers"].sum() == 2357
    assert table["group"].iloc[0] == ONE_ORDER
    assert table["alive"].isna().tolist() == [True] + [False] * (len(table) - 1)
    rest = table.iloc[1:]
    assert rest["alive"].is_monotonic_increasing
    assert rest["observed"].iloc[-3:].mean() > 3 * rest["observed"].iloc[:3].mean()
    assert is_calibrated(table)


def test_without_enough_customers_there_is_no_check(cdnow):
    model, table = check_alive(cdnow.head(50), 39.0)
    assert model is None
    assert table.empty
