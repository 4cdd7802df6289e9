"""Which cases have a line: the gravest of each kind first, then the largest amounts."""

import pandas as pd

from wcm_helpers.reports.classification.first_page.events import Dependence, Events
from wcm_helpers.reports.classification.first_page.selection import candidates, select


def events(losses=(), leaving=(), moved=(), waiting=(), dependence=None):
    """Return events of (customer, amount) pairs, the largest first."""
    moves = [
        pd.DataFrame(
            [(name, value, before[0] if before else 0, "B", "C") for name, value, *before in pairs],
            columns=["customer_id", "value", "value_before", "computed", "official"],
        )
        for pairs in (moved, waiting)
    ]
    return Events(
        compared=True,
        losses=pd.DataFrame([(name, -loss) for name, loss in losses], columns=["customer_id", "margin"]),
        leaving=pd.DataFrame(list(leaving), columns=["customer_id", "amount"]),
        moved=moves[0],
        waiting=moves[1],
        joined=pd.DataFrame(columns=["customer_id", "customer_name", "value"]),
        dependence=dependence,
        total=1000,
    )


def lines(selection):
    return [(line.case, line.customer_id) for line in selection.lines]


def test_nothing_happened_has_no_line():
    selection = select(events(), [])
    assert (selection.lines, selection.others) == ((), ())


def test_many_cases_of_one_kind_push_out_no_other_kind():
    many = [(f"l{n}", 100 - n) for n in range(9)]
    selection = select(events(leaving=many, losses=[("x", 1)], moved=[("m", 2)], waiting=[("w", 3)]), [])
    assert lines(selection) == [
        ("loss", "x"), ("leaving", "l0"), ("leaving", "l1"), ("moved", "m"), ("waiting", "w"),
    ]  # fmt: skip
    assert [one.customer_id for one in selection.others_of("leaving")] == [f"l{n}" for n in range(2, 9)]


def test_a_loss_below_a_thousandth_of_the_total_comes_after_the_leaving_customers():
    small, large = (select(events(losses=[("x", loss)], leaving=[("p", 90)]), []) for loss in (0.9, 1.0))
    assert lines(large) == [("loss", "x"), ("leaving", "p")]  # a thousandth of 1,000 is 1
    assert lines(small) == [("leaving", "p"), ("loss", "x")]


def test_free_lines_go_to_the_largest_amounts_of_any_kind():
    selection = select(
        events(losses=[("x", 50), ("y", 40)], leaving=[("p", 90), ("q", 45)], moved=[("m", 60), ("n", 10)]),
        [],
    )
    # x, p and m are the first of their kinds; of y 40, q 45 and n 10 the larger two follow
    assert lines(selection) == [
        ("loss", "x"), ("loss", "y"), ("leaving", "p"), ("leaving", "q"), ("moved", "m"),
    ]  # fmt: skip


def test_a_customer_has_one_line_and_is_counted_once():
    selection = select(events(losses=[("x", 5)], leaving=[("x", 90), ("p", 8)], waiting=[("p", 8)]), [])
    assert lines(selection) == [("loss", "x"), ("leaving", "p")]
    assert selection.others == ()


def test_of_changes_that_wait_one_has_a_line():
    selection = select(events(waiting=[("a", 3), ("b", 2), ("c", 1)]), [])
    assert lines(selection) == [("waiting", "a")]
    assert len(selection.others_of("waiting")) == 2


def test_a_lower_class_that_waits_without_a_fall_of_the_value_has_no_line():
    kept = events(waiting=[("a", 30, 20), ("b", 20, 25)])
    kept.waiting[["computed", "official"]] = ["C", "B"]
    selection = select(kept, [])
    assert lines(selection) == [("waiting", "b")]  # 20 after 25: somebody can be called
    assert [one.customer_id for one in selection.others_of("waiting")] == ["a"]


def test_a_leaving_customer_without_a_line_has_none_for_a_change_that_waits():
    leaving = [(f"l{n}", 100 - n) for n in range(6)]
    selection = select(events(leaving=leaving, waiting=[("l5", 95), ("w", 3)]), [])
    assert ("waiting", "w") in lines(selection) and ("waiting", "l5") not in lines(selection)
    assert "l5" in [one.customer_id for one in selection.others_of("leaving")]


def test_the_dependence_and_the_data_come_last_and_five_are_the_most():
    largest = Dependence("x", "X", 0.3, 0.1, 300)
    selection = select(
        events([("x", 5)], [("p", 8)], [("m", 2)], [("w", 2)], dependence=largest), ["short", "rejected"]
    )
    assert [case for case, _name in lines(selection)] == [
        "loss", "leaving", "moved", "waiting", "dependence",
    ]  # fmt: skip
    assert [one.row for one in selection.others_of("data")] == ["short", "rejected"]


def test_a_candidate_weighs_its_money():
    weights = {
        (one.case, one.customer_id): one.weight
        for one in candidates(events(losses=[("x", 5)], leaving=[("p", 8)], moved=[("m", 2)]), ["short"])
    }
    assert weights == {("loss", "x"): 5, ("leaving", "p"): 8, ("moved", "m"): 2, ("data", ""): 0}
