import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import last_day, month_range
from wcm_helpers.core.paths import ROOT
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.rfm import notes
from wcm_helpers.reports.classification.rfm.analysis import segment_customers

BOOKS = settings(max_examples=6, deadline=None)
CDNOW = ROOT.parent / "shared" / "data" / "cdnow_elog_sample2357.csv.gz"
SCORES = ["recency_score", "frequency_score", "monetary_score"]


def facts_of(rows, *more):
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders", *more])
    return facts.assign(value=facts["value"] * SCALE)


def seen(facts, customers=None, month="2026-05", rule=None, whole_month=True):
    rule = rule or Rule()
    return classify_month(
        facts, customers, month, rule, currency="CNY", source="invoices", whole_month=whole_month
    )


def scores(segments):
    held = segments.customers.set_index("customer_id")
    return {name: tuple(row) for name, row in held[SCORES].iterrows()}


def under_contract(*names):
    return pd.DataFrame({"customer_id": list(names), "contractual": [True] * len(names)})


# Ten customers in one month. Days since the last activity 0, 3 … 27, values 10 … 100.
TEN = facts_of(
    [
        (f"k{i:02d}", "2026-05", 10 * i, days, days, pd.Timestamp(2026, 5, 31 - 3 * (i - 1)))
        for i, days in enumerate([1, 1, 1, 1, 1, 1, 7, 8, 9, 9], start=1)
    ],
    "order_days",
    "last_on",
)


def test_ten_customers_by_hand():
    found = segment_customers(seen(TEN, rule=Rule(window_months=1)))
    # days 0 3 | 6 9 | 12 15 | 18 21 | 24 27: the fewer, the better. Order days: the 2nd, 4th, 6th and 8th are
    # 1 1 1 8: three levels, scores 1 3 5. Values two by two.
    assert scores(found) == {
        "k01": (5, 1, 1), "k02": (5, 1, 1), "k03": (4, 1, 2), "k04": (4, 1, 2), "k05": (3, 1, 3),
        "k06": (3, 1, 3), "k07": (2, 3, 4), "k08": (2, 3, 4), "k09": (1, 5, 5), "k10": (1, 5, 5),
    }  # fmt: skip
    assert found.figures == {
        "champions": 0, "large_seldom": 0, "large_slipping": 2, "large_quiet": 2,
        "smaller_regulars": 0, "smaller_seldom": 6, "smaller_slipping": 0, "smaller_quiet": 0,
    }  # fmt: skip
    table = found.counts.set_index("segment")
    # k09 and k10: 90 + 100 of 550; medians of 24, 27 and 9, 9
    assert table.loc["large_slipping", "share"] == pytest.approx(190 / 550)
    assert table.loc["large_slipping", ["recency_days", "frequency"]].tolist() == [25.5, 9]
    edges = found.edges.set_index("measure")
    assert edges.loc["frequency", "edges"] == (1, 8) and edges.loc["frequency", "levels"] == 3
    # 100 90 80 70 60 50 reach 81.8 % of 550: six in A; k07 to k10 slip, k05 and k06 are in the middle
    assert found.slipping["customer_id"].tolist() == ["k10", "k09", "k08", "k07"]


def steady(names, last="2026-05", first="2024-11", amount=100, orders=2, changes=()):
    """Return facts with the same every month, save ``changes``: {(id, month): (value, orders)}."""
    changes = dict(changes)
    rows = [
        (name, month, *changes.get((name, month), (amount * (i + 1), orders + i)))
        for i, name in enumerate(names)
        for month in month_range(first, last)
    ]
    return facts_of(rows)


NAMES = list("abcdefghij")


def test_the_edges_are_those_of_the_last_december_the_history_fills():
    found = segment_customers(seen(steady(NAMES)))
    assert (found.baseline, found.baseline_from, found.baseline_covered) == ("2025-12", "december", True)
    # values 1200 … 12000 in 2025: the 2nd, 4th, 6th, 8th
    edges = found.edges.set_index("measure")["edges"]
    assert edges["monetary"] == tuple(1200 * i * SCALE for i in (2, 4, 6, 8))
    assert edges["frequency"] == (36, 60, 84, 108)  # orders 2, 3 … 11 a month, no order days known
    assert found.frequency_from == "orders"


def test_without_a_full_window_the_edges_are_this_months_and_that_is_said():
    answer = seen(steady(NAMES, first="2025-02"))
    found = segment_customers(answer)
    assert (found.baseline, found.baseline_from) == ("2026-05", "month")
    assert any("this month's own" in note for note in notes.notes(found, answer))
    # a December under review looks back to the one before
    assert segment_customers(seen(steady(NAMES), month="2025-12")).baseline_from == "month"


def test_who_does_not_change_keeps_its_scores_when_all_others_do():
    others = {
        (name, month): (50_000, 90) for name in NAMES[:8] for month in month_range("2026-01", "2026-05")
    }
    before, after = (segment_customers(seen(steady(NAMES, changes=c))) for c in ({}, others))
    for name in ("i", "j"):
        assert scores(before)[name] == scores(after)[name]
    assert scores(after)["a"] != scores(before)["a"]
    # with this month's own edges they would have fallen behind: the test can tell
    moving = segment_customers(seen(steady(NAMES, changes=others)), baseline="2026-05")
    assert scores(moving)["i"] != scores(after)["i"]


def test_what_comes_later_changes_nothing():
    early = steady(NAMES, last="2026-03")
    late = steady(NAMES, changes={("a", "2026-05"): (10**6, 500), ("b", "2026-04"): (-(10**6), 0)})
    one, other = (segment_customers(seen(facts, month="2026-03")) for facts in (early, late))
    pd.testing.assert_frame_equal(one.customers, other.customers)
    pd.testing.assert_frame_equal(one.edges, other.edges)


def test_what_comes_after_the_baseline_moves_no_edge():
    late = {("a", "2026-02"): (10**6, 500)}
    one, other = (segment_customers(seen(steady(NAMES, changes=c))) for c in ({}, late))
    assert one.edges["edges"].tolist() == other.edges["edges"].tolist()


def test_days_of_activity_after_the_baseline_move_no_edge_of_recency():
    # in March k0 … k9 were last here 0, 1 … 9 days before its end; all are back in May
    rows = [(f"k{i}", "2026-03", 10, 1, pd.Timestamp(2026, 3, 31 - i)) for i in range(10)]
    rows += [(f"k{i}", "2026-05", 10, 1, pd.Timestamp(2026, 5, 31)) for i in range(10)]
    found = segment_customers(seen(facts_of(rows, "last_on")), baseline="2026-03")
    assert found.edges.set_index("measure").loc["recency", "edges"] == (1, 3, 5, 7)
    assert (found.customers["recency_score"] == 5).all()


def test_a_baseline_can_be_set_but_not_after_the_month():
    facts = steady(NAMES)
    assert segment_customers(seen(facts), baseline="2025-10").baseline == "2025-10"
    short = segment_customers(seen(facts), baseline="2025-03")
    assert any("window to March 2025" in note for note in notes.notes(short, seen(facts)))
    with pytest.raises(WorkbookError, match=r"2026-06 is after the month under review, 2026-05"):
        segment_customers(seen(facts), baseline="2026-06")
    with pytest.raises(WorkbookError, match=r"no activity in the 12-month window.*begins in 2024-11"):
        segment_customers(seen(facts), baseline="2024-10")
    with pytest.raises(WorkbookError, match="YYYY-MM"):
        segment_customers(seen(facts), baseline="May")


# 600 in each quarter before; now 480 is a fifth less, 570 and 630 five in a hundred, 720 a fifth more
@pytest.mark.parametrize(
    ("now", "expected"),
    [(0, 1), (480, 1), (483, 2), (570, 2), (573, 3), (600, 3), (630, 3), (633, 4), (720, 4), (723, 5)],
)
def test_a_contract_is_scored_by_its_trend_against_a_year_before(now, expected):
    last = month_range("2026-03", "2026-05")
    changes = {("x", month): (now // 3, 1) for month in last}
    changes |= {("x", month): (9999, 1) for month in month_range("2025-12", "2026-02")}  # not looked at
    facts = steady(["x", "y"], amount=200, changes=changes)
    found = segment_customers(seen(facts, under_contract("x")))
    row = found.customers.set_index("customer_id").loc["x"]
    assert (row["recency_score"], row["basis"], row["compared_with"]) == (expected, "trend", "year")
    assert row["trend"] == pytest.approx(now / 600 - 1)
    other = found.customers.set_index("customer_id").loc["y"]
    assert other["basis"] == "recency" and np.isnan(other["trend"]) and other["compared_with"] == ""


@pytest.mark.parametrize(
    ("first", "against", "expected"),
    [
        ("2025-03", "year", 5),  # 300 300 300 a year before, 600 now: twice
        ("2025-04", "quarter", 1),  # 900 in each of the 3 months before, 600 now: a third less
        ("2025-12", "quarter", 1),
        ("2026-01", "", 3),  # not there when the 3 months before began
        ("2026-05", "", 3),
    ],
)
def test_a_young_contract_is_held_against_what_there_is(first, against, expected):
    amounts = {"2025": 300, "2026": 600}
    rows = [("old", month, 100, 1) for month in month_range("2024-11", "2026-05")]
    rows += [
        ("x", month, 900 if "2025-12" <= month <= "2026-02" else amounts[month[:4]], 1)
        for month in month_range(first, "2026-05")
    ]
    answer = seen(facts_of(rows), under_contract("x"))
    found = segment_customers(answer)
    row = found.customers.set_index("customer_id").loc["x"]
    assert (row["compared_with"], row["recency_score"]) == (against, expected)
    no_earlier = any("no earlier months to compare with" in note for note in notes.notes(found, answer))
    assert no_earlier == (against == "")


def test_contracts_set_no_edge_of_recency():
    rows = [(f"k{i}", "2026-05", 10, 1, pd.Timestamp(2026, 5, 31 - i)) for i in range(10)]
    facts = facts_of(rows, "last_on")
    found = segment_customers(seen(facts, under_contract(*(f"k{i}" for i in range(5)))))
    edges = found.edges.set_index("measure")
    assert edges.loc["recency", "edges"] == (5, 6, 7, 8)  # of 5 6 7 8 9
    assert edges["n"].to_dict() == {"recency": 5, "trend": 5, "frequency": 10, "monetary": 10}


def test_where_contracts_are_not_known_nobody_is_under_one():
    found = segment_customers(seen(steady(NAMES)))
    assert set(found.customers["basis"]) == {"recency"} and not found.contracts_known
    assert any("contractual" in text for text in notes.absent(found))
    assert "trend" not in set(found.edges["measure"])


def test_a_steady_contract_is_not_said_to_slip():
    found = segment_customers(seen(steady(NAMES), under_contract(*NAMES)))
    assert found.slipping.empty and (found.customers["recency_score"] == 3).all()


def test_a_month_half_told_does_not_lower_a_trend():
    half = {("x", "2026-05"): (1, 1)}
    facts = steady(["x", "y"], changes=half)
    answers = [seen(facts, under_contract("x"), whole_month=whole) for whole in (True, False)]
    whole, draft = map(segment_customers, answers)
    assert scores(whole)["x"][0] == 1 and scores(draft)["x"][0] == 3
    assert any("Trends end with April 2026." in note for note in notes.notes(draft, answers[1]))


def test_recency_without_days_counts_from_the_end_of_the_last_active_month():
    facts = facts_of([("x", "2026-05", 5, 1), ("y", "2026-03", 5, 1)])
    found = segment_customers(seen(facts))
    # from 31 March: 30 days of April and 31 of May
    assert found.customers.set_index("customer_id")["recency_days"].to_dict() == {"x": 0, "y": 61}
    assert any("Days of activity" in text for text in notes.absent(found))


def test_an_invoice_dated_after_the_month_is_no_negative_recency():
    rows = [
        ("x", "2026-05", 5, 1, pd.Timestamp(2026, 6, 3)),
        ("y", "2026-05", 5, 1, pd.Timestamp(2026, 5, 30)),
    ]
    found = segment_customers(seen(facts_of(rows, "last_on")))
    assert found.customers.set_index("customer_id")["recency_days"].to_dict() == {"x": 0, "y": 1}


def test_without_orders_frequency_is_counted_in_active_months():
    rows = [("x", month, 5, 0) for month in month_range("2026-01", "2026-05")] + [("y", "2026-05", 5, 0)]
    found = segment_customers(seen(facts_of(rows)))
    assert found.customers.set_index("customer_id")["frequency"].to_dict() == {"x": 5, "y": 1}
    assert any("[tables.orders]" in text for text in notes.absent(found))


@pytest.mark.parametrize(
    "rows",
    [
        [("x", "2026-05", 5, 1)],
        [("x", "2026-05", 5, 1), ("y", "2026-05", 5, 1)],
        [(name, "2026-05", 5, 1) for name in NAMES],
        [("x", "2026-05", -5, 1), ("y", "2026-05", -5, 1)],
    ],
    ids=["one", "two", "all equal", "all negative"],
)
def test_where_nobody_is_told_apart_that_is_said(rows):
    found = segment_customers(seen(facts_of(rows)))
    assert set(found.customers[SCORES].to_numpy().ravel()) == {3}
    assert found.slipping.empty


def test_customers_with_nothing_are_in_a_segment_but_not_in_a_share():
    found = segment_customers(
        seen(facts_of([("x", "2026-05", 90, 3), ("y", "2026-05", 10, 2), ("z", "2026-05", -50, 1)]))
    )
    assert sum(found.figures.values()) == 3
    assert found.counts["share"].sum() == pytest.approx(1)
    assert found.counts["value"].sum() == 50 * SCALE
    nothing = segment_customers(seen(facts_of([("x", "2026-05", -1, 1), ("y", "2026-05", -2, 2)])))
    assert nothing.counts["share"].isna().all()
    # −1 is above the only edge, −2: large by its score
    assert nothing.figures["large_seldom"] + nothing.figures["champions"] == 1


@BOOKS
@given(strategies.facts(), st.randoms(use_true_random=False))
def test_segments_stand_against_order_names_and_currency(rows, random):
    facts = pd.DataFrame(
        [(*key, *cell) for key, cell in rows.items()], columns=["customer_id", "month", "value", "orders"]
    )
    rule = Rule(window_months=3)
    if facts["month"].max() < "2026-03":
        return
    found = segment_customers(seen(facts, under_contract("c1", "c2"), rule=rule))
    assert sum(found.figures.values()) == len(found.customers) == found.counts["customers"].sum()
    order = list(facts.index)
    random.shuffle(order)
    other = facts.loc[order].assign(value=facts["value"] * 100)
    other["customer_id"] = other["customer_id"].map(lambda name: f"z{9 - int(name[1:])}")
    again = segment_customers(seen(other, under_contract("z8", "z7"), rule=rule))
    assert {f"z{9 - int(name[1:])}": told for name, told in scores(found).items()} == scores(again)
    assert again.figures == found.figures


def test_published_purchases_give_the_scores_worked_out_by_hand():
    if not CDNOW.exists():
        pytest.skip("the shared CDNOW log is not there")
    log = pd.read_csv(CDNOW)
    day = pd.to_datetime(log["date"].astype(str))
    cents = (log["sales"] * 100).round().astype("int64")
    log = log.assign(day=day, month=day.dt.strftime("%Y-%m"), value=cents * (SCALE // 100))
    grouped = log.groupby(["sampleid", "month"])
    facts = (
        grouped.agg(
            value=("value", "sum"),
            orders=("day", "size"),
            order_days=("day", "nunique"),
            last_on=("day", "max"),
        )
        .reset_index()
        .rename(columns={"sampleid": "customer_id"})
    )
    found = segment_customers(seen(facts, month="1998-06", rule=Rule(value="order_value")))
    assert found.baseline == "1997-12"

    def by_hand(first, last):
        held = log[log["day"].between(first, last)].groupby("sampleid")
        seen_last = log[log["day"] <= last].groupby("sampleid")["day"].max()
        table = pd.DataFrame({"f": held["day"].nunique(), "m": held["value"].sum()})
        return table.assign(r=(pd.Timestamp(last) - seen_last).dt.days)

    def level(values, old, names):
        ordered = sorted(old)
        cut = {ordered[int(np.ceil(len(ordered) * j / 5 - 1e-9)) - 1] for j in (1, 2, 3, 4)} - {ordered[-1]}
        spread = {4: [1, 2, 3, 4, 5], 3: [1, 2, 4, 5], 2: [1, 3, 5], 1: [1, 5], 0: [3]}[len(cut)]
        spread = spread[::-1] if names == "r" else spread
        return [spread[sum(c < value for c in cut)] for value in values]

    old, now = by_hand("1997-01-01", "1997-12-31"), by_hand("1997-07-01", "1998-06-30")
    hand = pd.DataFrame(
        {name: level(now[name], old[name], name) for name in "rfm"}, index=now.index.astype(str)
    )
    mine = found.customers.set_index("customer_id").loc[hand.index]
    assert len(mine) == len(found.customers) > 500
    assert mine[SCORES].to_numpy().tolist() == hand.to_numpy().tolist()
    assert found.figures["champions"] == int(((hand["r"] >= 3) & (hand[["f", "m"]] > 3).all(axis=1)).sum())


def test_the_planted_growth_and_decline_of_the_invented_warehouse_are_found(monkeypatch):
    monkeypatch.chdir(ROOT)
    answer = open_report("classification", month="2026-10", settings=str(ROOT / "workbook.toml")).result
    found = segment_customers(answer)
    assert found.as_of == last_day("2026-10") and found.baseline == "2025-12"
    assert sum(found.figures.values()) == len(answer.classes)
    truth = pd.read_csv(ROOT / "data" / "sample" / "truth" / "customers.csv").set_index("customer_id")
    held = found.customers.assign(planted=found.customers["customer_id"].map(truth["behaviour"]))
    by_trend = held[held["basis"] == "trend"].groupby("planted")["recency_score"]
    assert (by_trend.min()["growing"], by_trend.max()["declining"], by_trend.max()["lost"]) == (5, 1, 1)
    stable = held[(held["planted"] == "stable") & (held["basis"] == "trend")]["recency_score"]
    assert stable.between(2, 4).all() and (stable == 3).mean() > 0.8
