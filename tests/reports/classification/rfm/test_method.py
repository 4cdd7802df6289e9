import pandas as pd
import pytest

from tests.reports.classification.rfm.test_section import (
    LITTLE,
    month_by_month,
    opened,
    silent_since,
    text_of,
)
from wcm_helpers.reports.classification.rfm.method import rfm_method


def shown(*args, **settings):
    return rfm_method(opened(*args, **settings)).pieces


@pytest.mark.parametrize("name", LITTLE)
def test_the_method_is_there_where_there_is_little_to_say(name):
    pieces = shown(LITTLE[name])
    assert len(text_of(pieces, "rules")) == 1 and "contractual" in text_of(pieces, "box")[0]
    assert not any("nan" in piece.text.lower().split() for piece in pieces)


def slipping_table(pieces):
    return next(text for text in text_of(pieces, "table") if "slipping segment" in text)


def test_who_of_class_a_slips_is_listed_with_the_reason():
    table = slipping_table(shown(silent_since(k01="2025-07", k10="2026-03")))
    line = next(line for line in table.splitlines() if line.startswith("k10"))
    # The last active month ended on 28 February: 31 + 30 + 31 days. Nine months of 10 orders and 100 in the
    # window: 90 and 900, under the upper edges of December, 96 and 960.
    assert "Large and slipping" in line and "92 days since the last activity" in line and "1 · 4 · 4" in line


def test_a_falling_contract_is_listed_with_its_fall():
    rows = [
        (name, month, value // 2 if name == "k10" and month >= "2026-03" else value, n)
        for name, month, value, n in month_by_month(10)
    ]
    customers = pd.DataFrame({"customer_id": ["k10"], "contractual": [True]})
    table = slipping_table(shown(rows, customers))
    line = next(line for line in table.splitlines() if line.startswith("k10"))
    assert "last three months −50% on a year ago" in line


def test_more_than_a_page_of_slipping_customers_is_counted():
    # 60 equals, all in A; 40 were last here in March
    rows = [(f"k{i:02d}", "2026-05" if i < 20 else "2026-03", 5, 1) for i in range(60)]
    assert "10 more are in classes.csv." in slipping_table(shown(rows))


def test_nobody_told_apart_is_no_verdict():
    pieces = shown([(f"k{i}", "2026-05", 5, 1) for i in range(9)])
    assert text_of(pieces, "paragraph")[0] == (
        "Recency is the same for every customer: it cannot show who is slipping."
    )


def test_every_edge_is_printed():
    edges = text_of(shown(month_by_month(10)), "table")[-1]
    # orders of 2025: 12 each month's, 2 4 6 8 of ten: 24 48 72 96; values 240 480 720 960
    assert [f"to {edge}" in edges for edge in (24, 48, 72, 96)] == [True] * 4
    assert "over 960" in edges and "The edges come from the customers of December 2025." in edges


def test_the_baseline_of_the_settings_is_used():
    own = text_of(shown(month_by_month(10), rfm_baseline="2025-10"), "rules")[0]
    assert "as the settings say" in own
    later = text_of(shown(month_by_month(10), rfm_baseline="2026-06"), "rules")
    assert later == text_of(shown(month_by_month(10)), "rules")  # it is not known yet in May
