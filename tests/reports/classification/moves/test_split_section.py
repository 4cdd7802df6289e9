"""The appendix section on the causes of class changes."""

import pytest

from wcm_helpers.reports import open_report


def test_shares_of_a_change_sum_to_one_without_their_signs(sample_review):
    table = sample_review.change_split.tables["change_split"]
    shares = table[[label for label in table if label.endswith("share of the change")]].astype(float)
    assert len(table) > 3
    assert shares.abs().sum(axis=1).tolist() == pytest.approx([1.0] * len(table))
    assert sample_review.change_split.layer == "appendix"


def test_no_column_of_the_split_is_an_amount(sample_review):
    assert not any("CNY" in label for label in sample_review.change_split.tables["change_split"])


def test_a_changed_rule_has_a_column_of_its_own(shop):
    rules = "[classification]\nwindow_months = 1\nlimit_a = 0.7\n"
    earlier = '[[classification.before]]\nuntil = "2026-04"\nlimit_a = 0.9\n'
    settings = str(shop.write_settings(rules + earlier))
    review = open_report("classification", month="2026-05", settings=settings)
    # c3 starts at .89 in April, in A up to 90 %; at .75 in May, outside 70 %
    row = review.result.moves.set_index("customer_id").loc["c3"]
    assert (row["official_before"], row["computed"]) == ("A", "B") and row["rule"] < 0
    assert "Changed rule, share of the change" in review.change_split.tables["change_split"]
    assert [until for until, _rule in review.earlier_rules] == ["2026-04"]


def test_without_changes_there_is_a_sentence(shop):
    review = open_report("classification", month="2026-04", settings=str(shop.settings))
    assert review.change_split.sentences == ["No class change of this month can be split by cause."]
