"""The classes in force in a month: computed, else on record, else of the customer list, else unknown."""

import pytest

from wcm_helpers.classes.in_force import class_of_level, classes_in_force
from wcm_helpers.core.paths import SAMPLE_SETTINGS
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.reporting.opening import open_settings
from wcm_helpers.reports import REPORTS

SITE = '[site]\nid = "shop"\nname = "Shop"\ncurrency = "EUR"\n'
LIST = '[tables.customers]\npath = "customers.csv"\n'
RECORDS = '[tables.class_history]\npath = "classes.csv"\n'


def opened(path):
    return read_history(open_settings(path, REPORTS))


@pytest.fixture
def site(tmp_path):
    """Return a function that writes settings of tables and files, and opens their history."""

    def write(tables, **files):
        for name, lines in files.items():
            (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (tmp_path / "site.toml").write_text(SITE + tables, encoding="utf-8")
        return opened(tmp_path / "site.toml")

    return write


def test_a_month_has_the_classes_of_its_own_data_and_not_of_later_ones(shop):
    # April: 500, 300, 100 of 900 start at 0, .56, .89: A, A, B. May is never looked at.
    april = classes_in_force(opened(shop.settings), "2026-04")
    assert (april.basis, april.month) == ("computed", "2026-04")
    assert april.customers["class"].to_dict() == {"c1": "A", "c2": "A", "c3": "B"}
    assert april.customers["value"].to_dict() == {"c1": 5_000_000, "c2": 3_000_000, "c3": 1_000_000}


def test_a_month_that_the_data_do_not_cover_has_the_classes_of_the_last_covered_one(shop):
    shop.billing(("c1", "2026-04-30", 500), ("c2", "2026-04-30", 300), ("c1", "2026-05-11", 900))
    classes = classes_in_force(opened(shop.settings), "2026-05")
    assert classes.month == "2026-04"
    assert classes.customers["value"].to_dict() == {"c1": 5_000_000, "c2": 3_000_000}


def test_without_amounts_published_classes_count_up_to_the_month(site):
    rows = ["customer_id,month,official_class,value,value_basis", "a,2026-03,A,70,revenue",
            "a,2026-04,B,60,revenue", "b,2026-04,C,9,orders", "a,2026-06,C,5,revenue"]  # fmt: skip
    history = site(RECORDS, classes=rows)
    classes = classes_in_force(history, "2026-05")
    assert (classes.basis, classes.month) == ("recorded", "2026-04")
    assert classes.customers["class"].to_dict() == {"a": "B", "b": "C"}
    assert classes.customers["value"].fillna(-1).to_dict() == {"a": 600_000, "b": -1}  # orders are no money


def test_else_the_customer_list_tells_the_level(site):
    history = site(LIST, customers=["customer_id,current_level", "a,大客户", "b,VIP", "c,", "d,C"])
    classes = classes_in_force(history, "2026-05")
    assert (classes.basis, classes.month) == ("customer_list", "")
    assert classes.customers["class"].to_dict() == {"a": "A", "d": "C"}
    assert classes.customers["value"].isna().all()


def test_where_nothing_is_known_there_are_none(site):
    assert classes_in_force(site(LIST, customers=["customer_id", "a"]), "2026-05") is None


def test_a_fault_in_a_table_of_the_classes_is_not_computed_over(shop):
    shop.customers(("c1", "One"))
    text = shop.settings.read_text(encoding="utf-8")
    shop.settings.write_text(text + '[tables.costs]\npath = "absent.csv"\n', encoding="utf-8")
    assert classes_in_force(opened(shop.settings), "2026-04") is None


@pytest.mark.parametrize(
    ("level", "letter"), [("一般", "B"), ("b级", "B"), ("小客户", "C"), ("", None), (3, None)]
)
def test_a_level_is_read_as_exports_write_it(level, letter):
    assert class_of_level(level) == letter


def test_the_sample_has_a_class_for_everyone_active_in_the_year():
    classes = classes_in_force(opened(SAMPLE_SETTINGS), "2026-05")
    assert classes.basis == "computed"
    assert set(classes.customers["class"]) <= {"A", "B", "C", "N"}
    assert (classes.customers.loc[classes.customers["class"] == "A", "value"] > 0).all()
