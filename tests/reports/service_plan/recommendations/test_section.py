"""The pages on recommendations, from the invented warehouse and from one without services."""

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of
from wcm_helpers.reports.service_plan.recommendations.section import recommendations, recommendations_detail


def text_of(section):
    return " ".join(block.text for block in section.pieces)


def test_the_page_shows_observation_test_gaps_and_profiles(plan_review):
    section = recommendations(plan_review)
    names = [block.name for block in section.pieces if block.kind == "table"]
    assert names == ["offers", "gaps", "profiles"]  # no proposals: nobody bought a service new to it
    assert "21 of 22" in text_of(section) and "none of 142 customers" in text_of(section)


def test_a_customer_has_one_row_and_the_appendix_all(plan_review):
    (table,) = [block for block in recommendations(plan_review).pieces if block.name == "gaps"]
    assert table.text.count("太仓源屹家具有限公司") == 1
    (every,) = [block for block in recommendations_detail(plan_review).pieces if block.name == "every_gap"]
    assert every.text.count("太仓源屹家具有限公司") == 2


def test_without_services_and_survey_the_page_names_them(tmp_path):
    bills = [f"{n},1,c{n % 7},2026-{1 + n % 10:02d}-15,{100 * (1 + n % 7)}" for n in range(70)]
    header = "invoice_no,line_no,customer_id,doc_date,amount_ex_vat"
    staff = csv(tmp_path, "m.csv", "manager_id,hours", "M1,100")
    review = plan_of(tmp_path, {"billing": csv(tmp_path, "b.csv", header, *bills), "managers": staff})
    text = text_of(recommendations(review))
    assert "service_code of table billing" in text and "A survey of the last 12 months" in text
    assert "No industry has 5" in text
    assert "No value-added service" in text_of(recommendations_detail(review))
