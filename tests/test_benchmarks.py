"""The benchmark's made-up exports hold what they say, its tasks run, and its page tells the right ratios."""

import doctest
import importlib
import re
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd
import pytest

from benchmarks import made_up, page, picture, results, rfm, run, states, survey_files, tasks
from benchmarks.__main__ import _parser, main
from benchmarks.groups import GROUPS, Group, Task
from benchmarks.peers import PINNED
from wcm_helpers.data.survey.wave import read_wave
from wcm_helpers.data.survey_source import SurveySource

ROOT = Path(__file__).parent.parent
MODULES = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py") if path.stem != "peer_tasks")

#: Two months of 600 orders with three lines each, and of 180 billing lines.
SMALL = made_up.Dial(lines=3_600, billing=360, months=2)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    run.make(folder, SMALL)
    return folder


def _one(query: str) -> tuple:
    with duckdb.connect() as connection:
        return connection.execute(query).fetchone()


def _group(name: str) -> Group:
    return next(group for group in GROUPS if group.name == name)


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(importlib.import_module(f"benchmarks.{module}")).failed == 0


def test_a_month_of_made_up_orders_is_as_described(made):
    # Of 600 orders numbers 49, 99, … 599 are returns: 12; numbers 24, 224 and 424 are cancelled: 3.
    assert _one(
        f"select count(*), count(*) filter (direction = 'return'), count(cancelled_at), count(shipped_at), "
        f"min(order_id), max(order_id), count(distinct site_id) from '{made}/orders-2026-09.csv'"
    ) == (600, 12, 3, 600 - 12 - 3, "SO202609000000000", "SO202609000000599", 4)


def test_a_month_of_made_up_lines_is_as_described(made):
    # 600 orders × 3 lines; of the 1,800 lines numbers 7, 57, … 1,757 are one short: 36.
    assert _one(
        f"select count(*), count(distinct order_id), max(line_no), sum(qty_ordered - qty_shipped) "
        f"from '{made}/order_lines-2026-10.csv'"
    ) == (1_800, 600, 3, 36)
    assert _one(
        f"select count(*) from '{made}/order_lines-2026-10.csv' anti join '{made}/orders-2026-10.csv' "
        f"using (order_id)"
    ) == (0,)


def test_a_month_of_made_up_billing_is_as_described(made):
    # Of 180 lines number 99 is a credit note; 3, 43, 83, 123 and 163 are passed through; 11 is disputed.
    assert _one(
        f"select count(*), count(*) filter (credit_note), count(*) filter (pass_through), "
        f"count(*) filter (disputed), count(distinct invoice_no), max(doc_date)::VARCHAR, "
        f"count(*) filter (amount_ex_vat < 0) from '{made}/billing-2026-10.csv'"
    ) == (180, 1, 5, 1, 36, "2026-10-31", 1)


def test_numbers_of_orders_rise_with_time_over_all_months(made):
    found = duckdb.sql(f"from '{made}/orders-*.csv' order by order_id").df()
    assert found["created_at"].is_monotonic_increasing
    assert found["created_at"].min() == pd.Timestamp("2026-09-01")
    assert found["created_at"].max() < pd.Timestamp("2026-11-01")


def test_a_return_and_a_cancelled_order_are_of_the_customer_and_time_of_the_order_before(made):
    found = duckdb.sql(f"from '{made}/orders-2026-09.csv' order by order_id").df()
    odd = found.index[(found["direction"] == "return") | found["cancelled_at"].notna()]
    columns = ["customer_id", "created_at"]
    assert (found.loc[odd, columns].to_numpy() == found.loc[odd - 1, columns].to_numpy()).all()
    assert not set(odd) & set(odd - 1)


def test_few_customers_order_often_and_many_seldom(tmp_path):
    made_up.write(tmp_path, made_up.Dial(lines=90_000, billing=360, months=2))
    found = duckdb.sql(f"select customer_id, count(*) n from '{tmp_path}/orders-*.csv' group by all").df()
    count = found.set_index("customer_id")["n"]
    assert count.index.min() >= "C00001"
    assert count.index.max() <= "C01200"
    # The chance of number k is log((k + 1) / k) / log(1201): 0.0978 for the first, 0.0134 for the seventh.
    assert count["C00001"] / 30_000 == pytest.approx(0.0978, rel=0.1)
    assert count["C00007"] / 30_000 == pytest.approx(0.0188, rel=0.2)


def test_exports_made_up_again_are_the_same_bytes(made, tmp_path):
    made_up.write(tmp_path, SMALL)
    again = {path.name: path.read_bytes() for path in tmp_path.glob("*.csv")}
    assert len(again) == 2 * 3 + 1
    assert again == {path.name: path.read_bytes() for path in made.glob("*.csv")}


def test_parquet_exports_hold_the_rows_of_the_csv_ones(made, tmp_path):
    made_up.write(tmp_path, made_up.Dial(3_600, 360, "parquet", 2))
    for table, types in made_up.TYPES.items():
        read = f"read_csv('{made}/{table}-2026-10.csv', columns={types}, header=true)"
        other = f"read_parquet('{tmp_path}/{table}-2026-10.parquet')"
        assert _one(f"select count(*) from (from {read} except all from {other})") == (0,)
        assert _one(f"select count(*) from {other}")[0] in (180, 600, 1_800)


def test_one_month_more_comes_in_and_goes_out_again(made):
    assert len(made_up.exports(made, "orders")) == 2
    for _ in range(2):
        made_up.one_month_more(made, there=True)
        assert [path.name for path in made_up.exports(made, "orders")][-1] == "orders-2026-11.csv"
    made_up.one_month_more(made, there=False)
    assert len(made_up.exports(made, "orders")) == 2


def test_a_new_month_is_measured_and_a_failure_stops_nothing(made):
    said = []
    broken = Group("broken", (Task("no_such_task"),), ())
    found = dict(run.each(made, [broken, _group("month")], 1, said.append))
    assert "no_such_task" in found["broken"]["failed"]
    costs = found["month"]["costs"]
    assert set(costs) == {"month_build", "build_group"}
    assert all(cost["cpu"] > 0.1 and cost["wall"] > 0.1 and cost["memory"] > 20 for cost in costs.values())
    assert [line.split(":")[0] for line in said] == ["broken", "month"]


def test_every_task_that_is_measured_is_there():
    named = {task.name for group in GROUPS for task in group.tasks if not task.peer}
    assert all(callable(getattr(tasks, name, None)) for name in named)
    for group in GROUPS:
        rows = {name for row in group.rows for name in (row.task, row.floor)}
        assert rows <= {task.name for task in group.tasks}


def test_a_state_leaves_what_it_says(made, monkeypatch):
    monkeypatch.setenv("WCM_CACHE", str(made / "cache"))
    states.bring(made, "billing", "ready")
    facts = list((made / "cache").glob("billing-*/facts"))
    assert len(facts) == 1
    states.bring(made, "billing", "staged")
    assert not facts[0].exists()
    tasks.revenue_floor(made)
    tasks.build_billing(made)
    assert facts[0].exists()
    states.bring(made, "billing", "nothing")
    assert list((made / "cache").glob("billing-*")) == []


def test_the_floor_of_the_intake_writes_every_row(made):
    tasks.intake_floor(made)
    # 2 months × (600 orders + 1,800 lines + 180 billing lines)
    assert _one(f"select count(*) from read_parquet('{made}/floor/*.parquet', union_by_name=true)") == (
        5_160,
    )


def test_the_memory_of_a_notebooks_kernel_counts(tmp_path):
    code = (
        "import nbformat, papermill\n"
        "cell = nbformat.v4.new_code_cell('kept = bytearray(600_000_000); len(kept)')\n"
        "book = nbformat.v4.new_notebook(cells=[cell])\n"
        "book.metadata['kernelspec'] = "
        "{'name': 'python3', 'display_name': 'Python 3', 'language': 'python'}\n"
        f"nbformat.write(book, {str(tmp_path / 'in.ipynb')!r})\n"
        f"papermill.execute_notebook({str(tmp_path / 'in.ipynb')!r}, None, progress_bar=False)\n"
    )
    measured = (  # by a small process: a child inherits the peak of its parent, and this one is large
        "import sys; from pathlib import Path; from benchmarks import measure\n"
        f"environment = measure.environment(Path({str(tmp_path)!r}))\n"
        f"print(measure.run([sys.executable, '-c', {code!r}], environment).memory)"
    )
    done = subprocess.run(
        [sys.executable, "-c", measured], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert 600e6 / 2**20 < float(done.stdout) < 1_000  # 572 MB and the kernel itself


def test_frequency_recency_and_money_follow_from_the_facts_of_months():
    orders = pd.DataFrame(
        {
            "customer_id": ["a", "a", "b"],
            "month": ["2026-01", "2026-02", "2026-01"],
            "order_days": [2, 1, 1],
            "order_value": [30_000, 60_000, 50_000],
            "first_on": pd.to_datetime(["2026-01-05", "2026-02-01", "2026-01-31"]),
            "last_on": pd.to_datetime(["2026-01-20", "2026-02-01", "2026-01-31"]),
        }
    )
    # a: 3 days, 5 January to 1 February is 27 days, 9 over 3 days; b: one day, the day before the last.
    assert rfm.from_facts(orders).to_dict("records") == [
        {"customer_id": "a", "frequency": 3, "first_to_last": 27, "since_last": 0, "monetary_value": 3.0},
        {"customer_id": "b", "frequency": 1, "first_to_last": 0, "since_last": 1, "monetary_value": 5.0},
    ]


def test_the_facts_tell_what_the_transactions_add_up_to(made, monkeypatch):
    monkeypatch.setenv("WCM_CACHE", str(made / "cache"))
    states.bring(made, "orders", "ready")
    tasks.rfm_ready(made)
    tasks.transactions(made)
    ours = pd.read_parquet(made / "rfm-ready.parquet").set_index("customer_id")
    lines = pd.read_parquet(made / "transactions")
    # Lines of 2 × 600 orders but for 2 × 3 that were cancelled
    assert len(lines) == 3 * (1_200 - 6)
    by_day = lines.groupby(["customer", lines["time"].dt.date])["value"].sum().reset_index()
    days = by_day.groupby("customer").agg(n=("value", "size"), mean=("value", "mean"), last=("time", "max"))
    assert ours["frequency"].to_dict() == days["n"].to_dict()
    assert ours["monetary_value"].to_numpy() == pytest.approx(days["mean"].to_numpy(), rel=1e-9)
    end = days["last"].max()
    assert ours["since_last"].tolist() == [(end - day).days for day in days["last"]]


def test_differences_from_the_peers_are_found(tmp_path):
    ours = pd.DataFrame(
        {"customer_id": ["a", "b"], "frequency": [3, 1], "first_to_last": [27, 0], "since_last": [0, 1],
         "monetary_value": [3.0, 5.0]}
    )  # fmt: skip
    for way in ("cold", "ready"):
        ours.to_parquet(tmp_path / f"rfm-{way}.parquet")
    theirs = ours.assign(recency=[27.0, 0.0], frequency=[3.0, 2.0], monetary_value=[3.0, 4.0])
    theirs.to_parquet(tmp_path / "rfm-lifetimes.parquet")
    theirs.assign(recency=[0.0, 1.0], customer_id=["a", "c"]).to_parquet(
        tmp_path / "rfm-pymc_marketing.parquet"
    )
    found = rfm.differences(tmp_path)
    assert found["lifetimes cold"] == {
        "customers": 0, "compared": 2, "frequency": 1.0, "recency": 0.0, "monetary_value": 0.25,
    }  # fmt: skip
    assert found["pymc_marketing ready"]["customers"] == 2
    assert found["pymc_marketing ready"]["compared"] == 1


def _cost(wall: float, cpu: float, memory: float) -> dict:
    return {"wall": wall, "cpu": cpu, "memory": memory}


def _entry(times: float = 1) -> dict:
    groups = {
        "start": {"costs": {"start": _cost(1, 1.0, 100)}, "runs": 3},
        "orders": {
            "costs": {"order_facts": _cost(4, 7.0 * times, 500), "orders_floor": _cost(2, 5.0 * times, 250)},
            "runs": 3,
        },
        "revenue": {
            "costs": {"billing_facts": _cost(2, 2.4, 900), "revenue_floor": _cost(2, 2.0, 200)},
            "runs": 3,
        },
        "month": {"costs": {"month_build": _cost(3, 3.0, 1), "build_group": _cost(60, 100.0, 1)}, "runs": 3},
        "report": {"costs": {"report_group": _cost(9, 9, 800), "report_sample": _cost(5, 5, 300)}, "runs": 3},
        "intake": {"failed": "out of room"},
    }
    machine = {"cores": 2, "kind": "x86_64", "memory_gb": 24, "python": "3.11", "duckdb": "2", "pandas": "3"}
    dated = {name: {**group, "seconds": 80, "date": "2026-11-22"} for name, group in groups.items()}
    return {"groups": dated, "billing": 200_000, "form": "csv", "bytes": 90_000_000, "seconds": 60,
            "machine": machine}  # fmt: skip


def test_the_page_tells_the_ratios_of_what_was_kept(tmp_path):
    results.save({"1000000": _entry(), "fixed": _entry() | {"groups": {}}}, tmp_path / "results.json")
    text = page.page(results.read(tmp_path / "results.json"))
    rows = {line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")[3:-1]]
            for line in text.splitlines() if line.startswith("| ")}  # fmt: skip
    # 4 / 2 = 2.00; 7 / 5 = 1.40; without the second of starting (7 - 1) / (5 - 1) = 1.50
    assert rows["order facts: lines → order → customer × month"] == [
        "4.00 / 2.00 s", "7.00 / 5.00 s", "500 / 250", "2.00", "1.40", "1.50",
        "CPU ratio ≤ 3.00: met; peak ≤ 800 MB: met",
    ]  # fmt: skip
    # 2.4 / 2 = 1.20; (2.4 - 1) / (2 - 1) = 1.40; 900 MB are more than 800
    assert rows["revenue facts: billing → customer × month"][3:] == [
        "1.00", "1.20", "1.40", "CPU ratio ≤ 1.30: met; peak ≤ 800 MB: **missed**",
    ]  # fmt: skip
    # 60 / 3 = 20; 100 / 3 = 33.3; 99 / 2 = 49.5
    assert rows["one new month on 36: exports → facts"][3:] == ["1/20.0", "1/33.3", "1/49.5",
                                                                "CPU ratio ≤ 1/15: met"]  # fmt: skip
    report = rows["the month's report (notebook, HTML, PDF), facts ready"]
    assert report[-1] == "wall ≤ 3 s more: **missed** (4.0 s); peak ≤ 1,000 MB: met"
    assert "- Failed: intake: out of room" in text
    assert "200,000 billing lines beside the order lines, 90 MB of CSV" in text
    assert "Measured on 2026-11-22 with 2 cores (x86_64), 24 GB" in text
    assert "Making them up and measuring took 9 minutes" in text  # 60 s and six groups of 80 s


def test_the_growth_picture_says_what_grew_and_stays_small():
    # 50 times the lines: 7 × 40 = 280 s of CPU, 40 times as much; a scan of 5 × 40 = 200 s, so 1.4 times it.
    found = {"1000000": _entry(), "50000000": _entry(times=40)}
    drawn, alt = picture.growth(found)
    assert picture.growth(found) == (drawn, alt)
    assert len(drawn.encode()) < 150_000
    title = picture.finding(found, [1_000_000, 50_000_000])
    assert "50 times the order lines cost 40.0 times the CPU and 1.0 times the memory" in title
    assert "take 1.4 times a bare scan and 500 MB" in title
    assert "at 50M order lines the order facts take 280.0 s of CPU and 500 MB" in alt


def test_a_size_without_facts_is_not_drawn():
    without = _entry()
    del without["groups"]["revenue"]
    assert picture.drawable({"1000000": _entry(), "2000000": without, "fixed": _entry()}) == [1_000_000]


def test_a_size_measured_on_other_exports_begins_anew():
    found = {"1000000": _entry()}
    assert results.entry(found, "1000000", {"form": "csv", "billing": 200_000})["groups"]
    assert results.entry(found, "1000000", {"form": "parquet", "billing": 200_000}) == {
        "form": "parquet", "billing": 200_000, "groups": {},
    }  # fmt: skip


def test_sizes_are_kept_smallest_first(tmp_path):
    results.save({"fixed": {}, "50000000": {}, "1000000": {}}, tmp_path / "kept.json")
    assert list(results.read(tmp_path / "kept.json")) == ["1000000", "50000000", "fixed"]


def test_what_is_typed_is_read_and_what_is_wrong_refused(capsys):
    given = _parser().parse_args(["--sizes", "1M 10M,50M", "--only", "revenue,orders"])
    assert given.sizes == [1_000_000, 10_000_000, 50_000_000]
    assert given.only == ["revenue", "orders"]
    with pytest.raises(SystemExit):
        _parser().parse_args(["--only", "revenu"])
    assert "'revenu' is no group; there are: start, intake" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        _parser().parse_args(["--sizes", "many"])


@pytest.mark.parametrize(
    ("typed", "sizes"), [((), "1M"), (("LINES=36000",), "36000"), (("SIZES=1M 10M",), "1M 10M")]
)
def test_make_bench_hands_the_dial_on(typed, sizes):
    said = subprocess.run(
        ["make", "-n", "bench", *typed], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert f'-m benchmarks --sizes "{sizes}"' in said.stdout


def test_every_peer_is_pinned_and_none_is_a_requirement_of_the_workbook():
    lines = [line for line in PINNED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w-]+==[\d.]+", line) for line in lines)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8") + (ROOT / "requirements.lock").read_text()
    assert not re.search("pymc|lifetimes|pytensor", project)


def test_a_run_prints_its_table_and_keeps_nothing_unasked(capsys, tmp_path):
    before = sorted(path.name for path in (ROOT / "benchmarks").iterdir())
    assert main(["--sizes", "3600", "--only", "start", "--runs", "1", "--folder", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("| what | against |")
    assert "start: measured" in said.err
    assert list(tmp_path.iterdir()) == []
    assert sorted(path.name for path in (ROOT / "benchmarks").iterdir()) == before


def test_a_made_up_survey_is_read_whole(tmp_path):
    survey_files.write(tmp_path, 60)
    source = SurveySource(
        month="2026-05", anonymous=False, path="survey.csv", questions="survey-questions.csv"
    )
    survey = read_wave("made-up", source, tmp_path, None, ZoneInfo("Asia/Shanghai"))
    assert survey.states.shape == (60, 40)
    assert survey.questions["type"].value_counts().to_dict() == {
        "performance": 24, "kano_f": 4, "kano_d": 4, "multi": 3, "single": 2, "text": 2, "nps": 1
    }  # fmt: skip
    assert (survey.states == "answered").mean().between(0.5, 1).all()
