"""Seasons and disturbances of the invented warehouse, where the truth has them."""

from tests.sample.committed import MONTHS, SAMPLE, industries, read


def test_the_year_has_its_dip_and_its_peak(revenue):
    total = revenue.sum()
    assert total["2026-02"] < 0.8 * total["2026-03"]
    peak = revenue.loc[:, ["2025-11", "2025-12"]].sum(axis=1)
    usual = revenue.loc[:, ["2025-09", "2025-10"]].sum(axis=1)
    clothes = [name for name, industry in industries().items() if industry in ("服装", "快消")]
    assert peak[clothes].sum() > 1.12 * usual[clothes].sum()
    assert revenue[MONTHS[24:]].sum().sum() > 1.01 * revenue[MONTHS[:12]].sum().sum()


def test_each_disturbance_shows_where_the_truth_says(delivered):
    truth = read(SAMPLE / "truth" / "months.csv")
    assert set(truth["disturbance"]) == {"new_year_rush", "carrier_breakdown", "system_change"}
    planted = {*read(SAMPLE / "truth" / "performance.csv")["from"]} | {"2026-06", "2026-10"}
    quiet = delivered.loc[~delivered["month"].isin({*truth["month"]} | planted), "on_time"].mean()
    assert quiet > 0.96
    for row in truth.itertuples():
        here = delivered[
            (delivered["month"] == row.month)
            & (delivered["site_id"].isin([row.site_id] if row.site_id else ["S1", "S2"]))
        ]
        assert here["on_time"].mean() < quiet - 0.025, row.month


def test_the_system_change_slows_picking_at_its_site_only(delivered):
    hours = delivered.groupby(["site_id", "month"])["hours"].median()
    for month in ("2026-03", "2026-04"):
        assert hours["S2", month] > 1.5 * hours["S2", "2026-01"]
        assert hours["S1", month] < 1.2 * hours["S1", "2026-01"]


def test_the_carrier_that_broke_down_is_the_one_of_the_truth(delivered):
    july = delivered[delivered["month"] == "2025-07"].groupby("carrier")["on_time"].mean()
    note = read(SAMPLE / "truth" / "months.csv").set_index("disturbance").loc["carrier_breakdown", "note"]
    assert july.idxmin() in note
    assert july.min() < 0.8 < july.drop(july.idxmin()).min()
