"""From two bases to reasons, and from the records of a site to the mark of a month."""

import copy

import pytest

from wcm_helpers.reporting.basis import published_digest
from wcm_helpers.reporting.restatements import reasons, restated_by, same_basis

MARCH = {"rows": 3, "amount": 300.0, "fingerprint": "aa"}
RECORD = {
    "basis": {
        "tables": {"billing": {"2026-03": MARCH}, "customers": {"": {"rows": 9, "amount": 0.0,
                                                                     "fingerprint": "cc"}}},
        "site": {"currency": "EUR", "vat": "excluded"},
        "sources": {"billing": [{"ignore": ["a"]}]},
        "sections": {"classification": "11", "surveys": "22", "data_through": "33"},
        "code": "v1",
    },
    "inputs": [{"table": "billing", "file": "b.csv", "sha256": "f1"}],
    "rules": {"classification": {"limit_a": 0.8, "before": [], "billing_month": "doc_date"}},
    "versions": {"wcm": "0.3.0"},
}  # fmt: skip
READS = ("billing", "customers")


def changed(*path, to):
    """Return the record with one value replaced."""
    record = copy.deepcopy(RECORD)
    place = record
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = to
    return record


NEW_FILE = {"table": "billing", "file": "b.csv", "sha256": "f2"}


def with_new_file(record):
    return {**record, "inputs": [NEW_FILE]}


def test_nothing_differs():
    assert same_basis(RECORD["basis"], copy.deepcopy(RECORD["basis"]), READS)
    assert reasons(RECORD, copy.deepcopy(RECORD), READS) == []


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("tables", "billing", "2026-03"), {**MARCH, "fingerprint": "bb"}),
        (("tables", "billing"), {}),
        (("site", "vat"), "included"),
        (("sources", "billing"), []),
        (("sections", "classification"), "12"),
        (("code",), "v2"),
    ],
)
def test_whatever_differs_is_another_basis(path, to):
    assert not same_basis(RECORD["basis"], changed("basis", *path, to=to)["basis"], READS)


def test_tables_that_a_report_does_not_read_are_no_basis_of_it():
    today = changed("basis", "tables", "tickets", to={"2026-03": MARCH})
    assert same_basis(RECORD["basis"], today["basis"], READS)
    assert not same_basis(RECORD["basis"], today["basis"], ("tickets",))


def test_data_are_named_by_table_and_month_with_rows_and_amount():
    more = {"rows": 5, "amount": 290.5, "fingerprint": "bb"}
    today = with_new_file(changed("basis", "tables", "billing", to={"2026-02": MARCH, "2026-03": more}))
    assert reasons(RECORD, today, READS) == [
        {"kind": "data", "table": "billing", "month": "2026-02", "rows": 3, "amount": 300.0},
        {"kind": "data", "table": "billing", "month": "2026-03", "rows": 2, "amount": -9.5},
    ]


def test_a_setting_that_reads_the_same_files_otherwise_is_no_correction_of_the_data():
    today = changed("basis", "tables", "billing", "2026-03", to={**MARCH, "amount": 1.0})
    today["basis"]["site"]["vat"] = "included"
    vat = {"kind": "setting", "key": "[site] vat", "from": "excluded", "to": "included"}
    assert reasons(RECORD, today, READS) == [vat]
    data = {"kind": "data", "table": "billing", "month": "2026-03", "rows": 0, "amount": -299.0}
    assert reasons(RECORD, with_new_file(today), READS) == [vat, data]


def test_rules_are_named_with_both_values_but_not_those_of_other_months():
    today = changed("rules", "classification", "limit_a", to=0.7)
    today["rules"]["classification"] |= {
        "before": [{"until": "2026-01"}],
        "billing_month": "period",
        "new": 1,
    }
    assert reasons(RECORD, today, READS) == [
        {"kind": "rule", "key": "[classification] limit_a", "from": 0.8, "to": 0.7}
    ]


def test_rules_of_earlier_months_are_named_where_nothing_else_differs():
    today = changed("rules", "classification", "before", to=[{"until": "2026-01"}])
    assert [reason["key"] for reason in reasons(RECORD, today, READS)] == ["[classification] before"]


def test_a_section_that_no_rule_records_is_named_as_a_whole():
    today = changed("basis", "sections", "surveys", to="23")
    assert reasons(RECORD, today, READS) == [
        {"kind": "setting", "key": "[surveys]", "from": None, "to": None}
    ]


def test_rows_without_a_month_and_the_code_are_named_only_where_nothing_else_differs():
    customers = {"": {"rows": 10, "amount": 0.0, "fingerprint": "dd"}}
    today = changed("basis", "tables", "customers", to=customers)
    today["basis"]["code"] = "v2"
    assert reasons(RECORD, today, READS) == [
        {"kind": "data", "table": "customers", "month": "", "rows": 1, "amount": 0.0}
    ]
    today["rules"]["classification"]["limit_a"] = 0.7
    assert [reason["kind"] for reason in reasons(RECORD, today, READS)] == ["rule"]


def test_another_version_is_named_beside_the_data_and_other_code_alone():
    today = changed("basis", "code", to="v2")
    assert reasons(RECORD, today, READS) == [{"kind": "version", "from": "0.3.0", "to": "0.3.0"}]
    today["versions"]["wcm"] = "0.4.0"
    today["basis"]["tables"]["billing"] = {}
    assert [reason["kind"] for reason in reasons(RECORD, with_new_file(today), READS)] == ["data", "version"]


def test_the_files_of_a_survey_are_named_by_their_wave():
    today = {**RECORD, "inputs": [*RECORD["inputs"], {"table": "surveys.h1", "file": "x", "sha256": "1"}]}
    assert reasons(RECORD, today, READS) == [{"kind": "survey", "wave": "h1"}]


def runs(**changes):
    """Return a site of which October says that September is restated, and November looks at it again."""
    september = {"figures": {"classification": {"value": 5}}, "rules": {}, "basis": {}}
    entry = {"month": "2026-09", "published": published_digest(september), "currency": "EUR"}
    october = {"restated": {"looked_at": ["2026-09"], "months": [entry]}}
    return {"2026-09": september, "2026-10": october, **changes}


def test_a_month_is_marked_by_the_newest_record_that_looked_at_it():
    assert restated_by(runs(), "2026-09") == "2026-10"
    assert restated_by(runs(), "2026-10") == ""
    beyond = {"2026-11": {"restated": {"looked_at": ["2026-10"], "months": []}}, "2026-12": {}}
    assert restated_by(runs(**beyond), "2026-09") == "2026-10"
    corrected_back = {"2026-11": {"restated": {"looked_at": ["2026-09", "2026-10"], "months": []}}}
    assert restated_by(runs(**corrected_back), "2026-09") == ""


def test_a_month_published_again_is_marked_no_more():
    again = runs()
    again["2026-09"] = {**again["2026-09"], "figures": {"classification": {"value": 6}}}
    assert restated_by(again, "2026-09") == ""


def test_a_month_that_cannot_be_computed_is_not_marked_as_restated():
    site = runs()
    site["2026-10"]["restated"]["months"][0]["fault"] = "no data"
    assert restated_by(site, "2026-09") == ""
