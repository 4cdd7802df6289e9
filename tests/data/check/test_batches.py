"""Batches: which exports are looked at together; what is found does not depend on how rows lie in files."""

import hashlib
import os
import random
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.data.exports import BILLING, Warehouse, faults
from wcm_helpers.data.check.checks import check
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.site_cache import site_cache

EXAMPLES = int(os.environ.get("WCM_BOOKS", "2"))  # of each property

ORDERS = "order_id,customer_id,created_at\n"
LINES = "order_id,line_no,qty\n"
BOTH = {"orders": 'path = "o*.csv"', "order_lines": 'path = "l*.csv"'}


def groups(intake):
    """Return the files of each batch."""
    return [sorted(item.label for items in part.batch.tables.values() for item in items)
            for part in intake.checked]  # fmt: skip


def test_lines_far_from_every_order_are_orphans_too(warehouse):
    warehouse.write(o1__csv=ORDERS + "1001,a,2026-05-01\n", l1__csv=LINES + "1001,1,1\n",
                    l2__csv=LINES + "9001,1,5\n9001,1,7\n,1,5\n")  # fmt: skip
    intake = take_in(warehouse.settings(BOTH))
    assert groups(intake) == [["l1.csv", "o1.csv"], ["l2.csv"]]
    assert faults(intake) == [(4, "", "blank"), (2, "9001", "orphan"), (3, "9001", "orphan")]
    assert intake.reconciliation.query("table == 'order_lines'")[["reason", "rows"]].to_numpy().tolist() == [
        ["", 1], ["blank", 1], ["orphan", 2],
    ]  # fmt: skip
    assert build(intake).orders["lines"].sum() == 1


def told(intake, facts):
    """Return everything an intake and its facts say, as values that can be compared."""
    frames = [intake.rejects, intake.reconciliation, intake.warnings, facts.billing, facts.orders,
              facts.costs]  # fmt: skip
    return [frame.to_csv(index=False) for frame in frames] + [intake.faults_of(), facts.months]


def taken_in(settings):
    intake = take_in(settings)
    return told(intake, build(intake))


# Growing numbers, prefixes, ids


def month_of_orders(month, numbers):
    return ORDERS + "".join(
        f"{number},c{at % 3},2026-{month:02}-0{at % 9 + 1}\n" for at, number in enumerate(numbers)
    )


def month_of_lines(numbers):
    return LINES + "".join(f"{number},1,{at + 1}\n" for at, number in enumerate(numbers))


def numbers_of(style, month):
    """Return twelve numbers a month as a warehouse might give them."""
    if style == "growing":
        return [f"SO{1000 * month + n}" for n in range(12)]
    if style == "longer":  # 9988 … 9999, 10000 …
        return [f"{9976 + 12 * (month - 4) + n}" for n in range(12)]
    if style == "sites":
        return [f"{site}2026{month:02}{n:04}" for n in range(6) for site in ("BJ", "SH")]
    return [hashlib.sha256(f"{month} {n}".encode()).hexdigest()[:10] for n in range(120)]


def months_written(warehouse, style, months):
    for month in months:
        numbers = numbers_of(style, month)
        (warehouse.folder / f"o{month}.csv").write_text(month_of_orders(month, numbers))
        (warehouse.folder / f"l{month}.csv").write_text(month_of_lines(numbers))


@pytest.mark.parametrize("style", ["growing", "longer", "sites"])
def test_a_month_of_numbers_of_its_own_is_a_batch_of_its_own(warehouse, style):
    months_written(warehouse, style, (4, 5, 6, 7))
    settings = warehouse.settings(BOTH)
    assert sorted(groups(take_in(settings))) == [[f"l{m}.csv", f"o{m}.csv"] for m in (4, 5, 6, 7)]


def test_numbers_without_an_order_make_one_batch(warehouse):
    months_written(warehouse, "random", (4, 5, 6))
    assert len(groups(take_in(warehouse.settings(BOTH)))) == 1


@pytest.mark.parametrize("style", ["growing", "longer", "sites"])
def test_one_new_month_costs_a_month(warehouse, monkeypatch, style):
    months_written(warehouse, style, (4, 5, 6))
    settings = warehouse.settings(BOTH)
    build(take_in(settings))
    months = {path.name: (path.stat().st_mtime_ns, path.stat().st_ino, path.read_bytes())
              for path in (site_cache(settings) / "facts" / "orders").glob("*.parquet")}  # fmt: skip
    asked = []
    monkeypatch.setattr(
        "wcm_helpers.data.intake.check",
        lambda batch, *a, **k: (asked.append(batch), check(batch, *a, **k))[1],
    )
    months_written(warehouse, style, (7,))
    intake = take_in(settings)
    assert [[item.label for items in batch.tables.values() for item in items] for batch in asked] == [
        ["o7.csv", "l7.csv"]
    ]
    facts = build(intake)
    assert facts.rebuilt == ("2026-07",)
    for path in (site_cache(settings) / "facts" / "orders").glob("*.parquet"):
        now = (path.stat().st_mtime_ns, path.stat().st_ino, path.read_bytes())
        assert path.stem == "2026-07" or months[path.name] == now
    assert facts.orders.groupby("month")[["orders", "lines"]].sum().to_numpy().tolist() == [[12, 12]] * 4


def test_files_without_rows_are_batches_of_their_own_and_those_without_numbers_one(warehouse):
    head = "customer_id,doc_date,amount\n"
    warehouse.write(b1__csv=BILLING, b2__csv=BILLING + "I1,1,a,2026-05-01,2\n合计,,,,2\n",
                    b3__csv=head + "a,2026-05-01,4\n" * 2, b4__csv=head + "a,2026-06-01,8\n",
                    b5__csv=BILLING + "I2,1,a,2026-06-01,16\n合计,,,,16\n")  # fmt: skip
    intake = take_in(warehouse.settings({"billing": 'path = "b*.csv"'}))
    assert sorted(groups(intake)) == [["b1.csv"], ["b2.csv"], ["b3.csv", "b4.csv"], ["b5.csv"]]
    assert intake.faults_of() == []
    # May 2 + 4 + 4, June 8 + 16
    assert build(intake).billing.groupby("month")["revenue"].sum().tolist() == [100_000, 240_000]


@pytest.mark.parametrize("second", ["I8,1,b,2026-06-01,1\n", "I1,2,b,2026-06-01,1\n", ""])
def test_a_blank_number_is_a_number_that_files_share(warehouse, second):
    """Two unlike bills without a number block the report, in however many files, whatever else is there."""
    first = "I1,1,a,2026-05-01,1\n" if second else ""
    second += ",,a,2026-06-01,4\n"
    warehouse.write(b1__csv=BILLING + first + ",,a,2026-05-01,2\n", b2__csv=BILLING + second,
                    b3__csv=BILLING + "I99,1,a,2026-05-01,8\n")  # fmt: skip
    intake = take_in(warehouse.settings({"billing": 'path = "b*.csv"'}))
    assert sorted(groups(intake)) == [["b1.csv", "b2.csv"], ["b3.csv"]]
    assert intake.rejects["reason"].tolist() == ["conflict", "conflict"]


def test_lines_find_their_order_in_another_months_file(warehouse):
    warehouse.write(o1__csv=ORDERS + "11,a,2026-05-31\n12,a,2026-05-31\n", l1__csv=LINES + "11,1,2\n",
                    o2__csv=ORDERS + "21,b,2026-06-01\n", l2__csv=LINES + "12,1,4\n21,1,8\n")  # fmt: skip
    intake = take_in(warehouse.settings(BOTH))
    assert len(groups(intake)) == 1
    assert intake.rejects.empty
    assert build(intake).orders[["month", "orders", "units"]].to_numpy().tolist() == [
        ["2026-05", 2, 60_000], ["2026-06", 1, 80_000],
    ]  # fmt: skip


# The same however it came about


DAYS = [
    "2026-03-31",
    "2026-04-01",
    "2026-04-30 23:59",
    "2026-05-01 00:00:00",
    "2026-05-15 12:30",
    "2026-06-02",
]
HEADS = {
    "orders": "order_id,customer_id,created_at,direction,shipped_at,promised_at,status,goods_value",
    "order_lines": "order_id,line_no,qty,qty_shipped,amount",
    "billing": "invoice_no,line_no,customer_id,doc_date,amount_ex_vat",
}
own_key = {"orders": 1, "order_lines": 2, "billing": 2}
numbers = st.integers(0, 30).map(lambda n: f"{['SO', 'BJ2026', ''][n % 3]}{90 + n}")
customers = st.sampled_from(["a", "b", "c", "", "合计"])
days = st.sampled_from(DAYS)
rows = {
    "orders": st.tuples(numbers, customers, days, st.sampled_from(["out", "out", "return", "?"]),
                        days | st.just(""), days | st.just(""), st.sampled_from(["", "", "取消"]),
                        st.sampled_from(["5", "7.25", "x"])),
    "order_lines": st.tuples(numbers, st.sampled_from("123"), st.sampled_from(["1", "4", "-2", "y"]),
                             st.sampled_from(["", "1", "9"]), st.sampled_from(["1.5", "2", ""])),
    "billing": st.tuples(numbers, st.sampled_from("12"), customers, days,
                         st.sampled_from(["3", "-4.5", "z"])),
}  # fmt: skip
bodies = st.fixed_dictionaries({name: st.lists(row, min_size=4, max_size=25) for name, row in rows.items()})


HAPPENS = ["split", "merge", "rename", "remove", "move", "again", "correct", "empty", "shuffle"]


@dataclass
class Files:
    """The rows of some exports, and what may become of the files they lie in."""

    rows: dict
    random: random.Random
    files: dict = field(default_factory=dict)

    def begin(self, policy):
        for name, found in self.rows.items():
            if policy == "block":  # a number stands once, or the same row stands again
                found = list({row[: own_key[name]]: row for row in found}.values())
            found = sorted(found) if self.random.random() < 0.7 else found
            cuts = sorted(self.random.sample(range(len(found) + 1), min(2, len(found))))
            for at, (low, high) in enumerate(zip([0, *cuts], [*cuts, len(found)], strict=True)):
                self.files[f"{name}-{at}.csv"] = list(found[low:high])

    def change(self):
        """Do to the files what happens to exports from one month to the next."""
        draw, name = self.random, self.random.choice(sorted(self.files))
        table, found = name.partition("-")[0], self.files[name]
        others = [other for other in sorted(self.files) if other.startswith(table) and other != name]
        what = draw.choice(
            ["split", "merge", "rename", "remove", "move", "again", "correct", "empty", "shuffle"]
        )
        if what == "split":
            cut = draw.randint(0, len(found))
            self.files[name], self.files[f"{table}-s{draw.randint(0, 99)}.csv"] = found[:cut], found[cut:]
        elif what == "merge" and others:
            found += self.files.pop(draw.choice(others))
        elif what == "rename":
            self.files[f"{table}-{draw.choice('0zm')}{draw.randint(0, 99)}.csv"] = self.files.pop(name)
        elif what == "remove" and others:
            del self.files[name]
        elif what == "move" and others and found:
            self.files[draw.choice(others)].append(found.pop(draw.randrange(len(found))))
        elif what == "again" and others and found:
            self.files[draw.choice(others)].append(draw.choice(found))
        elif what == "correct" and found:
            at = draw.randrange(len(found))
            found[at] = (*found[at][:-1], str(draw.randint(1, 99)))
        elif what == "empty":
            self.files[f"{table}-e.csv"] = []
        elif what == "shuffle":
            draw.shuffle(found)

    def write(self, folder):
        for path in folder.glob("*.csv"):
            path.unlink()
        for name, found in self.files.items():
            lines = [HEADS[name.partition("-")[0]], *(",".join(row) for row in found)]
            (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies, st.sampled_from(["block", "last"]), st.randoms(use_true_random=False))
def test_step_by_step_gives_what_a_fresh_cache_gives(tmp_path_factory, body, policy, chance):
    warehouse, patch = Warehouse(tmp_path_factory.mktemp("steps")), pytest.MonkeyPatch()
    books = Files(body, chance)
    books.begin(policy)
    tables = {name: f'path = "{name}-*.csv"\nduplicates = "{policy}"' for name in HEADS}
    with patch.context() as context:
        for step in range(3):
            books.write(warehouse.folder)
            given = warehouse.settings(tables)
            context.setenv("WCM_CACHE", str(warehouse.folder / "kept"))
            grown = taken_in(given)
            context.setenv("WCM_CACHE", str(warehouse.folder / f"fresh{step}"))
            fresh = taken_in(given)
            for one, other in zip(grown, fresh, strict=True):
                assert one == other
            for _ in range(chance.randint(1, 3)):
                books.change()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies, st.randoms(use_true_random=False))
def test_how_rows_lie_in_files_changes_no_number(tmp_path_factory, body, chance):
    """One file a table, all in one batch, says the same as the rows spread over files by number."""
    warehouse, patch = Warehouse(tmp_path_factory.mktemp("spread")), pytest.MonkeyPatch()
    books = Files(body, chance)
    books.begin("block")
    tables = {name: f'path = "{name}-*.csv"' for name in HEADS}
    found = []
    with patch.context() as context:
        context.setenv("WCM_CACHE", str(warehouse.folder / "cache"))
        for whole in (False, True):
            if whole:
                for table in HEADS:
                    own = [name for name in books.files if name.startswith(f"{table}-")]
                    books.files[f"{table}-all.csv"] = [row for name in own for row in books.files.pop(name)]
            books.write(warehouse.folder)
            intake = take_in(warehouse.settings(tables))
            facts = build(intake)
            ledger = intake.reconciliation.query("rows > 0").sort_values(["table", "month", "reason"])
            reasons = intake.rejects[["table", "value", "reason", "scope"]].value_counts().sort_index()
            frames = [facts.billing, facts.orders, ledger]
            row_warnings = intake.warnings.set_index(["table", "reason"])["rows"].to_dict()
            said = [frame.to_csv(index=False) for frame in frames]
            found.append([*said, reasons.to_dict(), len(intake.faults_of()), row_warnings])
    assert found[0] == found[1]
