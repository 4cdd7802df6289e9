from types import SimpleNamespace

import pandas as pd
import pytest

from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.clusters.section import MOST_ROWS, cross_check
from wcm_helpers.reports.classification.industries.section import industries


def month_of(rows):
    """Review May on (value, orders, industry) a customer."""
    rows = list(rows)
    ids = [f"c{n:04d}" for n in range(len(rows))]
    facts = pd.DataFrame(
        {"customer_id": ids, "month": "2026-05", "value": [int(row[0] * SCALE) for row in rows],
         "orders": [row[1] for row in rows]}
    )  # fmt: skip
    customers = pd.DataFrame({"customer_id": ids, "industry": [row[2] for row in rows]})
    classification = classify_month(
        facts, customers, "2026-05", Rule(window_months=1), currency="CNY", source="invoices"
    )
    review = SimpleNamespace(result=classification)
    review.computed = lambda function: function(review)
    return review


def kinds(made):
    return [piece.kind for piece in made.pieces]


def texts(made):
    return "\n".join(piece.text for piece in made.pieces)


# 12 in A (81 %); 30 and the 25 with 250 in B (to 94 % and 98 %); 60 in C, which the 25 buy like
FULL = [
    *((11_000 + n, 40 + n % 2, "pharma") for n in range(12)),
    *((700 + n, 9 + n % 4, "food") for n in range(30)),
    *((250, 1 + n % 3, "toys") for n in range(25)),
    *((30 + n, 1 + n % 3, "food") for n in range(60)),
]


@pytest.fixture(scope="module")
def groups():
    return cross_check(month_of(FULL))


def test_a_full_page_shows_chart_table_and_remark(groups):
    made = industries(month_of([*FULL, (-5, 1, "food"), (3, 1, "")]))
    assert kinds(made) == ["chart", "table", "paragraph"]
    assert "▲ 12" in texts(made) and "not recorded" in texts(made)
    assert "1 customer in group N is left out." in texts(made)
    assert kinds(groups) == ["chart", "table", "table", "table", "paragraph", "details"]
    assert "chosen" in texts(groups) and "do not prove a class right or wrong" in texts(groups)


def test_a_long_list_is_cut_and_counted(groups):
    listed = next(piece for piece in groups.pieces if "Customers unlike their class" in piece.text)
    assert listed.html.count("<tr") == MOST_ROWS + 1
    assert "5 smaller customers are not listed." in listed.text


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_without_industries_the_page_says_what_it_would_have_shown(blank):
    made = industries(month_of([(5, 1, blank)] * 6))
    assert kinds(made) == ["box"]
    assert "table customers" in texts(made) and "column industry" in texts(made)


@pytest.mark.parametrize(
    "rows",
    [
        [(5, 1, "food")],
        [(5, 1, "food"), (3, 2, "wine")],
        [(5, 1, "food")] * 15 + [(5, 1, "wine")] * 15,
        [(9_900, 3, "food")] + [(1, 1, "wine")] * 30,
        [(-5, 1, "food")] * 30,
    ],
    ids=["one", "two", "equal", "one has all", "negative"],
)
def test_hostile_months_give_a_page(rows):
    for made in (industries(month_of(rows)), cross_check(month_of(rows))):
        assert made.pieces and texts(made)


def test_the_same_month_gives_the_same_bytes(groups):
    pairs = [(groups, cross_check(month_of(FULL))), (industries(month_of(FULL)), industries(month_of(FULL)))]
    for one, other in pairs:
        assert [piece.html for piece in one.pieces] == [piece.html for piece in other.pieces]
