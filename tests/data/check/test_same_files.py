"""The same file twice among the files of a table."""

import pytest

from tests.data.exports import BILLING, COSTS, revenue
from wcm_helpers.data.intake import take_in

HEAD = "customer_id,doc_date,amount\n"
JUNE = HEAD + "a,2026-06-30,900\nb,2026-06-30,20\n"


@pytest.mark.parametrize("copy", ["b06 (1).csv", "b06 - Copy.csv", "b06 - 副本.csv", "a copy of b06.csv"])
def test_a_second_copy_of_a_file_is_refused_and_named(warehouse, copy):
    for name, text in {"b05.csv": JUNE.replace("-06-30", "-05-31"), "b06.csv": JUNE, copy: JUNE}.items():
        (warehouse.folder / name).write_text(text)
    assert take_in(warehouse.settings({"billing": 'path = "*.csv"'})).faults_of() == [
        f"billing: b06.csv and {copy} have the same content, so every row would count again. Delete {copy}, "
        "or leave it out of path in the settings."
    ]


def test_three_copies_are_one_line(warehouse):
    warehouse.write(b1__csv=JUNE, b2__csv=JUNE, b3__csv=JUNE)
    [fault] = take_in(warehouse.settings({"billing": 'path = "b*.csv"'})).faults_of()
    assert fault.startswith("billing: b1.csv and b2.csv and b3.csv have")


def test_files_without_rows_may_be_alike(warehouse):
    warehouse.write(b1__csv=HEAD, b2__csv=HEAD, b3__csv=JUNE)
    intake = take_in(warehouse.settings({"billing": 'path = "b*.csv"'}))
    assert revenue(warehouse.facts(intake)) == {"a": 9_000_000, "b": 200_000}


def test_rows_with_a_key_are_told_apart_without_it(warehouse):
    bill, cost = BILLING + "I1,1,a,2026-06-30,900\n", COSTS + "a,2026-06,rent,5\n"
    warehouse.write(b1__csv=bill, b2__csv=bill, k1__csv=cost, k2__csv=cost)
    intake = take_in(warehouse.settings({"billing": 'path = "b*.csv"', "costs": 'path = "k*.csv"'}))
    assert intake.faults_of(["billing"]) == []
    assert revenue(warehouse.facts(intake)) == {"a": 9_000_000}


def test_one_file_named_twice_is_one_file(warehouse):
    warehouse.write(b1__csv=JUNE)
    intake = take_in(warehouse.settings({"billing": 'path = ["b1.csv", "./b1.csv"]'}))
    assert revenue(warehouse.facts(intake)) == {"a": 9_000_000, "b": 200_000}
