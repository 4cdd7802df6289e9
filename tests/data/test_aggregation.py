"""Order facts against a count by hand, order by order and line by line."""

import os

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.data.exports import Warehouse
from wcm_helpers.data.facts.monthly import ORDERS, build
from wcm_helpers.data.intake import take_in

EXAMPLES = int(os.environ.get("WCM_BOOKS", "10"))
SLOW = [HealthCheck.function_scoped_fixture]
BEGIN = pd.Timestamp("2026-04-20 08:00")
HEAD = "order_id,customer_id,created_at,direction,status,cancelled_at,units\n"

#: Customer, half hours after the begin, direction, state, cancelled half hours after, units, and lines.
orders = st.lists(
    st.tuples(
        st.sampled_from("ab"), st.integers(0, 700),
        st.sampled_from(["out", "out", "out", "in", "return"]),
        st.sampled_from(["", "", "done", "CANCELED", "作废"]),
        st.none() | st.integers(0, 800), st.integers(1, 9), st.lists(st.integers(-1, 9), max_size=3),
    ),
    min_size=1, max_size=50,
)  # fmt: skip


def written(step):
    return "" if step is None else f"{BEGIN + pd.Timedelta(minutes=30 * step):%Y-%m-%d %H:%M}"


def by_hand(drawn):
    """Return the order facts as rows by month and customer."""
    rows = {}
    for customer, created, direction, status, cancelled_at, units, lines in drawn:
        at = BEGIN + pd.Timedelta(minutes=30 * created)
        row = rows.setdefault(
            (f"{at:%Y-%m}", customer), {"days": set(), "on": [], **dict.fromkeys(COUNTS, 0)}
        )
        row["on"].append(at.normalize())
        if cancelled_at is not None or status in ("CANCELED", "作废"):
            row["cancelled"] += 1
            continue
        quantity = sum(lines) if lines else units
        if direction == "out":
            row["orders"] += 1
            row["lines"] += len(lines)
            row["units"] += quantity
            row["days"].add(at.day)
        elif direction == "return":
            row["returns"] += 1
            row["units"] -= abs(quantity)
    return rows


COUNTS = ("orders", "returns", "cancelled", "lines", "units")


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(orders, st.integers(1, 3))
def test_order_facts_are_what_is_counted_order_by_order(tmp_path_factory, drawn, files):
    folder = tmp_path_factory.mktemp("orders")
    for file in range(files):  # orders that share months and no number: batches of their own
        heads, lines = [HEAD], ["order_id,line_no,qty\n"]
        for at, (customer, created, direction, status, cancelled, units, own) in list(enumerate(drawn))[
            file::files
        ]:
            number = f"{file + 1}{at:03}"
            row = [number, customer, written(created), direction, status, written(cancelled), str(units)]
            heads.append(",".join(row) + "\n")
            lines += [f"{number},{n},{quantity}\n" for n, quantity in enumerate(own)]
        (folder / f"o{file}.csv").write_text("".join(heads))
        (folder / f"l{file}.csv").write_text("".join(lines))
    tables = {"orders": 'path = "o*.csv"'} | (
        {"order_lines": 'path = "l*.csv"'} if any(d[-1] for d in drawn) else {}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(folder / "cache"))
        intake = take_in(Warehouse(folder).settings(tables))
        assert not [line for line in intake.faults_of() if "no rows" not in line]
        counted = build(intake).orders
    expected = [
        [customer, month, *(row[name] for name in ("orders", "returns", "cancelled")), len(row["days"]),
         row["lines"], 10_000 * row["units"], min(row["on"]), max(row["on"])]
        for (month, customer), row in sorted(by_hand(drawn).items())
    ]  # fmt: skip
    names = [name for name in ORDERS if name != "order_value"]
    expected = pd.DataFrame(expected, columns=names).astype({name: ORDERS[name] for name in names})
    pd.testing.assert_frame_equal(counted[names], expected)


def test_the_value_of_lines_stands_before_that_of_the_order(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at,direction,goods_value\n"
        "1,a,2026-05-01,out,100\n2,a,2026-05-02,out,40\n3,a,2026-05-03,return,30\n",
        l__csv="order_id,line_no,qty,unit_price\n1,1,2,7\n1,2,1,6\n",
    )
    facts = build(take_in(warehouse.settings({"orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"'})))
    assert facts.orders["order_value"].tolist() == [10_000 * (2 * 7 + 6 + 40 - 30)]
