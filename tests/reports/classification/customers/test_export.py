"""What a month published is where the next one begins: official classes, and what was reported then."""

import csv
import json
from datetime import date

import pandas as pd
import pytest

from tests.reports.classification.facts import CUSTOMERS, STEADY, classify_facts, monthly
from wcm_helpers.core.months import month_range
from wcm_helpers.reporting.batch import ReportRequest, publish_all
from wcm_helpers.reports import REPORTS, open_report
from wcm_helpers.reports.classification.customers.export import class_records, without_activity

TODAY = date(2026, 6, 15)
RECORDS = '[tables.class_history]\npath = "r/shop/*/classes.csv"\n'


def publish(shop, *months):
    settings = shop.write_settings(RECORDS)
    request = ReportRequest(str(settings), months, only=("classification",))
    failures = publish_all([request], REPORTS, shop.folder / "r", TODAY, jobs=2)
    assert [str(error) for error in failures] == []
    return shop.folder / "r" / "shop"


@pytest.mark.slow
def test_months_follow_each_other_and_a_second_run_gives_the_same_bytes(shop):
    folder = publish(shop, "2026-05", "2026-04")  # asked for in any order
    first = {path.name: path.read_bytes() for path in (folder / "2026-05").rglob("*.*")}
    run = json.loads(first["run.json"])
    records = [item["file"] for item in run["inputs"] if item["table"] == "class_history"]
    assert records == ["2026-04/classes.csv"]
    assert run["figures"]["classification"]["official"] == {"A": 2, "B": 2, "C": 1, "N": 0}
    assert set(run["figures"]["classification"]) >= {"official_moves", "boundary", "segments"}
    # c1 1000, c2 550, c3 250, c4 60, c5 40, of 1900: starts 0, .53, .82, .95, .98; in the window of one month
    # less, of 900: c1 0, c2 .56, c3 .89: B. c4 and c5 are new.
    with (folder / "2026-05" / "classes.csv").open(encoding="utf-8-sig", newline="") as text:
        rows = {row["customer_id"]: row for row in csv.DictReader(text)}
    assert {name: row["official_class"] for name, row in rows.items()} == {
        "c1": "A", "c2": "A", "c3": "B", "c4": "B", "c5": "C",
    }  # fmt: skip
    assert (rows["c3"]["since"], rows["c4"]["since"]) == ("2026-04", "2026-05")
    assert all(1 <= int(row[f"{score}_score"]) <= 5
               for row in rows.values() for score in ("recency", "frequency", "monetary"))  # fmt: skip
    again = publish(shop, "2026-05") / "2026-05"
    assert {path.name: path.read_bytes() for path in again.rglob("*.*")} == first


def test_who_left_has_the_class_it_had_and_the_reason(sample_review):
    rows = class_records(sample_review).set_index("customer_id")
    path = sample_review.result.official.path.official
    left = sample_review.result.moves
    left = left[left["official"].isna()]
    assert len(left) == 1  # one customer's last activity is in October a year ago
    row = rows.loc[left["customer_id"].iloc[0]]
    assert row["previous_official_class"] == path.loc[row.name, "2026-09"] is not None
    assert row["previous_class"] == left["computed_before"].iloc[0]
    assert row[["since", "reason"]].tolist() == ["2026-10", "no activity in the window"]
    assert pd.isna(row["official_class"]) and pd.isna(row["class"])
    assert row["state"] == "lost"  # the state of every page, also of who had no activity in the window


def test_who_was_never_active_has_no_class_before():
    # z is in the list of customers and has no row; d was last active in March a year ago.
    facts = monthly(STEADY, changes={("d", month): None for month in month_range("2025-04", "2026-05")})
    rows = without_activity(classify_facts(facts, CUSTOMERS)).set_index("customer_id")
    columns = ["previous_official_class", "since", "reason"]
    assert rows.loc["d", columns].tolist() == ["C", "2026-03", "none"]
    assert rows.loc["z", columns].isna().all()


def record(shop, *rows, limit_a=0.8):
    folder = shop.folder / "r" / "shop" / "2026-04"
    folder.mkdir(parents=True)
    lines = ["customer_id,month,class,official_class,value,value_basis", *(",".join(row) for row in rows)]
    (folder / "classes.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(shop.write_settings(RECORDS + f"[classification]\nwindow_months = 1\nlimit_a = {limit_a}\n"))


def test_what_was_told_before_is_kept_though_the_rule_says_otherwise(shop):
    # April: c1 500, c2 300, c3 100 of 900; c3 starts at .89: B by the rule, but A was told.
    settings = record(shop, ("c3", "2026-04", "B", "A", "100", "revenue"))
    classes = open_report("classification", month="2026-05", settings=settings).result.classes.set_index(
        "customer_id"
    )
    # May: c1 500, c2 250, c3 150 of 1000: c3 starts at .75, inside A: it is A, and since April.
    assert classes.loc["c3", ["class", "official", "since"]].tolist() == ["A", "A", "2026-04"]


def test_values_that_were_reported_otherwise_are_a_correction(shop):
    settings = record(
        shop,
        ("c1", "2026-04", "A", "A", "500", "revenue"),
        ("c2", "2026-04", "B", "B", "300", "revenue"),
        ("c3", "2026-04", "A", "A", "900", "revenue"),  # 800 of it were credited later
        limit_a=0.7,
    )
    moves = open_report("classification", month="2026-05", settings=settings).result.moves.set_index(
        "customer_id"
    )
    told = moves.loc["c3", ["before", "own", "others", "rule", "correction", "after"]]
    # Reported: .7 x 1700, nobody before c3: 1190. Known now: .7 x 900 - 800 = -170. May: .7 x 1000 - 750 =
    # -50. With only its own 150: 665 - 800 = -135; with only the others' May: 665 - 750 = -85.
    assert [n / 10_000 for n in told] == [1190, 35, 85, 0, -1360, -50]
    assert moves.loc["c3", ["official_before", "official", "compared_with"]].tolist() == ["A", "B", "2026-04"]
