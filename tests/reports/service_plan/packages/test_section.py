"""The pages on packages, from the invented warehouse and from warehouses without a table."""

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of

ORDERS = "order_id,customer_id,created_at,direction"
BILLS = "invoice_no,line_no,customer_id,doc_date,service_code,amount_ex_vat"


def test_both_planted_customers_are_in_their_tables(plan_review, truth):
    section = plan_review.packages
    names = plan_review.result
    for table, planted in (
        ("underserved", "class A without its manager's time"),
        ("overserved", "class C with the time of class A"),
    ):
        assert section.tables[table]["Customer"].tolist() == [names.name_of(truth[planted])]


def test_every_entitlement_is_in_the_appendix_what_was_not_received_first(plan_review):
    table = plan_review.packages_detail.tables["entitlements"]
    assert len(table) == 30
    assert table["Outcome"].iloc[0] == "not received"


def test_without_tables_the_page_names_them(tmp_path):
    bills = [f"{n},1,c{n % 7},2026-{1 + n % 10:02d}-15,storage,{100 * (1 + n % 7)}" for n in range(70)]
    managers = csv(tmp_path, "m.csv", "manager_id,hours", "M1,100")
    review = plan_of(tmp_path, {"billing": csv(tmp_path, "b.csv", BILLS, *bills), "managers": managers})
    text = " ".join(block.text for block in review.packages.blocks)
    for table in ("service_entitlements", "interactions", "tickets", "assignments"):
        assert table in text
    assert "the packages of the project count" in text


def test_entitlements_that_hold_for_nobody_are_said_to_be_the_reason(tmp_path):
    bills = [f"{n},1,c{n % 7},2026-{1 + n % 10:02d}-15,storage,{100 * (1 + n % 7)}" for n in range(70)]
    header = "customer_id,class,item,level,period,valid_from"
    rows = ("z,,talk,1,month,2026-01-01", ",A,talk,1,month,2026-11-01")  # nobody's, and the next month's
    tables = {
        "billing": csv(tmp_path, "b.csv", BILLS, *bills),
        "service_entitlements": csv(tmp_path, "e.csv", header, *rows),
    }
    review = plan_of(tmp_path, tables)
    text = " ".join(block.text for block in review.packages.blocks)
    assert "valid_from" in text and "October 2026" in text
    assert "needs classes" not in text


def test_without_classes_it_says_what_would_give_them(tmp_path):
    review = plan_of(
        tmp_path,
        {"interactions": csv(tmp_path, "i.csv", "customer_id,happened_at,kind", "c,2026-10-30 10:00,visit")},
    )
    (box,) = [block for block in review.packages.blocks if block.kind == "missing" or "billing" in block.text]
    assert "[tables.billing]" in box.text
    assert "no entitlements" in review.packages_detail.blocks[-1].text
