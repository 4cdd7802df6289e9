"""The lines on services to offer."""

from wcm_helpers.reports.service_plan.recommendations.lines import cases_of, line, others


def test_the_planted_case_has_the_first_line(plan_review, truth):
    frame = cases_of(plan_review)["offer"]
    assert frame["customer_id"].iloc[0] == truth["value-added service not bought"]
    made = line("offer", frame.iloc[0].to_dict(), "CNY")
    assert made.happened == "21 of 22 other customers of the industry 电子 have 贴标, it has not."
    assert made.section == "recommendations" and made.step.startswith("Ask at the next talk")


def test_the_others_are_counted():
    assert others("offer", 1, "9k", "CNY") == (
        "1 more customer lacks a service of its industry, with 9k CNY a year."
    )
