"""From two records to what changed: key figures, classes and warnings of the data."""

from tests.reporting.small_report import read
from wcm_helpers.reporting.changes import cards_in, data_warnings, since


def card(name, value, label="Revenue"):
    return {"id": name, "label": label, "value": value, "earlier": ""}


def run(month, value, customers, **more):
    entry = {
        "status": "published", "languages": ["en", "zh"],
        "cards": [card("value", f"{value} EUR"), card("customers", str(customers), "Customers"),
                  card("top1", "36%", "Largest")],
        "translations": {"zh": {"cards": [card("value", f"{value}欧元", "收入")]}},
    }  # fmt: skip
    figures = {"one": {"value": value, "customers": customers}}
    return {"month": month, "language": "en", "reports": {"one": entry}, "figures": figures, **more}


SEPTEMBER, OCTOBER = run("2026-09", 100.0, 10), run("2026-10", 110.0, 15)


def test_key_figures_that_moved_are_named_in_each_language_the_largest_change_first():
    changes = since(SEPTEMBER, OCTOBER, {}, {})
    assert changes["month"] == "2026-09"
    assert changes["cards"] == {
        "en": [
            {"report": "one", "id": "customers", "label": "Customers", "from": "10", "to": "15",
             "share": 0.5},
            {"report": "one", "id": "value", "label": "Revenue", "from": "100.0 EUR", "to": "110.0 EUR",
             "share": 0.1},
        ],
        "zh": [
            {"report": "one", "id": "value", "label": "收入", "from": "100.0欧元", "to": "110.0欧元",
             "share": 0.1},
        ],
    }  # fmt: skip


def test_the_number_of_a_card_weighs_it_where_no_figure_has_its_id():
    records = [run("2026-09", 100.0, 10), run("2026-10", 110.0, 10)]
    for record, value, number in zip(records, ("36%", "18%"), (0.36, 0.18), strict=True):
        record["reports"]["one"]["cards"][2] |= {"value": value, "number": number}
    cards = since(*records, {}, {})["cards"]["en"]
    assert [(card["id"], card["share"]) for card in cards] == [("top1", 0.5), ("value", 0.1)]


def test_a_report_that_is_kept_moved_nothing_and_a_language_of_one_month_alone_is_left_out():
    kept = run("2026-10", 110.0, 15)
    kept["reports"]["one"]["status"] = "kept"
    assert since(SEPTEMBER, kept, {}, {})["cards"] == {}
    english = run("2026-09", 100.0, 10)
    english["reports"]["one"] |= {"languages": ["en"], "translations": {}}
    assert since(english, OCTOBER, {}, {})["cards"]["zh"] == []


def test_cards_are_those_of_the_main_language_or_of_a_translation():
    assert cards_in(OCTOBER, "one", "zh")[0]["label"] == "收入"
    assert cards_in(OCTOBER, "one", "en")[0]["label"] == "Revenue"
    assert cards_in(OCTOBER, "one", "fr") == cards_in(OCTOBER, "two", "en") == []


def test_classes_are_compared_only_where_both_months_have_them():
    counts = since(SEPTEMBER, OCTOBER, {"c1": "A", "c2": "B"}, {"c1": "B"})["classes"]
    assert counts == {"changed": 1, "up": 0, "down": 1, "entered": 0, "left": 1}
    assert since(SEPTEMBER, OCTOBER, {}, {"c1": "B"})["classes"] == {}


def warning(table, reason, rows=1):
    return {"table": table, "reason": reason, "rows": rows, "amount": 0.0}


def test_warnings_are_new_or_ended_by_table_and_reason():
    before = {**SEPTEMBER, "warnings": [warning("billing", "alike", 3), warning("orders", "alike")]}
    now = {**OCTOBER, "warnings": [warning("billing", "alike", 9), warning("billing", "absurd_amount")]}
    changes = since(before, now, {}, {})
    assert changes["new_warnings"] == [warning("billing", "absurd_amount")]
    assert changes["ended_warnings"] == [warning("orders", "alike")]
    assert "new_warnings" not in since(SEPTEMBER, now, {}, {})  # an earlier version recorded none


def test_the_warnings_of_a_month_are_recorded_with_rows_and_amount(shop):
    shop.customers(("c1", "One"), ("c2", "Two"), ("c3", "Three"), ("c4", "Four"))
    rows = data_warnings(read(shop).intake, "2026-05")
    assert rows == [{"table": "billing", "reason": "unknown_customer", "rows": 1, "amount": 40.0}]
    assert data_warnings(read(shop).intake, "2026-04") == []  # c5 is billed from May
