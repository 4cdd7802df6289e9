"""Facts add up: over months, sites, customers and batches, to what pandas counts row by row."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.data.exports import BILLING, Warehouse
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.engines import DuckDb, side_by_side
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.site_cache import site_cache

EXAMPLES = int(os.environ.get("WCM_BOOKS", "6"))
SLOW = [HealthCheck.function_scoped_fixture]
few = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
HEAD = "order_id,customer_id,site_id,created_at,direction,status,units,goods_value\n"

orders = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.sampled_from(["N", "S"]), st.integers(0, 120), st.integers(0, 23),
        st.sampled_from(["out", "out", "in", "return"]), st.sampled_from(["", "", "", "Cancelled", "取消"]),
        st.integers(-5, 90), st.integers(-999, 99_999), st.none() | st.lists(st.integers(-9, 99), max_size=3),
    ),
    min_size=1, max_size=60,
)  # fmt: skip
bills = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 120), st.integers(-9999, 99_999),
              st.sampled_from(["", "yes", "no"]), st.sampled_from(["", "yes"])), min_size=1, max_size=60,
)  # fmt: skip


def spread(folder, name, head, lines, files, chance):
    """Write lines to files at random, so that months share files and files share months."""
    for file in range(files):
        own = [line for line in lines if files == 1 or chance.randrange(files) == file or file == files - 1]
        lines = [line for line in lines if line not in own]
        (folder / f"{name}{file}.csv").write_text(head + "".join(own))


def facts_of(folder, tables):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(folder / "cache"))
        intake = take_in(Warehouse(folder).settings({name: f'path = "{name}*.csv"' for name in tables}))
        assert intake.faults_of() == []
        return intake, build(intake)


@few
@given(orders, st.integers(1, 3), st.randoms(use_true_random=False))
def test_orders_add_up_to_what_is_counted_row_by_row(tmp_path_factory, drawn, files, chance):
    folder = tmp_path_factory.mktemp("orders")
    rows, heads, lines = [], [], []
    for at, (customer, site, day, hour, direction, status, units, value, pieces) in enumerate(drawn):
        moment = pd.Timestamp("2026-01-15") + pd.Timedelta(days=day, hours=hour)
        number = f"{1000 + at}" if at % 2 else f"BJ{2000 + at}"
        heads.append(f"{number},{customer},{site},{moment},{direction},{status},{units},{value / 100}\n")
        lines += [f"{number},{n},{piece},{piece * 3 / 4}\n" for n, piece in enumerate(pieces or [])]
        said = bool(pieces)
        rows.append({
            "customer_id": customer, "site": site, "month": f"{moment:%Y-%m}", "moment": moment.normalize(),
            "out": direction == "out" and not status, "return": direction == "return" and not status,
            "cancelled": bool(status), "lines": len(pieces or []),
            "units": 10_000 * (sum(pieces) if said else units),
            "value": 7_500 * sum(pieces) if said else 100 * value,
        })  # fmt: skip
    spread(folder, "orders", HEAD, heads, files, chance)
    spread(folder, "order_lines", "order_id,line_no,qty,amount\n", lines, files, chance)
    _, facts = facts_of(folder, ["orders", "order_lines"] if lines else ["orders"])
    rows = pd.DataFrame(rows)
    rows["sign"] = rows["out"].astype(int) - rows["return"].astype(int)
    expected = []
    for (month, customer), own in rows.groupby(["month", "customer_id"]):
        out, back = own[own["out"]], own[own["return"]]
        units = own.loc[own["sign"] == -1, "units"].abs().mul(-1).sum()
        value = own.loc[own["sign"] == -1, "value"].abs().mul(-1).sum()
        in_only = own[~own["out"] & ~own["return"] & ~own["cancelled"]]
        assert len(in_only) + len(out) + len(back) + own["cancelled"].sum() == len(own)
        expected.append([
            customer, month, len(out), len(back), own["cancelled"].sum(), out["moment"].nunique(),
            out["lines"].sum(), out["units"].sum() + units, out["value"].sum() + value,
            own["moment"].min(), own["moment"].max(),
        ])  # fmt: skip
    assert facts.orders.to_numpy().tolist() == expected
    for keys in (["customer_id"], ["month"], []):  # merged in any grouping they are the sums over the rows
        groups = [(None, facts.orders)] if not keys else facts.orders.groupby(keys)
        for key, merged in groups:
            own = rows if key is None else rows[rows[keys[0]] == key[0]]
            assert merged["orders"].sum() == own["out"].sum()
            assert merged["first_on"].min() == own["moment"].min()
            assert merged["last_on"].max() == own["moment"].max()


@few
@given(bills, st.integers(1, 4), st.randoms(use_true_random=False))
def test_billing_adds_up_to_what_is_counted_row_by_row(tmp_path_factory, drawn, files, chance):
    folder = tmp_path_factory.mktemp("bills")
    rows, lines = [], []
    for at, (customer, day, cents, passed, disputed) in enumerate(drawn):
        date = pd.Timestamp("2026-01-15") + pd.Timedelta(days=day)
        lines.append(f"{1000 + at},1,{customer},{date:%Y-%m-%d},{cents / 100},{passed},{disputed}\n")
        own = passed != "yes" and not disputed
        rows.append((f"{date:%Y-%m}", customer, own * cents * 100, own * min(cents, 0) * 100,
                     (passed == "yes") * cents * 100, (passed != "yes" and disputed == "yes") * cents * 100,
                     1, date, date))  # fmt: skip
    spread(folder, "billing", BILLING.strip() + ",pass_through,disputed\n", lines, files, chance)
    intake, facts = facts_of(folder, ["billing"])
    names = ["month", "customer_id", *facts.billing.columns[2:]]
    how = dict.fromkeys(names[2:-2], "sum") | {"first_on": "min", "last_on": "max"}
    expected = pd.DataFrame(rows, columns=names).groupby(names[:2], as_index=False).agg(how)
    assert facts.billing[names].to_numpy().tolist() == expected.to_numpy().tolist()
    assert intake.reconciliation["amount"].sum() == sum(cents * 100 for _, _, cents, _, _ in drawn)


def test_days_with_orders_are_counted_once_over_sites_and_batches(warehouse):
    """The 1st at two sites, the 2nd in another batch, the 31st in both: three days."""
    rows = ["1,a,N,2026-05-01,out,,,\n1,a,S,2026-05-01,out,,,\n2,a,N,2026-05-31,out,,,\n",
            "71,a,N,2026-05-02,out,,,\n72,a,N,2026-05-31,out,,,\n"]  # fmt: skip
    warehouse.write(o1__csv=HEAD + rows[0], o2__csv=HEAD + rows[1])
    facts = build(take_in(warehouse.settings({"orders": 'path = "o*.csv"'})))
    assert facts.orders[["orders", "order_days"]].to_numpy().tolist() == [[5, 3]]


# Killed, damaged, two at once


def write_book(warehouse, months=(4, 5, 6), more=0):
    rows = range(40 + more)
    for month in months:
        day, numbers = f"2026-{month:02}", [f"{month}{n:04}" for n in rows]
        orders = [f"{numbers[n]},c{n % 3},{day}-{n % 28 + 1:02},{day}-28\n" for n in rows]
        lines = [f"{numbers[n]},1,{n}\n" * 2 for n in rows]
        bills = [f"{numbers[n]},1,c{n % 3},{day}-01,{n}\n" for n in rows]
        orders = ["order_id,customer_id,created_at,shipped_at\n", *orders, f"{month}0000,,x,\n"]
        lines = ["order_id,line_no,qty\n", *lines]
        for name, found in (("o", orders), ("l", lines), ("b", [BILLING, *bills])):
            (warehouse.folder / f"{name}{month}.csv").write_text("".join(found))
    named = {"orders": "o", "order_lines": "l", "billing": "b"}
    return warehouse.settings({table: f'path = "{letter}*.csv"' for table, letter in named.items()})


def said(given):
    intake = take_in(given)
    facts = build(intake)
    frames = [intake.rejects, intake.reconciliation, intake.warnings, facts.billing, facts.orders]
    return [frame.to_csv(index=False) for frame in frames] + [intake.faults_of()]


def write_few_orders(warehouse):
    head = "order_id,customer_id,created_at\n"
    warehouse.write(o1__csv=head + "BJ1,a,2026-05-01\nSH1,a,2026-05-01\n",
                    o2__csv=head + "BJ2,a,2026-06-01\nSH2,a,2026-06-01\n")  # fmt: skip
    return warehouse.settings({"orders": 'path = "o*.csv"'})


@pytest.fixture(scope="module")
def read_already(tmp_path_factory):
    """Two warehouses that were read once: settings, what they said, and a copy of their caches."""
    there = {}
    for write in (write_book, write_few_orders):
        folder = tmp_path_factory.mktemp("read")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("WCM_CACHE", str(folder / "cache"))
            given = write(Warehouse(folder))
            there[write] = given, said(given)
            shutil.copytree(site_cache(given), folder / "copy")
    return there


@pytest.fixture
def book(read_already, monkeypatch):
    return _as_read(read_already[write_book], monkeypatch)


@pytest.fixture
def few_orders(read_already, monkeypatch):
    return _as_read(read_already[write_few_orders], monkeypatch)


def _as_read(there, monkeypatch):
    """Put the cache back as the first reading left it; return the settings and what was said."""
    given, first = there
    monkeypatch.setenv("WCM_CACHE", str(given.file.parent / "cache"))
    shutil.rmtree(site_cache(given))
    shutil.copytree(given.file.parent / "copy", site_cache(given))
    return given, first


KILLED = """
import os, signal, sys
from pathlib import Path
from wcm_helpers.data.facts import monthly as facts
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.settings_file import load_settings
left, put = 0, facts._put

def step():
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

class Watched(type(Path())):
    def replace(self, target):
        step()
        return super().replace(target)
    def unlink(self, **more):
        step()
        return super().unlink(**more)
    def write_text(self, *args, **more):
        step()
        with open(self, "w") as half:  # killed in the middle of a note: half of it is there
            half.write(args[0][: len(args[0]) // 2])
        step()
        return super().write_text(*args, **more)

def _put(folder, month, write):
    def halved(aside):
        write(aside)
        whole = Path(aside).read_bytes()
        Path(aside).write_bytes(whole[: len(whole) // 2])
        step()
        Path(aside).write_bytes(whole)
    put(Watched(folder), month, halved)

facts._put = _put
_site = facts.site_cache
facts.site_cache = lambda settings: Watched(_site(settings))
for line in sys.stdin:  # each moment in a child of its own, which need not import all that again
    left = int(line)
    child = os.fork()
    if not child:
        facts.build(take_in(load_settings(sys.argv[1])))
        os._exit(0)
    print(os.WTERMSIG(os.waitpid(child, 0)[1]), flush=True)
"""


def test_a_build_killed_at_any_moment_leaves_whole_months_and_the_next_is_right(warehouse, monkeypatch):
    given = write_book(warehouse)
    said(given)
    write_book(warehouse, months=(5, 6), more=3)
    with monkeypatch.context() as context:
        context.setenv("WCM_CACHE", str(warehouse.folder / "other"))
        expected = said(given)
    shelves, killed = site_cache(given) / "facts", 0
    command = [sys.executable, "-c", KILLED, str(given.file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as builds:
        for moment in (0, 1, 2, 3, 4, 5, 7, 8, 10, 11):
            print(moment, file=builds.stdin, flush=True)
            killed += int(builds.stdout.readline()) == signal.SIGKILL
            months = [pq.read_table(path)["orders" if path.parent.name == "orders" else "lines"]
                      for path in shelves.glob("*/*.parquet")]  # fmt: skip
            assert len(months) >= 6
    assert killed >= 9
    assert said(given) == expected


@pytest.mark.parametrize("pattern", [
    "facts/orders/2026-05.parquet", "facts/billing/2026-05.parquet", "checked/*/facts_orders.parquet",
    "checked/*/rejected_*.parquet", "checked/*/customer_months.parquet", "checked/*/rejects.parquet",
    "checked/*/manifest.json",
    "intake-*/reconciliation.parquet", "intake-*/manifest.json", "facts/orders/manifest.json",
    "tables/*/*[0-9a-f].parquet", "tables/*/*[0-9a-f].json", "tables/*/*.faults.parquet", "tables/*/*.sha256",
])  # fmt: skip
def test_one_byte_that_is_another_is_noticed(book, pattern):
    (given, first), chance = book, random.Random(pattern)
    found = sorted(site_cache(given).glob(pattern))
    assert found
    for path in found:
        content = bytearray(path.read_bytes())
        at = chance.randrange(len(content))
        content[at] = (
            ord(str((int(chr(content[at])) + 1) % 10)) if chr(content[at]).isdigit() else content[at] ^ 1
        )
        path.write_bytes(content)
    if pattern.startswith("tables"):  # what stands upon it must not hide it
        for name in ("facts", "checked"):
            shutil.rmtree(site_cache(given) / name)
    assert said(given) == first


def test_an_amount_changed_in_a_note_does_not_count(book):
    given, first = book
    for note in site_cache(given).glob("checked/*/manifest.json"):
        file = json.loads(note.read_text())
        rows = file["content"]["reconciliation"]
        file["content"]["reconciliation"] = [[*row[:3], 1, 1] for row in rows]
        note.write_text(json.dumps(file))
    for folder in site_cache(given).glob("intake-*"):
        for path in folder.iterdir():
            path.unlink()
    assert said(given) == first


NOTES = ["facts/*/manifest.json", "*/*/manifest.json", "intake-*/manifest.json", "tables/*/*.note",
         "tables/*/*[0-9a-f].json", "tables/*/*.sha256"]  # fmt: skip


@pytest.mark.parametrize("nonsense", [
    b"[]", b"{}", b"null", b"5", b'"x"', b"[[1]]", b"\xff\xfe", b'{"2026-05": 5}', b'{"digests": {}}',
    b'{"content": {"2026-05": {"basis": []}}, "seal": 5}',
    b'{"content": {"rows": [["4 5", "x", "y"]]}, "seal": ""}',
])  # fmt: skip
@pytest.mark.parametrize("pattern", NOTES)
def test_nonsense_in_a_note_is_as_good_as_none(few_orders, pattern, nonsense):
    given, first = few_orders
    notes = list(site_cache(given).glob(pattern))
    assert notes
    for note in notes:
        note.write_bytes(nonsense)
    assert said(given) == first


def test_a_note_that_lies_of_the_numbers_of_a_file_does_not_count(warehouse):
    head = "order_id,customer_id,created_at\n"
    warehouse.write(o1__csv=head + "BJ1,a,2026-05-01\nSH1,a,2026-05-01\n",
                    o2__csv=head + "BJ2,a,2026-06-01\nSH1,a,2026-05-01\n")  # fmt: skip
    given = warehouse.settings({"orders": 'path = "o*.csv"'})
    first = said(given)  # the number that stands in both files counts once
    for note in site_cache(given).glob("tables/*/*.forms.note"):
        note.write_text(note.read_text().replace("SH1", f"SH{note.stat().st_mtime_ns}"))
    assert said(given) == first


@pytest.mark.parametrize("pattern", [
    "facts/*/manifest.json", "facts/*/2026-05.parquet", "checked/*/manifest.json",
    "checked/*/customer_months.parquet",
    "intake-*/manifest.json", "intake-*/reconciliation.parquet", "tables/*/*[0-9a-f].json", "checked",
    "facts", "tables", "facts/orders",
])  # fmt: skip
def test_a_folder_for_a_file_or_a_file_for_a_folder_is_put_right_or_said(warehouse, pattern):
    given = write_book(warehouse, months=(5,))
    first = said(given)
    for path in list(site_cache(given).glob(pattern)):
        if path.is_dir():
            path.rename(path.with_name("elsewhere"))
            path.write_text("x")
        else:
            path.unlink()
            path.mkdir()
    try:
        assert said(given) == first
    except WorkbookError as error:
        assert str(error).startswith("The cache ")
        assert "\n" not in str(error)


def test_a_cache_that_goes_away_meanwhile_is_said_in_one_line(warehouse):
    given = write_book(warehouse, months=(5,))
    intake = take_in(given)
    for path in site_cache(given).glob("checked/*/*.parquet"):
        path.unlink()
    with pytest.raises(WorkbookError, match=r"^The cache .* cannot be used"):
        build(intake)
    assert len(build(take_in(given)).orders)


def test_a_staged_file_the_disk_has_damaged_is_never_a_traceback(warehouse):
    """Nobody wrote it, so that its time is as it was, and it is not seen before it is read."""
    given = write_book(warehouse, months=(5,))
    first, chance = said(given), random.Random(1)
    for path in sorted(site_cache(given).glob("tables/*/*[0-9a-f].parquet")) * 3:
        whole, status = path.read_bytes(), path.stat()
        path.write_bytes(whole[:-1200] + bytes(chance.randrange(256) for _ in range(1192)) + whole[-8:])
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        for folder in ("checked", "facts"):
            shutil.rmtree(site_cache(given) / folder, ignore_errors=True)
        with pytest.raises(WorkbookError, match=r"^The cache .* cannot be used"):
            said(given)
        path.write_bytes(whole)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert said(given) == first


def test_threads_and_processes_at_once_agree(warehouse):
    given = write_book(warehouse)
    code = ("import sys\nfrom wcm_helpers.data.intake import take_in\n"
            "from wcm_helpers.data.facts.monthly import build\n"
            "from wcm_helpers.data.settings_file import load_settings\n"
            "print(build(take_in(load_settings(sys.argv[1]))).orders['units'].sum())")  # fmt: skip
    others = [
        subprocess.Popen([sys.executable, "-c", code, str(given.file)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(said, [given] * 3))
    assert found[0] == found[1] == found[2]
    # three months of 1 + … + 39 pieces, each line there twice
    assert [other.communicate()[0].strip() for other in others] == [str(3 * 780 * 10_000)] * 2


# Side by side


def test_batches_side_by_side_say_what_they_say_one_after_another(warehouse, monkeypatch):
    given = write_book(warehouse, months=range(1, 6))
    together = said(given)
    monkeypatch.setenv("WCM_CACHE", str(warehouse.folder / "other"))
    monkeypatch.setattr(os, "cpu_count", lambda: 1000)  # so few batches are not worth it then
    assert said(given) == together


def test_a_fault_in_one_of_many_is_raised_and_threads_and_memory_are_set_back():
    engine, seen = DuckDb(), set()
    limits = "select current_setting('threads'), current_setting('memory_limit')"
    before = engine.run(limits)

    def work(item):
        seen.add((threading.current_thread().name, *DuckDb().run(limits)[0]))
        if item == 7:
            raise duckdb.IOException("no room")
        return item

    with pytest.raises(duckdb.IOException, match="no room"):
        side_by_side(work, range(100))
    assert {(threads, memory) for _name, threads, memory in seen} == {(1, "953.6 MiB")}  # 1 GB
    assert engine.run(limits) == before
    assert before[0][1] == "381.4 MiB"  # 400 MB
    assert side_by_side(lambda item: -item, range(100)) == [-item for item in range(100)]


# Many and large


def test_too_little_memory_is_said_in_one_line(warehouse):
    warehouse.write(b1__csv=BILLING + "".join(f"I{n},1,customer {n},2026-05-03,{n}\n" for n in range(60_000)))
    given = warehouse.settings({"billing": 'path = "b*.csv"'})
    take_in(given)
    for note in site_cache(given).glob("*/*/manifest.json"):
        note.unlink()
    code = ("import sys\nfrom wcm_helpers.data.intake import take_in\n"
            "from wcm_helpers.core.errors import WorkbookError\n"
            "from wcm_helpers.data.settings_file import load_settings\n"
            "try:\n    take_in(load_settings(sys.argv[1]))\n"
            "except WorkbookError as error:\n    print(error)")  # fmt: skip
    command, little = [sys.executable, "-c", code, str(given.file)], os.environ | {"WCM_MEMORY": "4MB"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=little)
    assert done.stdout.startswith("WCM_MEMORY=4MB is too little for these exports (")
    assert done.stdout.count("\n") == 1
