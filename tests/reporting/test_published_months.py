"""Changes injected into exports and settings: each restated month is named with its reason, and no other.

An ordinary run takes every fourth of the changes; ``WCM_RESTATEMENTS=1`` takes all.
"""

import json
import os
import shutil
from datetime import date
from importlib.metadata import version

import pytest

from tests.reporting.published_warehouse import PUBLISHED, Warehouse, publish, restatements
from wcm_helpers.reporting import published_months
from wcm_helpers.reporting.batch import ReportRequest, publish_all
from wcm_helpers.reports import REPORTS

MARCH, APRIL, MAY = PUBLISHED
STEP = int(os.environ.get("WCM_RESTATEMENTS", "4"))


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Exports and published months by what counts, revenue or orders.

    Each test writes the exports anew, in one folder, so that those it leaves as they were are not read again.
    """
    folders = {}
    for value in ("revenue", "orders"):
        exports, site = tmp_path_factory.mktemp(value), tmp_path_factory.mktemp("reports") / "shop"
        publish(Warehouse(exports, value), site)
        folders[value] = exports, site
    return folders


def data(month, rows, amount=0.0, table="billing"):
    return {"kind": "data", "table": table, "month": month, "rows": rows, "amount": amount}


def rule(name, earlier, now):
    return {"kind": "rule", "key": f"[classification] {name}", "from": earlier, "to": now}


def setting(key, earlier, now):
    return {"kind": "setting", "key": key, "from": earlier, "to": now}


def edited(number, **cells):
    """Return a change of cells of an invoice line."""
    return lambda warehouse: warehouse.line(number).update(cells)


def removed(*numbers):
    def change(warehouse):
        rows = warehouse.tables["billing"]
        rows[:] = [row for row in rows if row["invoice_no"] not in numbers]

    return change


def added(number="late", **cells):
    """Return a change that adds a line like that of c8 of January."""

    def change(warehouse):
        warehouse.tables["billing"].append({**warehouse.line("c8-2026-01"), "invoice_no": number, **cells})

    return change


def override(**cells):
    return lambda warehouse: warehouse.tables["class_overrides"][0].update(cells)


def another_override(**cells):
    def change(warehouse):
        rows = warehouse.tables["class_overrides"]
        rows.append({**rows[0], **cells})

    return change


def no_override(warehouse):
    warehouse.tables["class_overrides"][0]["expires"] = "2026-03-01"  # ends before it begins: rejected


def site(**values):
    return lambda warehouse: warehouse.site.update(values)


def rules(**values):
    return lambda warehouse: warehouse.rules.update(values)


def source(table="billing", **options):
    return lambda warehouse: warehouse.sources[table].update(options)


def swapped(warehouse):
    one, other = warehouse.line("c1-2026-04"), warehouse.line("c6-2026-04")
    one["customer_id"], other["customer_id"] = "c6", "c1"


def under_contract(warehouse):
    for row in warehouse.tables["customers"]:
        row["contractual"] = "yes"


def order(number, **cells):
    def change(warehouse):
        next(row for row in warehouse.tables["orders"] if row["order_id"] == number).update(cells)

    return change


def without_order(number):
    def change(warehouse):
        rows = warehouse.tables["orders"]
        rows[:] = [row for row in rows if row["order_id"] != number]

    return change


def another_order(warehouse):
    warehouse.tables["orders"].append({**warehouse.tables["orders"][0], "order_id": "late-2"})


ALL, LAST_TWO = list(PUBLISHED), [APRIL, MAY]
#: Name, what counts, the change, the months restated by it, and a reason that each of them must have.
INJECTED = [
    ("amount_corrected", "revenue", edited("c1-2026-04", amount_ex_vat=1100), LAST_TWO, data(APRIL, 0, 100)),
    ("amount_of_january", "revenue", edited("c5-2026-01", amount_ex_vat=150), ALL, data("2026-01", 0, -50)),
    ("line_deleted", "revenue", removed("c6-2026-03"), ALL, data(MARCH, -1, -120)),
    ("line_added_late", "revenue", added(doc_date="2026-02-11", period="2026-02"), ALL,
     data("2026-02", 1, 40)),
    ("customer_corrected", "revenue", edited("c7-2026-04", customer_id="c8"), LAST_TWO, data(APRIL, 0)),
    ("no_credit_note", "revenue", edited("R2", credit_note="no"), LAST_TWO, data(APRIL, 0, 100)),
    ("a_credit_note", "revenue", edited("c8-2026-03", credit_note="yes"), ALL, data(MARCH, 0, -80)),
    ("moved_to_may", "revenue", edited("c4-2026-04", doc_date="2026-05-04"), LAST_TWO,
     data(APRIL, -1, -700)),
    ("moved_to_march", "revenue", edited("c1-2026-04", doc_date="2026-03-04"), [MARCH],
     data(MARCH, 1, 1000)),
    ("rate_corrected", "revenue", edited("R1", fx_rate=7.5), LAST_TWO, data(APRIL, 0, 5)),
    ("currency_corrected", "revenue", edited("R1", currency=""), LAST_TWO, data(APRIL, 0, -60)),
    ("no_pass_through", "revenue", edited("R3", pass_through="no"), LAST_TWO, data(APRIL, 0)),
    ("dispute_settled", "revenue", edited("R4", disputed="no"), LAST_TWO, data(APRIL, 0)),
    ("valid_after_all", "revenue", edited("R5", status="valid"), LAST_TWO, data(APRIL, 1, 70)),
    ("void_after_all", "revenue", edited("c5-2026-05", status="void"), [MAY], data(MAY, -1, -200)),
    ("new_customer", "revenue", added(customer_id="c9", doc_date="2026-03-03", amount_ex_vat=500), ALL,
     data(MARCH, 1, 500)),
    ("customer_gone", "revenue", removed(*(f"c8-2026-{month:02d}" for month in range(1, 6))), ALL,
     data("2026-01", -1, -40)),
    ("month_gone", "revenue", removed(*(f"c{n}-2026-01" for n in range(1, 9))), ALL,
     data("2026-01", -8, -2740)),
    ("negative_line", "revenue", added(doc_date="2026-05-05", customer_id="c1", amount_ex_vat=-400), [MAY],
     data(MAY, 1, -400)),
    ("digit_lost", "revenue", edited("c2-2026-05", amount_ex_vat=60), [MAY], data(MAY, 0, -540)),
    ("two_customers_swapped", "revenue", swapped, LAST_TWO, data(APRIL, 0)),
    ("amount_unreadable", "revenue", edited("c1-2026-03", amount_ex_vat="abc"), ALL, data(MARCH, -1, -1000)),
    ("no_date", "revenue", edited("c3-2026-02", doc_date="", period=""), ALL, data("2026-02", -1, -400)),
    ("override_dated_back", "revenue", override(valid_from="2026-03-01"), [MARCH, APRIL],
     data(MARCH, 1, table="class_overrides")),
    ("override_another_class", "revenue", override(**{"class": "B"}), LAST_TWO,
     data(APRIL, 0, table="class_overrides")),
    ("override_rejected", "revenue", no_override, LAST_TWO, data(APRIL, -1, table="class_overrides")),
    ("override_ends_in_april", "revenue", override(expires="2026-04-30"), [MAY],
     data(APRIL, 0, table="class_overrides")),
    ("override_added", "revenue", another_override(customer_id="c1", valid_from="2026-05-01"), [MAY],
     data(MAY, 1, table="class_overrides")),
    ("override_of_another", "revenue", override(customer_id="c1"), LAST_TWO,
     data(APRIL, 0, table="class_overrides")),
    ("contracts", "revenue", under_contract, ALL, data("", 0, table="customers")),
    ("limit_a", "revenue", rules(limit_a=0.7), ALL, rule("limit_a", 0.8, 0.7)),
    ("limit_b", "revenue", rules(limit_b=0.9), ALL, rule("limit_b", 0.95, 0.9)),
    ("crossing", "revenue", rules(crossing="next"), ALL, rule("crossing", "into", "next")),
    ("window_of_two", "revenue", rules(window_months=2), ALL, rule("window_months", 12, 2)),
    ("window_of_four", "revenue", rules(window_months=4), [MAY], rule("window_months", 12, 4)),
    ("what_counts", "revenue", rules(value="orders"), ALL, rule("value", "revenue", "orders")),
    ("band", "revenue", rules(band=0.1), ALL, rule("band", 0.02, 0.1)),
    ("band_months", "revenue", rules(band_months=1), [MARCH], rule("band_months", 2, 1)),
    ("confirm_months", "revenue", rules(confirm_months=1), ALL, rule("confirm_months", 3, 1)),
    ("rfm_baseline", "revenue", rules(rfm_baseline="2026-02"), ALL, rule("rfm_baseline", "", "2026-02")),
    ("earlier_rule", "revenue", rules(before=[{"until": MARCH, "limit_a": 0.6}]), [MARCH, APRIL],
     rule("limit_a", 0.8, 0.6)),
    ("currency_of_the_site", "revenue", site(currency="USD"), ALL, setting("[site] currency", "EUR", "USD")),
    ("vat", "revenue", site(vat="included"), ALL, setting("[site] vat", "excluded", "included")),
    ("billing_month", "revenue", site(billing_month="period"), [MARCH, APRIL],
     setting("[site] billing_month", "doc_date", "period")),
    ("time_zone", "orders", site(time_zone="UTC"), ALL,
     setting("[site] time_zone", "Asia/Shanghai", "UTC")),
    ("word_of_a_state", "revenue", source(values={"status": {"valid": ["void"]}}), LAST_TWO,
     setting("[tables.billing] values", None, {"status": {"valid": ["void"]}})),
    ("rows_dropped", "revenue", source(where={"column": "invoice_no", "drop": ["R1"]}), LAST_TWO,
     setting("[tables.billing] where", None, {"column": "invoice_no", "drop": ["R1"]})),
    ("column_ignored", "revenue", source(ignore=["credit_note"]), LAST_TWO,
     setting("[tables.billing] ignore", None, ["credit_note"])),
    ("order_deleted", "orders", without_order("c2-2026-03-1"), ALL, data(MARCH, -1, table="orders")),
    ("order_added", "orders", another_order, ALL, data("2026-01", 1, table="orders")),
    ("order_cancelled", "orders", order("c3-2026-04-1", status="cancelled"), LAST_TWO,
     data(APRIL, 0, table="orders")),
    ("order_of_another", "orders", order("c1-2026-04-1", customer_id="c8"), LAST_TWO,
     data(APRIL, 0, table="orders")),
    ("order_moved", "orders", order("c1-2026-04-1", created_at="2026-05-02T10:00:00+08:00"), [APRIL],
     data(APRIL, -1, table="orders")),
]  # fmt: skip


@pytest.fixture
def no_cards(monkeypatch):
    """Cards take longest to draw, and which months are restated does not depend on them."""
    monkeypatch.setattr(published_months, "_cards", lambda review, run, name, moved: [])


@pytest.mark.parametrize(("value", "change", "months", "reason"), [case[1:] for case in INJECTED[::STEP]],
                         ids=[case[0] for case in INJECTED[::STEP]])  # fmt: skip
def test_a_change_is_named_with_month_and_reason(published, no_cards, value, change, months, reason):
    exports, months_published = published[value]
    warehouse = Warehouse(exports, value)
    change(warehouse)
    entries = restatements(warehouse.read(), months_published)
    assert [entry["month"] for entry in entries] == months
    first = next(entry for entry in entries if entry["month"] >= reason.get("month", ""))
    assert reason in first["reasons"]
    for entry in entries:
        assert entry["figures"] or any(entry["classes"].values())
        assert {one["kind"] for one in entry["reasons"]} == {reason["kind"]}


def reversed_rows(warehouse):
    for rows in warehouse.tables.values():
        rows.reverse()


def renamed(warehouse):
    warehouse.tables["invoices 2026"] = warehouse.tables.pop("billing")
    warehouse.sources["billing"]["path"] = "invoices 2026.csv"


def split_in_two(warehouse):
    rows = warehouse.tables.pop("billing")
    warehouse.tables |= {"b1": rows[::2], "b2": rows[1::2]}
    warehouse.sources["billing"]["path"] = "b*.csv"


def june_added(warehouse):
    warehouse.tables["customers"].append({**warehouse.tables["customers"][0], "customer_id": "c9"})
    added("june-1", doc_date="2026-06-30", period="2026-06", amount_ex_vat=9000)(warehouse)
    added("june-2", doc_date="2026-06-30", period="2026-06", customer_id="c9")(warehouse)
    warehouse.tables["orders"].append(
        {**warehouse.tables["orders"][0], "order_id": "june", "created_at": "2026-06-30T10:00:00+08:00"}
    )


def june_in_a_file_of_its_own(warehouse):
    line = {**warehouse.line("c1-2026-05"), "invoice_no": "june", "doc_date": "2026-06-30"}
    warehouse.tables["billing-2026-06"] = [line]
    warehouse.sources["billing"]["path"] = "billing*.csv"


def unused_column(warehouse):
    for rows in warehouse.tables.values():
        for place, row in enumerate(rows):
            row["memo of the clerk"] = f"m{place}"


def columns_reordered(warehouse):
    warehouse.tables = {
        name: [dict(reversed(row.items())) for row in rows] for name, rows in warehouse.tables.items()
    }


def repeated_line(warehouse):
    warehouse.tables["billing"].append(warehouse.line("c1-2026-04"))  # counts once


def another_industry(warehouse):
    warehouse.tables["customers"][4]["industry"] = "pharma"


def later_customer_and_another_industry(warehouse):
    another_industry(warehouse)  # so that the months are computed again
    june_added(warehouse)


def rule_kept_for_the_past(warehouse):
    warehouse.rules |= {"limit_a": 0.6, "before": [{"until": MAY, "limit_a": 0.8}]}


HARMLESS = {
    "nothing": (lambda warehouse: None, {}),
    "row_order": (reversed_rows, {}),
    "file_renamed": (renamed, {}),
    "split_in_two": (split_in_two, {}),
    "later_month": (june_added, {}),
    "later_month_in_its_file": (june_in_a_file_of_its_own, {}),
    "comment": (lambda warehouse: None, {"comment": "# limits of 2026\n"}),
    "language": (site(language="zh"), {}),
    "encoding": (source("customers", encoding="gb18030"), {"encoding": "gb18030"}),
    "byte_order_mark": (lambda warehouse: None, {"encoding": "utf-8-sig"}),
    "line_ends": (lambda warehouse: None, {"newline": "\r\n"}),
    "unused_column": (unused_column, {}),
    "columns_reordered": (columns_reordered, {}),
    "name_of_the_site": (site(name="Store"), {}),
    "names_published": (site(publish_names=True), {}),
    "months_looked_at": (site(restated_months=12), {}),
    "months_covered": (site(data_through="2026-06"), {}),
    "default_written_out": (rules(limit_a=0.8, ties="better"), {}),
    "rule_kept_for_the_past": (rule_kept_for_the_past, {}),
    "hysteresis_that_decides_nothing": (rules(upgrade_months=3), {}),
    "line_repeated": (repeated_line, {}),
    "override_of_june": (another_override(customer_id="c1", valid_from="2026-06-01"), {}),
    "industry_of_a_customer": (another_industry, {}),
    "later_customer_and_industry": (later_customer_and_another_industry, {}),
}


@pytest.mark.parametrize("name", [*HARMLESS][::STEP])
def test_a_harmless_change_names_nothing(published, no_cards, name):
    exports, months_published = published["revenue"]
    warehouse = Warehouse(exports)
    change, how = HARMLESS[name]
    change(warehouse)
    assert restatements(warehouse.read(**how), months_published) == []


@pytest.mark.parametrize("name", ["row_order", "file_renamed", "later_month", "unused_column", "language"])
def test_a_month_whose_basis_is_unchanged_is_not_computed_again(published, monkeypatch, name):
    exports, months_published = published["revenue"]
    warehouse = Warehouse(exports)
    HARMLESS[name][0](warehouse)
    monkeypatch.setattr(published_months, "_open", None)  # a call of it would be a fault of the month
    assert restatements(warehouse.read(), months_published) == []


def test_a_month_of_an_earlier_version_and_a_table_with_a_fault_are_left_out(published, no_cards, tmp_path):
    exports, months_published = published["revenue"]
    shutil.copytree(months_published, tmp_path / "shop")
    file = tmp_path / "shop" / MARCH / "run.json"
    record = json.loads(file.read_text(encoding="utf-8"))
    del record["basis"]
    file.write_text(json.dumps(record), encoding="utf-8")
    warehouse = Warehouse(exports)
    edited("c1-2026-01", amount_ex_vat=900)(warehouse)
    assert [entry["month"] for entry in restatements(warehouse.read(), tmp_path / "shop")] == [APRIL, MAY]
    warehouse.tables["billing"].append({**warehouse.line("c1-2026-01"), "amount_ex_vat": 800})  # a conflict
    assert restatements(warehouse.read(), tmp_path / "shop") == []


def test_a_month_that_the_data_no_longer_cover_says_so(published, no_cards):
    exports, months_published = published["revenue"]
    warehouse = Warehouse(exports)
    rows = warehouse.tables["billing"]
    rows[:] = [row for row in rows if row["doc_date"] > "2026-04"]
    march, *others = restatements(warehouse.read(), months_published)
    assert (march["month"], "outside the data" in march["fault"]) == (MARCH, True)
    assert [(entry["month"], "fault" in entry) for entry in others] == [(APRIL, False), (MAY, False)]


def test_other_code_that_gives_other_figures_is_named_as_another_version(published, no_cards, tmp_path):
    exports, months_published = published["revenue"]
    shutil.copytree(months_published, tmp_path / "shop")
    for month in PUBLISHED:
        file = tmp_path / "shop" / month / "run.json"
        record = json.loads(file.read_text(encoding="utf-8"))
        record["basis"]["code"] = "of another version"
        record["versions"]["wcm"] = "0.0.1"
        if month == APRIL:
            record["figures"]["classification"]["value"] += 1
        file.write_text(json.dumps(record), encoding="utf-8")
    (april,) = restatements(Warehouse(exports).read(), tmp_path / "shop")
    assert april["month"] == APRIL
    assert [figure["id"] for figure in april["figures"]] == ["value"]
    assert april["reasons"] == [{"kind": "version", "from": "0.0.1", "to": version("wcm")}]


def test_a_month_keeps_the_parameters_it_was_published_with(no_cards, tmp_path):
    exports = tmp_path / "exports"
    exports.mkdir()
    warehouse = Warehouse(exports)
    publish(warehouse, tmp_path / "shop", limit_a=0.7)
    assert restatements(warehouse.read(), tmp_path / "shop") == []
    edited("c1-2026-05", amount_ex_vat=1100)(warehouse)
    (may,) = restatements(warehouse.read(), tmp_path / "shop")
    assert may["reasons"] == [data(MAY, 0, 100)]


def test_a_run_says_on_its_pages_what_changed_and_which_months_are_restated(tmp_path):
    """The whole run of June, with April corrected after it was published."""
    exports, reports = tmp_path / "exports", tmp_path / "reports"
    exports.mkdir()
    warehouse = Warehouse(exports)
    publish(warehouse, reports / "shop", cards=True)
    edited("c1-2026-04", amount_ex_vat=1500)(warehouse)
    for customer, amount in (("c1", 1000), ("c2", 600), ("c3", 3000), ("c9", 50)):
        line = {"doc_date": "2026-06-30", "period": "2026-06", "customer_id": customer}
        added(f"{customer}-2026-06", amount_ex_vat=amount, **line)(warehouse)
    warehouse.site["restated_months"] = 2
    request = ReportRequest(str(warehouse.write()), ("2026-06",), only=("classification",))
    before = (reports / "shop" / APRIL / "run.json").read_bytes()
    assert publish_all([request], REPORTS, reports, date(2026, 7, 15), jobs=1) == []
    folder = reports / "shop" / "2026-06"
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert run["changes"]["month"] == MAY
    # c9 is new, and nobody leaves a window of twelve months.
    assert [run["changes"]["classes"][name] for name in ("entered", "left")] == [1, 0]
    assert "customers" in [card["id"] for card in run["changes"]["cards"]["en"]]
    assert run["restated"]["looked_at"] == [APRIL, MAY]
    assert [entry["reasons"] for entry in run["restated"]["months"]] == [[data(APRIL, 0, 500)]] * 2
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "<h2>Since May 2026</h2>" in page
    assert "<h2>Restated since published</h2>" in page
    assert "billing of April 2026: as many rows, +500.00 EUR in all." in page
    text = (folder / "digest.txt").read_text(encoding="utf-8")
    assert "Restated since they were published: April 2026 and May 2026" in text
    index = (reports / "index.html").read_text(encoding="utf-8")
    assert index.count("Restated since: see June 2026.") == 2
    assert (reports / "shop" / APRIL / "run.json").read_bytes() == before
