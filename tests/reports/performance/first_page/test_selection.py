"""The lines of the first page: the first case of every kind, then the largest customers, five at most."""

import pandas as pd

from wcm_helpers.reports.performance.first_page.events import Events, Standing
from wcm_helpers.reports.performance.first_page.selection import candidates, select


def standing(**more):
    return Standing("otif_order", 0.82, 0.76, 0.87, 191, **more)


def customers(*rows):
    return pd.DataFrame(rows, columns=["customer_id", "revenue"])


def measures(*rows):
    return pd.DataFrame(rows, columns=["id", "verdict", "overdue"])


def test_an_indicator_in_its_usual_range_asks_for_nothing():
    assert candidates(Events((standing(),))) == []
    assert not standing(verdict="cannot tell").alarming


def test_a_missed_target_and_a_worse_chart_ask_for_a_line():
    assert standing(verdict="missed").alarming
    assert standing(rules=("outside_low",), worse=True).alarming
    assert not standing(rules=("outside_high",), worse=False).alarming


def test_every_kind_has_its_line_before_a_second_of_one():
    events = Events(
        (standing(verdict="missed"),),
        underserved=customers(("a", 500), ("b", 400), ("c", 300)),
        renewals=customers(("a", 500), ("d", 100)),
        measures=measures(("M1", "effect shown", False), ("M2", "effect not shown", False)),
    )
    lines = select(events).lines
    assert [line.kind for line in lines] == ["promise", "underserved", "underserved", "renewal", "measure"]
    # a has a line already, so the contract that ends is that of d
    assert [line.row["customer_id"] for line in lines[1:4]] == ["a", "b", "d"]
    assert [one.row["customer_id"] for one in select(events).others_of("renewal")] == ["a"]


def test_measures_past_their_day_ask_for_a_decision_and_early_ones_do_not():
    events = Events(measures=measures(("M1", "too early", False), ("M2", "too early", True)))
    assert [one.row["id"] for one in candidates(events)] == ["M2"]


def test_nothing_gives_no_line():
    assert select(Events()).lines == ()
