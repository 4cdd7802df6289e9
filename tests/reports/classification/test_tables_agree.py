"""One number for one thing: all tables of a month agree, with its cards and its figures.

All tables and sentences of a month are read as its reader sees them; the tests know their labels only.
"""

import re
from collections import defaultdict

import pandas as pd
import pytest

from wcm_helpers.reports.classification.report import CLASSIFICATION

#: A month with changes both ways and by hand, and the latest.
MONTHS = ("2026-07", "2026-10")


@pytest.fixture(scope="module", params=MONTHS)
def review(request, sample_review):
    if request.param == sample_review.month:
        return sample_review
    values = {**sample_review.parameters.model_dump(), "month": request.param}
    return CLASSIFICATION.open(sample_review.history, type(sample_review.parameters)(**values))


@pytest.fixture(scope="module")
def tables(review):
    """Return every table of the month by section and name."""
    return {
        (section, name): table
        for section in CLASSIFICATION.sections
        for name, table in review.section(section).tables.items()
    }


@pytest.fixture(scope="module")
def cards(review):
    blocks = review.section("first_page").blocks
    return {card.indicator.id: card for block in blocks if block.kind == "cards" for card in block.content}


@pytest.fixture(scope="module")
def records(review):
    """Return classes.csv; a customer without activity in the window has no class there."""
    return CLASSIFICATION.files(review)["classes.csv"]


def by_class(table, column):
    return table.set_index("Class")[column].drop("All", errors="ignore").to_dict()


def test_customers_in_each_class_are_as_many_everywhere(review, tables, cards, records):
    counts = review.figures["official"]
    assert by_class(tables["classes", "classes"], "Customers") == counts
    assert by_class(tables["money", "margin_by_class"], "Customers") == counts
    assert records["official_class"].value_counts().to_dict() == {k: n for k, n in counts.items() if n}
    listed = tables["customers", "customers"]["Class"].str[0].value_counts().to_dict()
    assert listed == {letter: n for letter, n in counts.items() if n}
    assert cards["class_a"].value == str(counts["A"])
    assert review.section("classes").sentences[0].startswith(f"Class A has {counts['A']} of ")
    assert review.section("first_page").charts["pareto"].alt.count(f"A: {counts['A']} customers") == 1
    industries = tables["industries", "industries"]
    for letter in "ABC":
        in_industries = industries[letter].str.extract(r"(\d+)")[0].astype(int).sum()
        assert in_industries == counts[letter]  # the table lists all eight industries
    for segments in (tables["rfm", "segments"], tables["lifecycle_method", "states"]):
        assert segments["Of these in class A"].sum() == counts["A"]


def test_customers_and_revenue_add_up_to_the_same_everywhere(review, tables, cards):
    customers, value = review.figures["customers"], review.figures["value"]
    assert cards["customers"].value == str(customers)
    assert len(tables["customers", "customers"]) == customers
    assert tables["classes", "classes"]["Customers"].sum() == customers
    # group N has no share of the value and is in no industry's classes
    assert (
        tables["industries", "industries"]["Customers"].sum() == customers - review.figures["official"]["N"]
    )
    assert tables["classes", "classes"]["Billed revenue, CNY"].sum() == pytest.approx(value)
    margin = tables["money", "margin_by_class"].set_index("Class")
    assert margin.loc["All", "Customers"] == customers
    assert margin.loc["All", "Revenue, CNY"] == pytest.approx(value)
    assert tables["customers", "customers"]["12-month billed revenue, CNY"].sum() == pytest.approx(value)
    assert cards["value"].value == f"{value / 1e6:.1f}M CNY"


def test_class_changes_are_as_many_everywhere(review, tables, cards, records):
    figures = review.figures
    changes = tables["moves", "changes"]["Official class"]
    moved = changes[changes.str.contains("→")]
    up = sum(a > b for a, b in (re.findall("[ABCN]", change) for change in moved))
    assert (up, len(moved) - up) == (figures["official_up"], figures["official_down"])
    assert figures["official_moves"] == len(moved)
    now = records[records["since"] == review.month]
    both = now[now["previous_official_class"].isin(list("ABCN")) & now["official_class"].isin(list("ABCN"))]
    assert sorted(both["customer_name"]) == sorted(tables["moves", "changes"]["Customer"][moved.index])
    first, *_more = review.section("moves").sentences
    assert int(re.match(r"\d+", first)[0]) == len(moved)
    classes = tables["classes", "classes"]
    waiting = tables.get(("moves", "waiting"), pd.DataFrame({"Change of class": []}))["Change of class"]
    assert classes["Would qualify for it"].sum() == figures["would_qualify"]
    assert classes["Would qualify for it"].sum() == waiting.astype(str).str.startswith("would qualify").sum()
    assert classes["Waiting for a lower one"].sum() == figures["waiting"]
    assert figures["waiting"] == waiting.astype(str).str.startswith("waiting").sum()
    assert classes.set_index("Class").filter(like="Customers in").iloc[:, 0]["A"] == int(
        cards["class_a"].previous
    )


def test_loss_makers_are_as_many_everywhere(review, tables):
    figures, losses = review.figures, tables["money", "losses"]
    assert len(losses) == figures["loss_makers"]
    assert -losses["Margin, CNY"].sum() == pytest.approx(figures["loss"], abs=0.01)
    margin = tables["money", "margin_by_class"].set_index("Class")
    assert margin.loc[["A", "B", "C", "N"], "Loss-making"].sum() == len(losses)


def test_states_and_segments_are_those_of_the_list_of_all_customers(tables):
    listed = tables["customers", "customers"]
    segments = tables["rfm", "segments"].set_index("Segment")["Customers"]
    assert listed["Segment"].value_counts().to_dict() == segments[segments > 0].to_dict()
    states = tables["lifecycle_method", "states"].set_index("State")["Customers"].drop("lost")
    counted = listed["State"].value_counts()
    assert {state: counted.get(state, 0) for state in states.index} == states.to_dict()


#: Labels of the value of the window now, and of the last three months against a year ago.
VALUES = {"12-month billed revenue, CNY", "Now, CNY", "Revenue, CNY", "Value of the window, CNY"}
RECENT = {"Last 3 months on a year ago"}


@pytest.mark.parametrize("labels", [VALUES, RECENT], ids=["value_of_the_window", "last_three_months"])
def test_a_customer_has_one_value_and_one_change_on_every_page(tables, labels):
    values = defaultdict(dict)
    for key, table in tables.items():
        if key == ("customers", "inactive"):  # of their own last window, not of this one
            continue
        for column in labels & set(table.columns):
            if "Customer" in table:
                for name, value in zip(table["Customer"], table[column], strict=True):
                    values[name][*key, column] = value
    compared = {name: list(seen.values()) for name, seen in values.items() if len(seen) > 1}
    assert len(compared) >= (1 if labels is RECENT else 50)
    for name, seen in compared.items():
        known = [value for value in seen if pd.notna(value)]
        assert known == pytest.approx([known[0]] * len(known) if known else []), (name, values[name])


def test_the_first_page_says_what_the_tables_show(review, tables):
    """Each percentage of a line on the last three months is that of the table it links to."""
    leaving = tables["lifecycle", "leaving"].set_index("Customer")
    lines = [line for line in review.actions if line.kind == "leaving" and "three months" in line.happened]
    assert lines
    for line in lines:
        change = leaving.loc[line.name, "Last 3 months on a year ago"]
        assert f"{abs(100 * change):.0f}% below" in line.happened
        value = leaving.loc[line.name, "12-month billed revenue, CNY"]
        assert f"{value / 1000:.0f}k CNY" in line.amount
