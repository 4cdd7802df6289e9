"""The section on the classes."""

from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.moves.counts import class_counts


def test_the_frame_of_the_classes_is_in_units_of_the_currency(shop):
    # Two months: c1 1000, c2 550, c3 250, c4 60, c5 40, of 1900: starts 0, .526, .816, .947, .979: A A B B C.
    review = open_report("classification", month="2026-05", settings=str(shop.settings))
    table = review.classes.tables["classes"].set_index("Class")
    assert table["Customers"].tolist() == [2, 2, 1]
    assert table["Billed revenue, EUR"].tolist() == [1550, 310, 40]
    # 1550 of 1900
    assert review.classes.sentences == ["Class A has 2 of 5 customers and 82% of billed revenue."]


def test_the_first_month_has_no_column_of_the_month_before(shop):
    review = open_report("classification", month="2026-04", settings=str(shop.settings))
    assert not any("March" in label for label in review.classes.tables["classes"])


def test_the_classes_of_the_sample_are_the_official_ones(sample_review):
    table = sample_review.classes.tables["classes"].set_index("Class")
    official = sample_review.result.classes["official"].value_counts()
    assert table["Customers"].to_dict() == official.to_dict()
    counts = class_counts(sample_review.result)
    assert table["Would qualify for it"].to_dict() == {k: n.would_qualify for k, n in counts.items()}
    assert table["Customers in September 2026"].to_dict() == {k: n.before for k, n in counts.items()}
    text = " ".join(sample_review.classes.sentences)
    assert f"{sum(n.waiting for n in counts.values())} customers are waiting for confirmation" in text


def test_one_customer_is_not_counted_as_one_of_one(shop):
    shop.billing(("only", "2026-04-01", 10), ("only", "2026-05-29", 5))
    review = open_report("classification", month="2026-05", settings=str(shop.write_settings()))
    assert review.classes.sentences == ["A single customer brings all billed revenue."]
