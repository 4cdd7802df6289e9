"""The table of the classes."""

from wcm_helpers.reports import open_report


def test_the_frame_of_the_classes_is_in_units_of_the_currency(shop):
    # Two months: c1 1000, c2 550, c3 250, c4 60, c5 40, of 1900: starts 0, .526, .816, .947, .979: A A B B C.
    review = open_report("classification", month="2026-05", settings=str(shop.settings))
    table = review.classes.tables["classes"].set_index("Class")
    assert table["Customers"].tolist() == [2, 2, 1, 0]
    assert table["Value, EUR"].tolist() == [1550, 310, 40, 0]
    assert table["Smallest, EUR"].tolist()[:3] == [550, 60, 40]
