"""The section on money: tables that add up, and boxes for what is missing."""

from tests.reports.performance.money.made_up import AGO, NOW, Review, book, facts
from wcm_helpers.reports.performance.money.section import money, money_detail


def tables(made):
    return {block.name: block.content for block in made.pieces if block.kind == "table"}


def test_classes_and_customers_add_up():
    made = tables(money(Review(book()))) | tables(money_detail(Review(book())))
    classes = made["classes"].set_index("Class")
    assert classes.loc["all", "May 2026"] == 2470
    assert classes["customers lost"].tolist() == [0, -300, 0, -300]
    assert made["customers"]["Customer"].tolist() == ["A", "C", "B", "D"]
    assert made["margin"]["Margin"].tolist()[0] == "740"


def test_others_close_a_long_list():
    rows = [
        (f"c{n:02d}", month, 100 + n * k, 1, 1, 0) for k, month in enumerate((AGO, NOW)) for n in range(14)
    ]
    made = money_detail(Review(facts(*rows)))
    assert len(tables(made)["customers"]) == 6
    # The six largest of 0 … 13 are listed; 0 + 1 + … + 7 = 28 are left.
    assert "8 more customers changed by +28 together." in "\n".join(block.text for block in made.pieces)


def test_no_bills_and_a_running_month_are_said():
    review = Review(facts(("a", AGO, 1, 1, 1, 0)))
    assert "[tables.billing]" in money(review).pieces[0].text
    review.draft = True
    assert "not over" in money(review).pieces[0].text
    without = Review(facts(("a", NOW, 0, 1, 1, 0)))
    without.draft = True
    assert "[tables.billing]" in money(without).pieces[0].text


def test_one_month_alone_has_no_bridge():
    made = money(Review(facts(("a", NOW, 10, 1, 1, 0))))
    assert not tables(made) and "cannot be explained" in made.pieces[0].text
