"""The pages on managers, from the invented warehouse and from warehouses without a table."""

import pytest

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of
from wcm_helpers.reports.service_plan.managers.section import managers, managers_detail

BILLS = "invoice_no,line_no,customer_id,doc_date,service_code,amount_ex_vat"


def text_of(section):
    return " ".join(block.text for block in section.pieces)


@pytest.fixture
def bills(tmp_path):
    rows = [f"{n},1,c{n % 7},2026-{1 + n % 10:02d}-15,storage,{100 * (1 + n % 7)}" for n in range(70)]
    return csv(tmp_path, "b.csv", BILLS, *rows)


def test_what_must_move_stands_before_what_would_fit_better(plan_review):
    (table,) = [block for block in managers(plan_review).pieces if block.name == "moves"]
    assert table.text.index("its manager has more work") < table.text.index("fits better")


def test_the_industry_cells_name_who_knows_the_industry(plan_review):
    (table,) = [block for block in managers_detail(plan_review).pieces if block.name == "cells"]
    assert "M01 王芳 and M05 吴敏" in table.text


def test_without_managers_the_page_names_the_table(tmp_path, bills):
    talks = csv(tmp_path, "i.csv", "customer_id,happened_at,kind", "c1,2026-10-30 10:00,visit")
    review = plan_of(tmp_path, {"billing": bills, "interactions": talks})
    for section in (managers, managers_detail):
        (box,) = section(review).pieces
        assert "Table managers" in box.text


def test_without_assignments_there_is_a_proposal_and_no_move(tmp_path, bills):
    staff = csv(tmp_path, "m.csv", "manager_id,hours", "M1,1000")
    text = text_of(managers(plan_of(tmp_path, {"billing": bills, "managers": staff})))
    assert "Table assignments" in text and "Who would move" not in text


def test_names_that_are_not_published_are_not_shown(tmp_path, bills):
    staff = csv(tmp_path, "m.csv", "manager_id,manager_name,hours", "M1,Annabel,10")
    tables = {"billing": bills, "managers": staff}
    text = text_of(managers(plan_of(tmp_path, tables, more="publish_names = false\n")))
    assert "M1" in text and "Annabel" not in text
    assert "Annabel" in text_of(managers(plan_of(tmp_path, tables, more="publish_names = true\n")))
