"""Who looks after whom: shortage by hand, reasons of moves, order of rows, the planted overload."""

import numpy as np
import pandas as pd
import pytest

from tests.reports.service_plan.managers.staffings import customers, staffed, team
from wcm_helpers.reports.service_plan.managers.analysis import staffing_of
from wcm_helpers.reports.service_plan.managers.team import team_of
from wcm_helpers.sample import care_plan, care_tables, world

BOOK = customers(("a", "B", None, 300), ("b", "B", None, 300), ("c", "B", None, 400))


def test_capacity_times_nine_tenths_misses_a_tenth():
    whole = staffed(BOOK, team(("m1", 600, None, ()), ("m2", 400, None, ())))
    assert (whole.key, whole.short_minutes, whole.people) == ("optimal", 0, 0)
    # 540 and 360 of 1,000 minutes: 100 are missing, less than one person of 450
    less = staffed(BOOK, team(("m1", 540, None, ()), ("m2", 360, None, ())))
    assert (less.key, less.short_minutes, less.people) == ("short", 100, 1)


def test_small_customers_fill_what_is_left():
    book = customers(("a", "B", None, 300), ("s", "C", None, 40), ("t", "C", None, 40))
    managers = team(("m1", 300, None, ()), ("m2", 50, None, ()))
    made = staffed(book, managers, {"a": "m1", "s": "m1", "t": "m2"})
    assert made.customers["small"].tolist() == [False, True, True]
    assert made.customers["proposed"].to_dict() == {"a": "m1", "s": "m1", "t": "m2"}
    assert made.short_minutes == 30  # 80 minutes of small ones, 50 left
    assert staffed(book, managers.assign(capacity=[300, 80]), {"a": "m1", "s": "m1"}).short_minutes == 0


@pytest.mark.parametrize(
    ("today", "letter", "industries", "reason"),
    [
        ("gone", "B", ("food",), "not_in_team"),
        ("m2", "A", (), "not_named"),
        ("m2", "B", ("cars",), "stays"),  # 2 points of mismatch are less than 3 for the move
        (None, "B", ("cars",), "first"),
    ],
)
def test_reasons(today, letter, industries, reason):
    book = customers(("a", letter, "food", 300))
    managers = team(("m1", 600, True, ("food",)), ("m2", 600, False, industries))
    made = staffed(book, managers, {"a": today})
    assert made.customers["reason"].tolist() == [reason]
    assert made.customers["proposed"].tolist() == ["m2" if reason == "stays" else "m1"]


def test_a_better_fit_is_a_reason_if_it_is_worth_the_move():
    book = customers(("a", "B", "food", 300))
    managers = team(("m1", 600, None, ("food",)), ("m2", 600, None, ("cars",)))
    made = staffed(book, managers, {"a": "m2"}, moved_cost=1)
    assert made.customers["reason"].tolist() == ["fits"]
    assert made.customers[["points_today", "points"]].to_numpy().tolist() == [[2, 0]]


def test_the_overloaded_manager_gives_the_customer_that_fits_elsewhere():
    book = customers(("a", "B", "food", 300), ("b", "B", "cars", 300))
    managers = team(("m1", 400, None, ("food",)), ("m2", 400, None, ("cars",)))
    made = staffed(book, managers, {"a": "m1", "b": "m1"})
    assert made.overloaded.index.tolist() == ["m1"] and made.overloaded["over"].tolist() == [200]
    assert made.customers["reason"].to_dict() == {"a": "stays", "b": "overloaded"}
    assert made.team["minutes"].tolist() == [300, 300]


def test_class_a_without_a_named_manager_is_missing_whole():
    made = staffed(customers(("a", "A", None, 300)), team(("m1", 900, False, ())))
    assert (made.key, made.short_minutes) == ("short", 300)
    assert made.customers["reason"].tolist() == ["nobody"]


def test_the_order_of_rows_and_managers_changes_nobody():
    rng = np.random.default_rng(7)
    rows = [(f"c{n:02d}", "AB"[n % 2], "xyz"[n % 3], int(rng.integers(3, 8)) * 60) for n in range(14)]
    book = customers(*rows)
    managers = team(
        ("m1", 2400, True, ("x",)), ("m2", 2000, True, ("y", "z")),
        ("m3", 1800, False, ()), ("m4", 900, True, ()),
    )  # fmt: skip
    today = {f"c{n:02d}": f"m{1 + n % 4}" for n in range(12)}
    expected = staffed(book, managers, today)
    assert expected.key == "optimal" and len(expected.moved)
    for seed in range(20):
        mixed = np.random.default_rng(seed)
        made = staffed(
            book.iloc[mixed.permutation(len(book))],
            managers.iloc[mixed.permutation(4)],
            dict(mixed.permutation(list(today.items())).tolist()),
        )
        pd.testing.assert_series_equal(made.customers["proposed"], expected.customers["proposed"])


def test_one_customer_and_one_manager():
    made = staffed(customers(("a", "B", None, 60)), team(("m", 60, None, ())), {})
    assert made.customers["proposed"].tolist() == ["m"] and made.customers["reason"].tolist() == ["first"]


def test_the_planted_manager_has_three_quarters_of_the_hours(plan_review, truth):
    staffing = plan_review.computed(staffing_of)
    planted = truth["overloaded manager"]
    assert staffing.overloaded.index.tolist() == [planted]
    due = staffing.customers.loc[staffing.customers["today"] == planted, "package"].sum()
    assert staffing.team.loc[planted, "capacity"] / due == pytest.approx(0.75, abs=0.01)
    assert (staffing.key, staffing.short_minutes) == ("optimal", 0)
    assert (staffing.team["minutes"] <= staffing.team["capacity"]).all()


@pytest.mark.parametrize(("seed", "size"), [(1, 150), (2, 90), (3, 400), (4, 60), (5, 120)])
def test_the_overload_of_other_worlds_is_named(seed, size):
    made = world.build(seed, size, 24, "2026-10", 1.0)
    plan = care_plan.plan_care(made)
    rows = care_tables.managers(plan, made, seed).drop_duplicates("manager_id", keep="last")
    staff = rows.set_index("manager_id").astype({"hours": float})
    shares = staff[["utilisation", "administration"]].apply(lambda cells: cells.str.rstrip("%").astype(float))
    staff[["utilisation", "administration"]] = shares / 100
    staff["named"] = staff["named"] == "是"
    hours = pd.Series(plan.letters).map(care_plan.HOURS).fillna(0).to_numpy()
    ids = made.customers["customer_id"].to_numpy()
    rows = zip(ids, plan.letters, hours, strict=True)
    book = customers(*((one, letter, None, int(60 * due)) for one, letter, due in rows if due))
    result = staffed(book, team_of(staff), dict(zip(ids, plan.managers, strict=True)))
    assert result.overloaded.index.tolist() == [plan.overloaded]
    # 75 % of the hours due, cut to whole minutes, against hours rounded to a tenth
    row = result.team.loc[plan.overloaded]
    assert row["capacity"] / row["today_minutes"] == pytest.approx(0.75, abs=0.01)
    assert (result.team["minutes"] <= result.team["capacity"]).all() and result.short_minutes == 0
