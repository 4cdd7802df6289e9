"""The invented warehouse is what its truth says: judged on the files alone, with arithmetic of its own."""

import re
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import ROOT
from wcm_helpers.sample import steps, write_sample

SAMPLE = ROOT / "data" / "sample"
LAST = "2026-10"
MONTHS = [f"{2023 + (10 + n) // 12}-{(10 + n) % 12 + 1:02d}" for n in range(36)]
TIMES = ["created_at", "released_at", "picked_at", "packed_at", "shipped_at", "signed_at"]


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.csv")}


def spoilt_lines(name: str) -> list[int]:
    told = read(SAMPLE / "truth" / "rows.csv")
    return told.loc[told["file"] == name, "line"].astype(int).tolist()


def table(name: str) -> pd.DataFrame:
    """Return a yearly table of the committed sample without the rows the truth says are spoilt."""
    parts = []
    for path in sorted(SAMPLE.glob(f"{name}-????.csv")):
        part = read(path)
        parts.append(part.drop(index=[line - 2 for line in spoilt_lines(path.name)]))
    return pd.concat(parts, ignore_index=True)


@pytest.fixture(scope="module")
def customers():
    return read(SAMPLE / "customers.csv").merge(read(SAMPLE / "truth" / "customers.csv"), on="customer_id")


@pytest.fixture(scope="module")
def bills():
    frame = table("billing")
    frame["fen"] = [int(Decimal(amount) * 100) for amount in frame["amount_ex_vat"]]
    return frame


@pytest.fixture(scope="module")
def orders():
    return table("orders")


@pytest.fixture(scope="module")
def lines():
    return table("order_lines")


@pytest.fixture(scope="module")
def revenue(bills, customers):
    """Fen by customer and month: what counts, that is neither passed through nor disputed."""
    counts = bills[(bills["pass_through"] == "false") & (bills["disputed"] == "false")]
    grid = counts.pivot_table(
        index="customer_id", columns="period", values="fen", aggfunc="sum", fill_value=0
    )
    return grid.reindex(index=customers["customer_id"], columns=MONTHS, fill_value=0)


def start_shares(revenue: pd.DataFrame, month: str) -> pd.Series:
    at = MONTHS.index(month)
    value = revenue[MONTHS[at - 11 : at + 1]].sum(axis=1)
    total = value[value > 0].sum()
    return value.map(lambda own: value[value > own].sum() / total).where(value > 0)


def classes(revenue: pd.DataFrame, month: str) -> pd.Series:
    share = start_shares(revenue, month)
    return share.map(lambda s: "N" if pd.isna(s) else "A" if s < 0.80 else "B" if s < 0.95 else "C")


def ids(customers: pd.DataFrame, behaviour: str) -> list[str]:
    return customers.loc[customers["behaviour"] == behaviour, "customer_id"].tolist()


# The files


def test_the_committed_sample_is_rebuilt_byte_for_byte(tmp_path):
    paths = write_sample(tmp_path)
    assert files(tmp_path) == files(SAMPLE)
    assert sorted(paths) == sorted(tmp_path.rglob("*.csv"))


def test_the_committed_sample_is_small_and_plain():
    found = files(SAMPLE)
    assert sum(map(len, found.values())) < 3_750_000
    assert not any(b"\r" in content or b'""' in content for content in found.values())
    assert all(content.decode("utf-8").endswith("\n") for content in found.values())


def test_another_seed_is_another_world(tmp_path):
    first, second = tmp_path / "1", tmp_path / "2"
    write_sample(first, seed=1, customers=12, months=4)
    write_sample(second, seed=2, customers=12, months=4)
    one, other = files(first), files(second)
    assert one.keys() == other.keys()
    same = {name for name in one if one[name] == other[name]}
    assert same == {"truth/months.csv"}  # what goes wrong when is part of the story, not of chance


def test_writing_again_replaces(tmp_path):
    write_sample(tmp_path, customers=5, months=3)
    before = files(tmp_path)
    write_sample(tmp_path, customers=5, months=3)
    assert files(tmp_path) == before


def test_years_of_another_sample_are_not_mixed_in(tmp_path):
    write_sample(tmp_path, customers=5, months=3, last_month="2025-06")
    with pytest.raises(WorkbookError, match=r"billing-2025\.csv is of another sample"):
        write_sample(tmp_path, customers=5, months=3, last_month="2026-06")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seed", -1),
        ("customers", 0),
        ("months", 2),
        ("volume", 0.0),
        ("volume", float("nan")),
        ("last_month", "May"),
    ],
)
def test_a_number_out_of_range_is_refused(tmp_path, name, value):
    with pytest.raises(WorkbookError, match=name.replace("last_", "")):
        write_sample(tmp_path / "new", **{name: value})
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("customers", "months"), [(1, 3), (7, 5), (40, 14)])
def test_a_small_world_is_whole(tmp_path, customers, months):
    write_sample(tmp_path, customers=customers, months=months)
    assert len(read(tmp_path / "customers.csv")) == customers
    periods = {period for path in tmp_path.glob("billing-*.csv") for period in read(path)["period"]} - {""}
    assert periods <= set(MONTHS[-months:])
    assert LAST in periods


def test_the_size_dial_scales(tmp_path):
    count, billed = {}, {}
    for volume in (1.0, 4.0):
        folder = tmp_path / str(volume)
        write_sample(folder, customers=60, months=3, volume=volume)
        count[volume] = len(read(folder / "orders-2026.csv"))
        total = read(folder / "billing-2026.csv")["amount_ex_vat"].iloc[-1]
        billed[volume] = float(total)
    assert 3.0 < count[4.0] / count[1.0] < 4.2  # those with one order at least had more than their due
    assert billed[4.0] / billed[1.0] == pytest.approx(4, rel=0.05)
    write_sample(tmp_path / "many", customers=300, months=3)
    assert len(read(tmp_path / "many" / "customers.csv")) == 300


# Ids, names and types


def test_ids_are_text_with_their_zeros(customers, bills, orders, lines):
    assert customers["customer_id"].tolist() == [f"C{n:05d}" for n in range(1, 151)]
    assert lines["sku_id"].str.fullmatch(r"0\d{6}").all()
    assert bills["invoice_no"].str.fullmatch(r"[FR]\d{4}-\d{5}").all()
    assert orders["order_id"].is_unique
    assert not bills.duplicated(["invoice_no", "line_no"]).any()
    assert not lines.duplicated(["order_id", "line_no"]).any()
    assert customers["customer_name"].is_unique


def test_every_value_is_one_the_contract_knows(customers, bills, orders):
    assert set(customers["customer_type"]) == {"合同仓储", "电商仓配", "散客", "平台"}
    assert set(customers["industry"]) == {"电子", "医药", "快消", "服装", "汽配", "家居", "食品", "化工"}
    assert set(customers["current_level"]) == {"", "大", "一般", "小客户"}
    assert set(customers["status"]) == {"active", "paused", "ended"}
    assert set(bills["service_code"]) == {"仓储", "装卸", "出库操作", "包装", "配送", "增值"}
    assert set(orders["direction"]) == {"out", "in", "return"}
    assert set(orders["status"]) == {"closed", "cancelled", "open"}
    assert set(orders["cancel_by"]) == {"", "我方", "客户"}
    flags = [customers["contractual"], customers["public_sector"], bills["disputed"], bills["pass_through"]]
    assert all(set(flag) == {"true", "false"} for flag in flags)
    assert set(orders["doc_ok"]) == {"true", "false", ""}


# Money


def test_every_amount_is_quantity_times_price_to_the_cent(bills):
    for row in bills.itertuples():
        assert Decimal(row.amount_ex_vat) == int(row.qty) * Decimal(row.unit_price)
        assert re.fullmatch(r"-?\d+\.\d\d", row.amount_ex_vat)


def test_a_credit_note_is_negative_and_nothing_else_is(bills):
    assert ((bills["fen"] < 0) == (bills["credit_note"] == "true")).all()
    assert (bills["fen"] != 0).all()
    assert 20 < (bills["fen"] < 0).sum() < 200


def test_a_bill_is_dated_in_its_period(bills):
    assert (bills["doc_date"].str[:7] == bills["period"]).all()
    assert sorted(set(bills["period"])) == MONTHS


def test_goods_are_worth_their_lines(orders, lines):
    lines = lines[lines["order_id"].isin(orders["order_id"])]
    worth = [int(q) * Decimal(p) for q, p in zip(lines["qty_ordered"], lines["unit_price"], strict=True)]
    total = pd.Series(worth, index=lines["order_id"]).groupby(level=0).sum()
    assert [Decimal(value) for value in orders["goods_value"]] == total.reindex(orders["order_id"]).tolist()


# What the customers were made to do


def test_stable_customers_are_stable_year_by_year(revenue, customers):
    own = revenue.loc[ids(customers, "stable")]
    years = pd.concat([own[MONTHS[n : n + 12]].sum(axis=1) for n in (0, 12, 24)], axis=1)
    assert len(own) >= 60
    assert (years.std(axis=1) / years.mean(axis=1)).max() < 0.05


@pytest.mark.parametrize(("behaviour", "low", "high"), [("growing", 1.3, 9), ("declining", 0.1, 0.77)])
def test_who_grows_or_declines_does_so_each_year(revenue, customers, behaviour, low, high):
    own = revenue.loc[ids(customers, behaviour)]
    years = [own[MONTHS[n : n + 12]].sum(axis=1) for n in (0, 12, 24)]
    assert len(own) == 12
    assert (years[1] / years[0]).between(low, high).all()
    assert (years[2] / years[1]).between(low, high).all()


def test_the_lost_are_gone_from_their_month_on(revenue, orders, customers):
    lost = customers[customers["behaviour"] == "lost"]
    assert len(lost) == 10
    for row in lost.itertuples():
        at = MONTHS.index(row.since)
        assert (revenue.loc[row.customer_id, MONTHS[:at]] > 0).all()
        assert (revenue.loc[row.customer_id, MONTHS[at:]] == 0).all()
        created = orders.loc[orders["customer_id"] == row.customer_id, "created_at"].str[:7]
        assert created.max() == MONTHS[at - 1] == row.end_date[:7]
        assert row.status == "ended"


def test_the_new_begin_in_their_month(revenue, customers):
    new = customers[customers["behaviour"] == "new"]
    assert len(new) == 12
    assert (new["since"] >= MONTHS[-3]).sum() >= 3
    for row in new.itertuples():
        at = MONTHS.index(row.since)
        assert (revenue.loc[row.customer_id, MONTHS[:at]] == 0).all()
        assert (revenue.loc[row.customer_id, MONTHS[at:]] > 0).all()
        assert row.start_date[:7] == row.since


def test_the_won_back_were_away_half_a_year(revenue, customers):
    back = customers[customers["behaviour"] == "won_back"]
    assert len(back) == 4
    for row in back.itertuples():
        at = MONTHS.index(row.since)
        own = revenue.loc[row.customer_id]
        assert (own[MONTHS[at - 6 : at]] == 0).all()
        assert (own[MONTHS[at:]] > 0).all()
        assert own[MONTHS[0]] > 0


def test_limit_customers_stand_within_a_point_of_a_limit(revenue, customers):
    share = start_shares(revenue, LAST)[ids(customers, "limit")]
    off = pd.concat([(share - 0.80).abs(), (share - 0.95).abs()], axis=1)
    assert len(off) == 6
    assert off.min(axis=1).max() < 0.01
    assert (off < 0.01).sum().tolist() == [2, 4]


def test_who_crosses_a_limit_does_so_in_the_month_told(revenue, customers):
    told = customers[customers["crosses_in"] != ""]
    assert len(told) == 9
    for row in told.itertuples():
        before = MONTHS[MONTHS.index(row.crosses_in) - 1]
        pair = classes(revenue, before)[row.customer_id], classes(revenue, row.crosses_in)[row.customer_id]
        assert pair == (row.from_class, row.to_class)
    assert (told["crosses_in"] == LAST).sum() >= 2


def test_storage_customers_have_bills_and_no_orders(bills, orders, customers):
    storage = ids(customers, "storage")
    assert len(storage) == 2
    assert set(bills.loc[bills["customer_id"].isin(storage), "service_code"]) == {"仓储"}
    assert not orders["customer_id"].isin(storage).any()


def test_tied_customers_are_billed_the_same(revenue, customers):
    first, second = ids(customers, "tie")
    assert revenue.loc[first].tolist() == revenue.loc[second].tolist()
    assert (revenue.loc[first] > 0).all()


def test_one_customer_gets_back_more_than_it_pays(revenue, customers):
    year = revenue[MONTHS[-12:]].sum(axis=1)
    assert year[year < 0].index.tolist() == ids(customers, "negative")


# The whole


@pytest.fixture(scope="module")
def costs():
    frame = read(SAMPLE / "costs.csv")
    assert not frame.duplicated(["customer_id", "month"]).any()
    return frame.assign(fen=[int(Decimal(cost) * 100) for cost in frame["cost"]])


def test_serving_costs_about_three_quarters_but_for_the_five_told(revenue, costs, customers):
    recent = MONTHS[-12:]
    value = revenue[recent].sum(axis=1)
    spent = costs[costs["month"].isin(recent)].groupby("customer_id")["fen"].sum()
    share = (spent / value).dropna()
    told = customers.loc[customers["costly"] == "true", "customer_id"].tolist()
    assert len(told) == 5
    assert (value[told] > value.median()).all()
    assert share[told].between(1.02, 1.40).all()
    # credit notes are not costs: who got much back is no measure
    others = share.drop([*told, *ids(customers, "negative")])
    assert others.between(0.66, 0.90).all()
    assert set(costs["customer_id"]) <= set(customers["customer_id"])


def test_nobody_costs_anything_in_a_month_that_is_not_billed(bills, costs):
    billed = set(zip(bills["customer_id"], bills["period"], strict=True))
    assert set(zip(costs["customer_id"], costs["month"], strict=True)) <= billed
    assert set(costs["month"]) == set(MONTHS)


def test_the_costly_were_not_costly_before(revenue, costs, customers):
    told = customers.loc[customers["costly"] == "true", "customer_id"].tolist()
    spent = costs[costs["month"].isin(MONTHS[:24])].groupby("customer_id")["fen"].sum()
    assert (spent[told] / revenue.loc[told, MONTHS[:24]].sum(axis=1)).between(0.66, 0.90).all()


def test_of_the_classes_given_by_hand_one_holds_one_has_ended_one_is_to_come(revenue):
    given = read(SAMPLE / "class_overrides.csv").set_index("customer_id")
    last = LAST + "-31"
    holds = given[(given["valid_from"] <= last) & (given["expires"] >= last)]
    assert len(given) == 3
    assert len(holds) == 1
    assert (given["expires"] == "2026-06-30").sum() == (given["valid_from"] > last).sum() == 1
    assert (given["class"] != classes(revenue, LAST)[given.index]).all()
    assert (given["expires"] > given["valid_from"]).all()


def test_a_fifth_of_the_customers_carry_four_fifths(revenue):
    found = classes(revenue, LAST).value_counts()
    assert 20 <= found["A"] <= 30
    assert found["B"] > 20
    assert found["C"] > 50


def test_electronics_and_pharma_lead_among_the_large(revenue, customers):
    leading = customers.set_index("customer_id")["industry"].isin(["电子", "医药"])
    assert leading[classes(revenue, LAST) == "A"].mean() > 0.6
    assert 0.18 < leading.mean() < 0.32


def test_the_year_has_its_dip_and_its_peak(revenue):
    total = revenue.sum()
    assert total["2026-02"] < 0.8 * total["2026-03"]
    peak = revenue.loc[:, ["2025-11", "2025-12"]].sum(axis=1)
    usual = revenue.loc[:, ["2025-09", "2025-10"]].sum(axis=1)
    clothes = [name for name, industry in industries().items() if industry in ("服装", "快消")]
    assert peak[clothes].sum() > 1.12 * usual[clothes].sum()
    assert revenue[MONTHS[24:]].sum().sum() > 1.01 * revenue[MONTHS[:12]].sum().sum()


def industries() -> dict[str, str]:
    frame = read(SAMPLE / "customers.csv")
    return dict(zip(frame["customer_id"], frame["industry"], strict=True))


# Service


@pytest.fixture(scope="module")
def delivered(orders, lines, revenue):
    """The closed orders out: month, site, on time, in full, hours of picking, class of the customer."""
    short = lines[lines["qty_short"] != ""].astype({"qty_short": int}).groupby("order_id")["qty_short"].sum()
    out = orders[(orders["direction"] == "out") & (orders["status"] == "closed")]
    picking = pd.to_datetime(out["picked_at"]) - pd.to_datetime(out["released_at"])
    return out.assign(
        month=out["created_at"].str[:7],
        on_time=out["signed_at"] <= out["promised_at"],
        in_full=out["order_id"].map(short) == 0,
        hours=picking.dt.total_seconds() / 3600,
        level=out["customer_id"].map(classes(revenue, LAST)),
    )


def test_on_time_in_full_is_about_94_percent(delivered):
    assert 0.93 < (delivered["on_time"] & delivered["in_full"]).mean() < 0.95
    assert 0.97 < delivered["in_full"].mean() < 0.99


def test_no_class_is_served_better(delivered):
    rates = delivered.groupby("level")["on_time"].mean()[["A", "B", "C"]]
    assert rates.max() - rates.min() < 0.015


def test_each_disturbance_shows_where_the_truth_says(delivered):
    told = read(SAMPLE / "truth" / "months.csv")
    assert set(told["disturbance"]) == {"new_year_rush", "carrier_breakdown", "system_change"}
    quiet = delivered.loc[~delivered["month"].isin(told["month"]), "on_time"].mean()
    assert quiet > 0.96
    for row in told.itertuples():
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


def test_the_carrier_that_broke_down_is_the_one_told(delivered):
    july = delivered[delivered["month"] == "2025-07"].groupby("carrier")["on_time"].mean()
    note = read(SAMPLE / "truth" / "months.csv").set_index("disturbance").loc["carrier_breakdown", "note"]
    assert july.idxmin() in note
    assert july.min() < 0.8 < july.drop(july.idxmin()).min()


def test_steps_follow_each_other_and_end_with_the_last_month(orders):
    for row in orders[TIMES].itertuples(index=False):
        known = [time for time in row if time]
        assert known == sorted(known)
    stamps = orders[[*TIMES, "cancelled_at"]].stack()
    stamps = stamps[stamps != ""]
    assert stamps.str.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:00").all()
    assert stamps.max() < "2026-11-01"
    opened = orders[orders["status"] == "open"]
    assert 0 < len(opened) < 60
    assert set(opened["created_at"].str[:7]) == {LAST}
    assert (opened["signed_at"] == "").all()
    assert (orders.loc[orders["status"] == "closed", "signed_at"] != "").all()


def test_a_cancelled_order_never_leaves(orders, lines):
    cancelled = orders[orders["status"] == "cancelled"]
    assert len(cancelled) > 50
    assert (cancelled[["shipped_at", "signed_at"]] == "").all(axis=None)
    assert (cancelled["cancelled_at"] > cancelled["created_at"]).all()
    assert (cancelled["cancelled_at"] < cancelled["promised_at"]).all()
    assert (lines.loc[lines["order_id"].isin(cancelled["order_id"]), "qty_shipped"] == "0").all()


def test_even_the_fastest_order_never_leaves_once_cancelled():
    # Urgent goods in town can be handed over within five hours, which is how late a cancellation comes.
    n = 40_000
    drawn = pd.DataFrame({"direction": ["out"] * n, "site_id": "S1", "priority": "urgent", "created_at": 0})
    walked = steps.walk(drawn, [], np.random.default_rng(1), until=10**9)
    gone = walked[walked["status"] == "cancelled"]
    assert len(gone) > 400
    assert (gone[["shipped_at", "signed_at"]] == -1).all(axis=None)


def test_shipped_and_short_are_what_was_ordered(lines):
    known = lines[lines["qty_shipped"] != ""]
    quantities = ["qty_ordered", "qty_shipped", "qty_short", "qty_damaged", "qty_wrong"]
    numbers = known[quantities].astype(int)
    assert (numbers["qty_shipped"] + numbers["qty_short"] == numbers["qty_ordered"]).all()
    assert (numbers["qty_damaged"] + numbers["qty_wrong"] <= numbers["qty_shipped"]).all()
    assert (numbers >= 0).all(axis=None)
    assert (numbers["qty_ordered"] > 0).all()
    assert 0 < len(lines) - len(known) < 100


def test_returns_are_few_and_counted_upwards(orders, lines):
    back = orders[orders["direction"] == "return"]
    assert 0.02 < len(back) / len(orders) < 0.04
    assert (lines.loc[lines["order_id"].isin(back["order_id"]), "qty_ordered"].astype(int) > 0).all()


def test_orders_carry_the_units_that_were_billed(bills, orders, lines):
    billed = (
        bills[(bills["service_code"] == "出库操作") & (bills["credit_note"] == "false")]["qty"]
        .astype(int)
        .sum()
    )
    out = orders.loc[orders["direction"] == "out", "order_id"]
    ordered = lines.loc[lines["order_id"].isin(out), "qty_ordered"].astype(int).sum()
    assert ordered == pytest.approx(billed, rel=0.001)


# Spoilt rows


def test_the_spoilt_rows_are_those_told_and_no_more():
    told = read(SAMPLE / "truth" / "rows.csv")
    assert 1 <= len(told) <= 6
    known = set(read(SAMPLE / "customers.csv")["customer_id"])
    orders = {path.name: read(path) for path in sorted(SAMPLE.glob("orders-*.csv"))}
    order_ids = {order for part in orders.values() for order in part["order_id"]}
    found = []
    for path in sorted(SAMPLE.glob("*-????.csv")):
        part = read(path)
        wrong = part.duplicated()
        if "customer_id" in part:
            wrong |= ~part["customer_id"].isin(known)
        if "line_no" in part and "sku_id" in part:
            wrong |= ~part["order_id"].isin(order_ids) | ~part["qty_ordered"].str.fullmatch(r"\d+")
        found += [(path.name, str(at + 2)) for at in part.index[wrong]]
    assert sorted(found) == sorted(zip(told["file"], told["line"], strict=True))
    assert set(told["what"]) == {"total row", "duplicate order", "text in qty_ordered", "unknown order"}


def test_the_total_row_is_the_total():
    name = read(SAMPLE / "truth" / "rows.csv").set_index("what").loc["total row", "file"]
    frame = read(SAMPLE / name)
    amounts = [Decimal(amount) for amount in frame["amount_ex_vat"]]
    assert frame["customer_id"].iloc[-1] == "合计"
    assert sum(amounts[:-1]) == amounts[-1]
