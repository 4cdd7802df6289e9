"""Services of an industry: planted and by hand, and none invented in random books."""

import numpy as np
import pandas as pd

from wcm_helpers.reports.service_plan.recommendations.analysis import recommendations_of
from wcm_helpers.reports.service_plan.recommendations.offers import missing_services


def book(buyers, elsewhere=0, n=10):
    """Return a service that so many of an industry buy, and of another of the same size."""
    index = [f"e{i:02d}" for i in range(n)] + [f"f{i:02d}" for i in range(n)]
    cells = [i < buyers for i in range(n)] + [i < elsewhere for i in range(n)]
    return pd.DataFrame({"labels": cells}, index=index), pd.Series(["e"] * n + ["f"] * n, index=index)


def test_the_planted_customer_lacks_what_its_industry_has(plan_review, truth):
    offers = plan_review.computed(recommendations_of).offers
    row = offers.set_index("customer_id").loc[truth["value-added service not bought"]]
    # the planted one and one more of the industry's 23 do not have it
    assert (row["service"], row["buyers"], row["others"]) == ("贴标", 21, 22)
    assert offers["customer_id"].iloc[0] == truth["value-added service not bought"]


def test_each_without_it_is_compared_with_the_others():
    frame = missing_services(*book(8))
    assert frame[["customer_id", "buyers", "others"]].to_numpy().tolist() == [["e08", 8, 9], ["e09", 8, 9]]


def test_a_service_that_everybody_buys_is_none_of_an_industry():
    assert missing_services(*book(9, elsewhere=9)).empty


def test_a_service_of_few_is_no_pattern():
    assert missing_services(*book(5)).empty  # 5 of 9 others are less than two thirds
    bought, industries = book(3, n=100)
    few = [f"e{i:02d}" for i in range(4)]
    kept = [*few, *bought.index[100:]]
    assert missing_services(bought.loc[kept], industries).empty  # four customers are too few
    five = [*few, "e04", *bought.index[100:]]
    assert (
        missing_services(bought.loc[five].assign(labels=lambda f: f.index < "e04"), industries).shape[0] == 1
    )


def test_all_or_one_industry_alone_has_nothing_to_compare():
    bought, industries = book(9)
    assert missing_services(bought, industries.mask(industries == "f", None)).empty
    assert missing_services(bought.iloc[:0], industries).empty


def test_random_books_hold_no_pattern():
    empty = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        index = [f"c{i:03d}" for i in range(120)]
        bought = pd.DataFrame(rng.random((120, 4)) < 0.7, index=index, columns=list("klmn"))
        empty += missing_services(bought, pd.Series(rng.choice(list("abcdef"), 120), index=index)).empty
    assert empty >= 19


def test_the_order_of_rows_changes_nothing():
    bought, industries = book(8)
    mixed = np.random.default_rng(1).permutation(len(bought))
    pd.testing.assert_frame_equal(
        missing_services(bought.iloc[mixed], industries), missing_services(bought, industries)
    )
