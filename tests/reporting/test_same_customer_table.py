"""The table of the customers of several sites, from the classes that the sites published."""

import pytest

from tests.reporting.group_runs import amount, published, run
from wcm_helpers.reporting import same_customer_table
from wcm_helpers.reporting.same_customers import SameCustomer, keep_same_customers

HEADER = "customer_id,customer_name,class,official_class,value_basis,value\r\n"


def site(reports, name, rows, unit="CNY"):
    """Publish the classes of a site and return its record."""
    record = run(name, figures=amount(5, unit), files=["one.html", "classes.csv"])
    folder = published(reports, name.lower(), record)
    lines = "".join(f"{id_},X,{letter},{letter},revenue,{value}\r\n" for id_, letter, value in rows)
    (folder / "classes.csv").write_text("\ufeff" + HEADER + lines, encoding="utf-8", newline="")
    return record


def section(reports, links, **runs):
    keep_same_customers(reports, [SameCustomer(*link) for link in links])
    return same_customer_table.section(reports, "2026-05", runs)


def test_without_a_list_there_is_no_table(tmp_path):
    assert same_customer_table.section(tmp_path, "2026-05", {}) is None


def test_the_largest_together_is_first_and_one_site_alone_is_left_out(tmp_path):
    north = site(tmp_path, "North", [("1", "A", 500), ("2", "B", 400), ("3", "C", 9000)])
    south = site(tmp_path, "South", [("x", "C", 100), ("y", "A", 250)])
    links = [("Small", "north", "1"), ("Small", "south", "x"),
             ("Large", "north", "2"), ("Large", "south", "y"),
             ("Alone", "north", "3"), ("Ghost", "north", "99"), ("Ghost", "nowhere", "1")]  # fmt: skip
    table = section(tmp_path, links, north=north, south=south)
    assert [(one["name"], one["together"]) for one in table["customers"]] == [
        ("Large", ["650 CNY"]), ("Small", ["600 CNY"]),
    ]  # fmt: skip
    assert table["customers"][0]["places"] == [
        {"site": "North", "customer_id": "2", "letter": "B", "value": "400 CNY"},
        {"site": "South", "customer_id": "y", "letter": "A", "value": "250 CNY"},
    ]
    assert table["notes"] == ["2 rows of the list name a site or a customer that has no class this month."]


def test_amounts_of_two_currencies_are_never_one_sum(tmp_path):
    north = site(tmp_path, "North", [("1", "A", 500)])
    south = site(tmp_path, "South", [("1", "A", 30)], unit="USD")
    (one,) = section(tmp_path, [("X", "north", "1"), ("X", "south", "1")], north=north, south=south)[
        "customers"
    ]
    assert one["together"] == ["500 CNY", "30 USD"]


def test_a_number_that_a_spreadsheet_would_run_is_found(tmp_path):
    north = site(tmp_path, "North", [("'=1", "A", 500)])
    south = site(tmp_path, "South", [("1", "A", 30)])
    (one,) = section(tmp_path, [("X", "north", "=1"), ("X", "south", "1")], north=north, south=south)[
        "customers"
    ]
    assert one["places"][0]["customer_id"] == "=1"


def test_thirty_customers_are_listed_and_the_others_counted(tmp_path):
    rows = [(str(n), "A", n) for n in range(33)]
    runs = {"north": site(tmp_path, "North", rows), "south": site(tmp_path, "South", rows)}
    links = [(f"G{n}", name, str(n)) for n in range(33) for name in runs]
    table = section(tmp_path, links, **runs)
    assert len(table["customers"]) == 30
    assert table["customers"][0]["name"] == "G32"
    assert table["notes"] == ["3 more customers are not listed."]


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"a,b\n1,2,3\n", HEADER.encode() + b'1,"', b"\x00" * 9]
)
def test_damaged_classes_are_as_none(tmp_path, content):
    runs = {
        "north": site(tmp_path, "North", [("1", "A", 5)]),
        "south": site(tmp_path, "South", [("1", "A", 5)]),
    }
    (tmp_path / "south" / "2026-05" / "classes.csv").write_bytes(content)
    table = section(tmp_path, [("X", "north", "1"), ("X", "south", "1")], **runs)
    assert table["customers"] == []
    assert table["notes"][0] == "No customer of the list has a class at more than one site this month."


@pytest.mark.parametrize("value", ["", "x", "nan", "inf", "1e999"])
def test_a_value_that_is_no_number_is_a_dash(tmp_path, value):
    runs = {
        "north": site(tmp_path, "North", [("1", "A", value)]),
        "south": site(tmp_path, "South", [("1", "A", 5)]),
    }
    (one,) = section(tmp_path, [("X", "north", "1"), ("X", "south", "1")], **runs)["customers"]
    assert (one["places"][0]["value"], one["together"]) == ("–", ["5 CNY"])
