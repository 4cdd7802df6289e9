"""The entitlements that hold: a customer's own before its class's, and only on the day."""

import pandas as pd
import pytest

from wcm_helpers.reports.service_plan.packages.entitled import COLUMNS, default_entitlements, entitled

CLASSES = pd.Series({"a1": "A", "b1": "B", "c1": "C", "n1": None})


def table(*rows):
    names = ["customer_id", "class", "item", "level", "period", "hours", "valid_from", "valid_to"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("valid_from", "valid_to")})


def of(rows, customer):
    return rows[rows["customer_id"] == customer].set_index("item")


def test_the_default_gives_a_a_manager_and_c_self_service():
    rows = entitled(default_entitlements(), CLASSES, "2026-05")
    assert list(rows.columns) == list(COLUMNS)
    assert {"named_manager", "priority_release", "talk", "review"} <= {*of(rows, "a1").index}
    assert {*of(rows, "c1").index} == {"self_service", "base_support"}
    assert "n1" not in set(rows["customer_id"])  # no class, no package


@pytest.mark.parametrize(
    ("first", "last", "level"),
    [("2026-01-01", None, 2.0), ("2026-05-31", "2026-05-31", 2.0), ("2026-06-01", None, 8.0),
     ("2026-01-01", "2026-05-30", 8.0)],
    ids=["holds", "on_the_day", "later", "ended"],
)  # fmt: skip
def test_an_exception_counts_only_while_it_holds(first, last, level):
    rows = entitled(
        table(
            (None, "B", "response", 8, None, None, "2020-01-01", None),
            ("b1", None, "response", 2, None, None, first, last),
        ),
        CLASSES,
        "2026-05",
    )
    assert of(rows, "b1").loc["response", "level"] == level


def test_the_later_of_two_counts_whatever_their_order():
    older, newer = (
        (None, "A", "talk", 1, "month", None, "2025-01-01", None),
        (None, "A", "talk", 2, "month", None, "2026-01-01", None),
    )
    for order in ((older, newer), (newer, older)):
        assert of(entitled(table(*order), CLASSES, "2026-05"), "a1").loc["talk", "level"] == 2


def test_a_stranger_is_entitled_to_nothing():
    rows = entitled(
        table(("unknown", None, "talk", 1, "month", None, "2026-01-01", None)), CLASSES, "2026-05"
    )
    assert rows.empty
