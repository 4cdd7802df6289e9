"""What the figures of a month rest on, as run.json records it."""

import json

from tests.reporting.small_report import read, small_report
from wcm_helpers.reporting.basis import basis, published_digest

REPORTS = {"one": small_report("one")}


def of(shop, month="2026-05", reports=REPORTS):
    return basis(read(shop), month, reports)


def test_rows_later_than_the_month_are_no_basis_of_it(shop):
    tables = of(shop, "2026-04")["tables"]
    assert list(tables) == ["billing"]
    (april,) = tables["billing"].items()
    assert (april[0], april[1]["rows"], april[1]["amount"]) == ("2026-04", 3, 900.0)
    assert list(of(shop)["tables"]["billing"]) == ["2026-04", "2026-05"]


def test_published_tables_are_a_basis_of_later_months_alone(shop):
    (shop.folder / "classes.csv").write_text(
        "customer_id,month,class\nc1,2026-04,A\nc1,2026-05,A\n", encoding="utf-8"
    )
    shop.write_settings('[tables.class_history]\npath = "classes.csv"\n')
    assert list(of(shop)["tables"]["class_history"]) == ["2026-04"]


def test_customers_entered_later_are_no_basis_of_a_month(shop):
    shop.customers(("c1", "One"), ("c2", "Two"), ("c3", "Three"))
    april = of(shop, "2026-04")["tables"]["customers"]
    assert april[""]["rows"] == 3
    shop.customers(("c1", "One"), ("c2", "Two"), ("c3", "Three"), ("c4", "Billed from May"), ("c9", "Never"))
    assert of(shop, "2026-04")["tables"]["customers"] == april
    assert of(shop, "2026-05")["tables"]["customers"][""]["rows"] == 4
    shop.customers(("c1", "Another"), ("c2", "Two"), ("c3", "Three"))
    assert of(shop, "2026-04")["tables"]["customers"] != april


def test_it_is_the_same_in_json_and_for_another_place_name_and_language(shop):
    first = of(shop)
    assert json.loads(json.dumps(first)) == first
    (shop.folder / "billing.csv").rename(shop.folder / "invoices.csv")
    text = shop.settings.read_text(encoding="utf-8").replace("billing.csv", "invoices.csv")
    shop.settings.write_text(text.replace('"Shop"', '"Store"\nlanguage = "zh"'), encoding="utf-8")
    assert of(shop) == first


def test_settings_that_decide_what_rows_mean_are_in_it(shop):
    first = of(shop)
    text = shop.settings.read_text(encoding="utf-8").replace('"EUR"', '"USD"\ndata_through = "2026-05"')
    shop.settings.write_text(text + 'ignore = ["memo"]\n[one]\nsections = {data = false}\n', encoding="utf-8")
    now = of(shop)
    assert (first["site"]["currency"], now["site"]["currency"]) == ("EUR", "USD")
    assert (first["sources"], now["sources"]) == ({"billing": [{}]}, {"billing": [{"ignore": ["memo"]}]})
    changed = {name for name, digest in first["sections"].items() if now["sections"][name] != digest}
    assert changed == {"data_through"}  # which sections are shown decides no figure


def test_the_digest_of_a_record_is_of_its_figures_rules_and_basis():
    run = {"figures": {"one": {"a": 1}}, "rules": {}, "basis": {}, "headline": {"one": "x"}}
    assert published_digest(run) == published_digest({**run, "headline": {}, "restated": {}})
    assert published_digest(run) != published_digest({**run, "figures": {"one": {"a": 2}}})
