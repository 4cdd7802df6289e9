"""Sites side by side: what adds up and what never does, and which differences can be shown."""

import pytest

from tests.reporting.group_runs import amount, run, share
from wcm_helpers.reporting.comparable import figure
from wcm_helpers.reporting.group import compare


def compared(**figures):
    (report,) = compare({name: run(name, figures=each) for name, each in figures.items()}, "en")
    return report


def test_amounts_of_a_currency_and_counts_add_up_and_nothing_else():
    customers = figure("customers", "Customers", 7, "count")
    hours = figure("p90", "P90", 30.5, "hours")
    nps = figure("nps", "NPS", -4, "score")
    each = [*customers, *share("otif", 9, 10), *hours, *nps]
    report = compared(
        a=[*amount(100.5), *each], b=[*amount(50), *each], c=[*amount(7, "USD"), *each],
        d=[*amount(8, "USD"), *each],
    )  # fmt: skip
    assert report.sums == {
        ("value_revenue_12", "CNY"): 150.5, ("value_revenue_12", "USD"): 15, ("customers", ""): 28,
    }  # fmt: skip


def test_a_figure_of_one_site_has_no_sum_and_no_verdict():
    report = compared(
        a=[*amount(5), *share("otif", 9, 10)], b=[*figure("customers", "Customers", 2, "count")]
    )
    assert report.sums == {}
    assert [dict(site.verdicts) for site in report.sites] == [{}, {}]


def test_a_difference_is_named_only_where_it_can_be_shown():
    # 95 of 100 and 70 of 100 differ, whatever the third; 9 of 10 lies within the doubt of ten cases.
    report = compared(a=share("otif", 95, 100), b=share("otif", 70, 100), c=share("otif", 9, 10))
    assert [site.verdicts["otif"] for site in report.sites] == ["better", "worse", "unclear"]
    report = compared(a=share("loss", 95, 100, "down"), b=share("loss", 70, 100, "down"))
    assert [site.verdicts["loss"] for site in report.sites] == ["worse", "better"]
    report = compared(a=share("mix", 95, 100, ""), b=share("mix", 70, 100, ""))
    assert [site.verdicts["mix"] for site in report.sites] == ["higher", "lower"]


def test_sites_that_are_alike_do_not_differ():
    report = compared(a=share("otif", 81, 100), b=share("otif", 79, 100), c=share("otif", 80, 100))
    assert {site.verdicts["otif"] for site in report.sites} == {"unclear"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_labels_and_titles_are_in_the_language_of_the_page_where_they_are_known(language):
    chinese = {"title": "一", "comparable": [one.recorded() for one in figure("x", "客户", 3, "count")]}
    record = run(figures=figure("x", "Customers", 3, "count"), languages=["en", "zh"],
                 translations={"zh": chinese})  # fmt: skip
    (report,) = compare({"a": record}, language)
    assert (report.title, report.columns["x"].label) == {"zh": ("一", "客户"), "en": ("One", "Customers")}[
        language
    ]


@pytest.mark.parametrize("damage", [None, "x", {"id": 1}, [5], [{"id": "x"}]])
def test_a_record_without_figures_is_no_site_of_the_table(damage):
    record = run("b")
    record["reports"]["one"]["comparable"] = damage
    (report,) = compare({"a": run("a", figures=amount(5)), "b": record}, "en")
    assert [site.name for site in report.sites] == ["a"]
