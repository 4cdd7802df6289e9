"""``review.customer`` of the classification: a page like a section, with the numbers of the pages."""

import pytest

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reports import open_report


@pytest.fixture(scope="module")
def page(sample_review):
    return sample_review.customer("启东东沐服饰有限公司")


def test_it_has_tables_charts_and_sentences_and_is_the_page_of_its_number(page, sample_review):
    assert page is sample_review.customer("C00035")
    assert list(page.tables) == ["master_data", "months", "standing", "classes", "margin"]
    assert list(page.charts) == ["months", "class_strip"]
    assert page.blocks[0].text == "启东东沐服饰有限公司 (C00035)"
    assert page.sentences[0].startswith(
        "启东东沐服饰有限公司 is in class A since November 2023 or longer: 330k CNY"
    )


def test_its_months_add_up_to_the_value_of_all_customers(sample_review):
    everyone = sample_review.customers.tables["customers"].set_index("Number")
    for customer in ("C00035", "C00001", "C00047", "C00150"):
        months = sample_review.customer(customer).tables["months"]
        assert months["Value, CNY"].sum() == pytest.approx(
            everyone.loc[customer, "12-month billed revenue, CNY"], abs=0.01
        )
        assert (months["Revenue, CNY"] - months["Cost, CNY"]).tolist() == pytest.approx(
            months["Margin, CNY"].tolist()
        )


def test_its_margin_is_that_of_the_loss_makers(sample_review):
    losses = sample_review.money.tables["losses"].set_index("Customer")
    names = sample_review.result.directory["customer_name"]
    for name, row in losses.iterrows():
        page = sample_review.customer(names[names == name].index[0])
        margin = page.tables["margin"].set_index("What")
        assert margin.loc["Margin", "Window, CNY"] == pytest.approx(row["Margin, CNY"])
        assert margin.loc["Cost", "Window, CNY"] == pytest.approx(row["Cost, CNY"])
        assert name in page.sentences[-2] + page.sentences[-1]  # what to do with it


def test_its_last_three_months_are_those_of_the_section_on_leaving_customers(page, sample_review):
    leaving = sample_review.lifecycle.tables["leaving"].set_index("Customer")
    change = leaving.loc["启东东沐服饰有限公司", "Last 3 months on a year ago"]
    assert f"−{-100 * change:.0f}% on a year ago" in page.charts["months"].alt


def test_a_class_set_by_hand_is_listed_with_its_end(sample_review):
    overrides = sample_review.customer("C00047").tables["overrides"]
    assert overrides[["Class", "Approved by"]].values.tolist() == [["A", "销售总监"]]
    assert "No class was set by hand" not in " ".join(sample_review.customer("C00047").sentences)


def test_a_customer_without_activity_in_the_window_has_a_page(sample_review):
    page = sample_review.customer("C00019")
    assert "had no activity in the 12-month window to October 2026." in page.sentences[0]
    assert "margin" not in page.tables and "classes" in page.tables


def test_a_listed_customer_that_never_came_has_a_page(shop):
    shop.customers(("c1", "One"), ("c9", "Nine"))
    opened = open_report("classification", month="2026-05", settings=str(shop.folder / "shop.toml"))
    text = " ".join(opened.customer("Nine").sentences)
    assert "It had no activity up to May 2026." in text
    assert list(opened.customer("Nine").tables) == ["master_data"]
    assert opened.customer("c4").tables["months"]["Value, EUR"].tolist() == [0, 60]
    assert any(
        "The table customers does not list this customer" in one for one in opened.customer("c4").sentences
    )
    assert any(
        "The table costs (column cost) is not in the data." in one for one in opened.customer("c1").sentences
    )
    with pytest.raises(WorkbookError, match="The nearest are c9"):
        opened.customer("nin")


def test_it_is_saved_like_a_section(page, tmp_path):
    names = sorted(path.name for path in page.save(tmp_path))
    assert names == [
        "customer-C00035-class_strip.svg", "customer-C00035-classes.csv", "customer-C00035-margin.csv",
        "customer-C00035-master_data.csv", "customer-C00035-months.csv", "customer-C00035-months.svg",
        "customer-C00035-standing.csv",
    ]  # fmt: skip
    assert [path.name for path in page.save(tmp_path / "one", "margin")] == ["customer-C00035-margin.csv"]


def test_it_is_in_chinese_too(sample_review):
    words.use("zh")
    try:
        other = sample_review.with_parameters(sample_review.parameters.model_copy(update={"language": "zh"}))
        page = other.customer("C00035")
        labels = [str(label) for table in page.tables.values() for label in table.columns]
        text = "".join(page.sentences)
    finally:
        words.use("en")
    assert text.startswith(
        "启东东沐服饰有限公司至少从2023年11月起为A类：截至2026年10月的12个月计费收入为33.0万元"
    )
    assert not [label for label in labels if label.isascii()]
