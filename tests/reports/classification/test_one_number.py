"""What claims to be the same number is the same on every page: sentences, charts and tables are read."""

import re

import pytest

from wcm_helpers.core.formats import missing
from wcm_helpers.core.paths import ROOT
from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.moves.changes import class_changes
from wcm_helpers.reports.classification.moves.counts import change_counts, class_counts

#: A number, and the words around it, for what is said on several pages.
PATTERNS = {
    "customers in class A": [
        r"Class A has (\d+) of \d+ customers",
        r"A: (\d+) customers?, [\d.]+%",
        r"^(\d+) of \d+ customers, class A, bring",
        r"of the (\d+) customers in class A",
        r"has (\d+) now\.",
    ],
    "active customers": [
        r"Class A has \d+ of (\d+) customers",
        r"^\d+ of (\d+) customers, class A, bring",
        r"(?:^|\. |; )(\d+) customers; \d+-month window",
        r"\d+ of (\d+) customers are champions",
    ],
    "changed class": [r"(\d+) customers? changed (?:its|their) official class in"],
    "entered": [r"(\d+) customers? entered, without activity"],
    "left": [r"(\d+) customers? left, without activity"],
    "would qualify": [r"(\d+) customers? would qualify for a better class"],
    "waiting": [r"(\d+) customers? (?:is|are) waiting for confirmation"],
    "cost more than they bring": [
        r"(\d+) customers? costs? \S+ \S+ more than",
        r"(\d+) customers still cost more",
    ],
}


@pytest.fixture(scope="module", params=["2026-10", "2024-03"])
def review(request, sample_review):
    """Return a month of the invented warehouse: the last, and one before the history covers a window."""
    if request.param == "2026-10":
        return sample_review
    return open_report("classification", month=request.param, settings=str(ROOT / "workbook.toml"))


def texts(review):
    """Return every text of a section that is shown, by section."""
    pieces = {}
    for name in review.report.sections:
        if review.shows(name) and name not in ("record", "versions", "data", "glossary", "rules"):
            section = getattr(review, name)
            charts = [
                " ".join(text.get_text().split()) for chart in section.charts.values()
                for text in chart.figure.texts
            ]  # fmt: skip
            pieces[name] = [*(block.text for block in section.blocks), *charts]
    return pieces


def test_a_number_is_the_same_wherever_it_stands(review):
    result = review.result
    counts, classes = change_counts(result), class_counts(result)
    expected = {
        "customers in class A": classes["A"].customers,
        "active customers": len(result.classes),
        "changed class": counts.changed,
        "entered": counts.entered,
        "left": counts.left,
        "would qualify": counts.would_qualify,
        "waiting": counts.waiting,
    }
    found = {}
    for section, pieces in texts(review).items():
        for text in pieces:
            for what, patterns in PATTERNS.items():
                for pattern in patterns:
                    for match in re.findall(pattern, text, re.MULTILINE):
                        found.setdefault(what, {})[(section, pattern)] = int(match)
    for what, value in expected.items():
        assert set(found.get(what, {}).values()) <= {value}, (what, value, found[what])
    assert len({section for section, _pattern in found["customers in class A"]}) >= 2
    assert len({section for section, _pattern in found["active customers"]}) >= 3
    assert len(set(found.get("cost more than they bring", {"": 0}).values())) == 1


def test_cards_and_tables_have_the_numbers_of_the_sections(review):
    result = review.result
    classes = class_counts(result)
    cards = next(block for block in review.first_page.blocks if block.kind == "cards")
    assert f"Customers in class A {classes['A'].customers} " in cards.text
    table = review.classes.tables["classes"].set_index("Class")["Customers"]
    assert table.to_dict() == {letter: n.customers for letter, n in classes.items() if letter in table.index}
    customers = review.customers.tables["customers"]
    assert customers["Class"].value_counts().to_dict() == {
        letter: n.customers for letter, n in classes.items() if n.customers
    }
    segments = review.rfm.tables.get("segments")
    if segments is not None:
        assert segments["Of these in class A"].sum() == classes["A"].customers


def test_the_first_page_names_or_counts_every_change(review):
    changes = class_changes(review.result)
    between = changes[changes["way"].isin(["up", "down"])]
    text = review.first_page.sentences[1]
    named = [line for line in text.split("\n") if re.search(r"From class [ABCN] to (?:class )?[ABCN]", line)]
    more = re.search(r"(\d+) more (?:customers? )?changed class", text)
    assert more or len(named) <= len(between)
    if more:
        assert len(named) + int(more.group(1)) == len(between)


def test_a_customers_value_and_fall_are_the_same_on_every_page(review):
    """A customer's 12-month value and its last three months stand on several pages: one number each."""
    values, falls = {}, {}
    for name in ("moves", "lifecycle"):
        for table in getattr(review, name).tables.values():
            for row in table.to_dict("records"):
                for label, cell in row.items():
                    if label.startswith(("Now,", "12-month")):
                        values.setdefault(row["Customer"], set()).add(round(float(cell or 0), 2))
                    if label.startswith(("Last 3 months", "Last three months")) and not missing(cell):
                        falls.setdefault(row["Customer"], set()).add(round(float(cell), 6))
    assert values and all(len(seen) == 1 for seen in values.values()), values
    assert all(len(seen) == 1 for seen in falls.values()), falls
