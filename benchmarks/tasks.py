"""Run a task of make bench in a process of its own: ``python -m benchmarks.tasks TASK FOLDER``.

A task that is compared with a floor of DuckDB imports the same libraries, so that start-up counts in both.
"""

import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import date
from pathlib import Path

from benchmarks import made_up

#: The day of the reports: no later month is the latest.
_TODAY = date(2026, 11, 15)


def _libraries() -> None:
    """Import the libraries that reading exports and building facts need."""
    import duckdb
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401

    import wcm_helpers.data.facts.monthly
    import wcm_helpers.data.intake
    import wcm_helpers.data.settings  # noqa: F401

    duckdb.connect().close()


def start(_folder: Path) -> None:
    """Start Python, import the libraries, and stop."""
    _libraries()


def exports(folder: Path) -> None:
    """Write exports of the size in ``dial.json``."""
    made_up.write(folder, made_up.read_dial(folder))


def _read(folder: Path, site: str) -> object:
    from wcm_helpers.data.intake import take_in
    from wcm_helpers.data.settings_file import load_settings

    _libraries()
    intake = take_in(load_settings(folder / f"{site}.toml"))
    intake.require()
    return intake


def stage_group(folder: Path) -> None:
    """Stage the exports of the whole group."""
    from wcm_helpers.data.exports import read_exports
    from wcm_helpers.data.settings_file import load_settings

    _libraries()
    assert set(read_exports(load_settings(folder / "group.toml"))) > set(made_up.TYPES)


def _build(folder: Path, site: str) -> object:
    from wcm_helpers.data.facts.monthly import build

    facts = build(_read(folder, site))
    assert len(facts.months) >= made_up.read_dial(folder).months
    return facts


def build_group(folder: Path) -> None:
    """Build the missing facts, after reading the unread exports."""
    _build(folder, "group")


def build_orders(folder: Path) -> None:
    """Build the facts of orders and their lines only."""
    _build(folder, "orders")


def build_billing(folder: Path) -> None:
    """Build the facts of billing only."""
    _build(folder, "billing")


def order_facts(folder: Path) -> None:
    """Run only the statement of the order facts, on the staged exports, month by month."""
    from wcm_helpers.data import aggregation
    from wcm_helpers.data.check import repeats
    from wcm_helpers.data.dialects import DUCKDB

    # by the hash, as after the check that no two orders share one
    level = aggregation.order_level_sql("used_orders", "used_order_lines", number=repeats.hashed)
    _facts_alone(folder, "orders", aggregation.orders_sql(DUCKDB, f"({level})"))


def billing_facts(folder: Path) -> None:
    """Run only the statement of the billing facts, on the staged exports, month by month."""
    from wcm_helpers.data import aggregation

    _facts_alone(folder, "billing", aggregation.billing_sql("used_billing"))


def _facts_alone(folder: Path, site: str, sql: str) -> None:
    from wcm_helpers.data.check import batches, row_views
    from wcm_helpers.data.engines import DuckDb, side_by_side
    from wcm_helpers.data.exports import read_exports
    from wcm_helpers.data.settings_file import load_settings

    _libraries()

    def counted(batch: batches.Batch) -> int:
        engine = DuckDb()
        row_views.create(engine, batch.tables, folder)
        engine.run(f"create or replace temp table counted as {sql}")
        return engine.run("select count(*) from counted")[0][0]

    staged = read_exports(load_settings(folder / f"{site}.toml"))
    batches_of_site = [batch for batch in batches.split(staged) if site in batch.tables]
    assert sum(side_by_side(counted, batches_of_site)) > 0


def month_build(folder: Path) -> None:
    """Build the facts after one month more came."""
    assert len(_build(folder, "group").months) == made_up.read_dial(folder).months + 1


month_facts = month_build
all_facts = build_group


def again(folder: Path) -> None:
    """Read an unchanged history."""
    from wcm_helpers.data.facts.history import read_history
    from wcm_helpers.data.settings_file import load_settings

    assert read_history(load_settings(folder / "group.toml")).facts.rebuilt == ()


def intake_floor(folder: Path) -> None:
    """Convert the same files to typed Parquet with DuckDB, file by file."""
    import duckdb

    _libraries()
    (folder / "floor").mkdir(exist_ok=True)
    connection = duckdb.connect()
    for table, types in made_up.TYPES.items():
        for path in made_up.exports(folder, table):
            columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
            source = f"read_csv('{path}', columns={{{columns}}}, header=true, auto_detect=false)"
            if path.suffix == ".parquet":
                source = f"read_parquet('{path}')"
            target = folder / "floor" / f"{path.stem}.parquet"
            connection.execute(f"copy (from {source}) to '{target}' (format parquet)")


def _scan(folder: Path, site: str, tables: tuple[str, ...]) -> None:
    """Read every value of the columns the facts use, reduced to one number or text for each column."""
    import duckdb

    from wcm_helpers.data.tables import TABLES

    _libraries()
    connection = duckdb.connect()
    for table in tables:
        staged = (folder / "cache").glob(f"{site}-*/tables/{table}/*.parquet")
        files = [str(path) for path in sorted(staged) if not path.name.endswith(".faults.parquet")]
        columns = connection.execute(f"describe from read_parquet({files})").fetchall()
        used = {*TABLES[table].fact_columns, "_reject_reason"}
        read = [_reading(name, kind) for name, kind, *_ in columns if name in used]
        assert len(read) > 2
        connection.execute(f"select {', '.join(read)} from read_parquet({files})").fetchall()


def _reading(name: str, kind: str) -> str:
    """Return the SQL that reads a column: the sum of numbers, the largest of the rest."""
    if name == "_reject_reason":
        return "count(_reject_reason)"
    return f"sum({name})" if kind.startswith(("DECIMAL", "BIGINT", "INTEGER")) else f"max({name})"


def group_floor(folder: Path) -> None:
    """Scan the columns that all facts use."""
    _scan(folder, "group", ("order_lines", "orders", "billing"))


def revenue_floor(folder: Path) -> None:
    """Scan the columns that the billing facts use."""
    _scan(folder, "billing", ("billing",))


def orders_floor(folder: Path) -> None:
    """Scan the columns that the order facts use."""
    _scan(folder, "orders", ("order_lines", "orders"))


def _publish(
    settings: Path,
    months: tuple[str, ...],
    folder: Path,
    languages: tuple[str, ...] = (),
    report: str = "classification",
) -> None:
    from wcm_helpers.reporting.batch import ReportRequest, publish_all
    from wcm_helpers.reports import REPORTS

    request = ReportRequest(str(settings), months, only=(report,), languages=languages)
    failures = publish_all([request], REPORTS, folder / "reports", _TODAY, jobs=1)
    if failures:
        sys.exit(str(failures[0]))


def report_group(folder: Path) -> None:
    """Publish the last month of the made-up group."""
    _publish(folder / "group.toml", (made_up.LAST_MONTH,), folder)


def judge_group(folder: Path) -> None:
    """Judge every order of the made-up group for the performance review, facts ready."""
    from wcm_helpers.reports import open_report

    settings = folder / "group.toml"
    review = open_report("performance", month=made_up.LAST_MONTH, settings=str(settings))
    assert len(review.result.service.order_counts(made_up.LAST_MONTH, 1))


def review_group(folder: Path) -> None:
    """Publish the performance review of the last month of the made-up group."""
    _publish(folder / "group.toml", (made_up.LAST_MONTH,), folder, report="performance")


def review_sample(folder: Path) -> None:
    """Publish the performance review of the last month of the invented warehouse."""
    from wcm_helpers.core.paths import SAMPLE_SETTINGS

    _publish(SAMPLE_SETTINGS, (made_up.LAST_MONTH,), folder, report="performance")


def report_sample(folder: Path) -> None:
    """Publish the last month of the invented warehouse."""
    from wcm_helpers.core.paths import SAMPLE_SETTINGS

    _publish(SAMPLE_SETTINGS, (made_up.LAST_MONTH,), folder)


def month_sample(folder: Path) -> None:
    """Publish every report of the last month of the invented warehouse."""
    _publish_month(folder, ())


def month_two_languages(folder: Path) -> None:
    """Publish every report of the last month of the invented warehouse in English and Chinese."""
    _publish_month(folder, ("en", "zh"))


def _publish_month(folder: Path, languages: tuple[str, ...]) -> None:
    from wcm_helpers.core.paths import SAMPLE_SETTINGS
    from wcm_helpers.reporting.batch import ReportRequest, publish_all
    from wcm_helpers.reports import REPORTS

    request = ReportRequest(str(SAMPLE_SETTINGS), (made_up.LAST_MONTH,), languages=languages)
    failures = publish_all([request], REPORTS, folder / "reports", _TODAY, jobs=_jobs())
    if failures:
        sys.exit(str(failures[0]))


def _jobs() -> int:
    return min(os.cpu_count() or 1, 4)


def month_floor(folder: Path) -> None:
    """Run as many notebooks as reports, as many at a time, that only import the libraries of the workbook."""
    from wcm_helpers.reports import REPORTS

    with ThreadPoolExecutor(max_workers=_jobs()) as pool:
        for run in [pool.submit(Context().run, _import_only, folder, place) for place in range(len(REPORTS))]:
            run.result()


def _import_only(folder: Path, place: int) -> None:
    import nbformat
    import papermill

    cell = nbformat.v4.new_code_cell(
        "import duckdb, pandas, matplotlib.figure, scipy.stats, sklearn.cluster, pyarrow, babel, pydantic, "
        "jinja2"
    )
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    file = folder / f"floor-{place}.ipynb"
    nbformat.write(notebook, file)
    papermill.execute_notebook(file, folder / f"floor-{place}.out.ipynb", progress_bar=False)


def rfm_cold(folder: Path) -> None:
    """Compute frequency, recency and monetary value from the files the peers read."""
    from benchmarks.rfm import facts_of_transactions, from_facts

    from_facts(facts_of_transactions(folder)).to_parquet(folder / "rfm-cold.parquet")


def rfm_ready(folder: Path) -> None:
    """Compute frequency, recency and monetary value from the built facts."""
    from benchmarks.rfm import from_files

    from_files(folder, folder / "rfm-ready.parquet")


def transactions(folder: Path) -> None:
    """Write customer, time and value of the order lines for the peers."""
    from benchmarks.rfm import write_transactions

    write_transactions(folder)


def compare(folder: Path) -> None:
    """Write the differences from the peers to ``differences.json``."""
    from benchmarks.rfm import differences

    (folder / "differences.json").write_text(json.dumps(differences(folder)), encoding="utf-8")


def _answers(customers: int) -> Callable[[Path], None]:
    def answer(_folder: Path) -> None:
        from benchmarks.answers import compute_sections

        compute_sections(customers)

    return answer


answers_150, answers_3000, answers_50000 = (_answers(customers) for customers in (150, 3_000, 50_000))


def survey_files(folder: Path) -> None:
    """Write a made-up export of a survey with its question file."""
    from benchmarks.survey_files import write

    write(folder)


def survey_50000(folder: Path) -> None:
    """Read 50,000 responses to 40 questions."""
    from zoneinfo import ZoneInfo

    from wcm_helpers.data.survey.wave import read_wave
    from wcm_helpers.data.survey_source import SurveySource

    files = {"path": "survey.csv", "questions": "survey-questions.csv"}
    source = SurveySource(month="2026-05", anonymous=False, **files)
    survey = read_wave("made-up", source, folder, None, ZoneInfo("Asia/Shanghai"))
    assert survey.states.shape == (50_000, 40)


def survey_floor(folder: Path) -> None:
    """Read the same file as text with pandas."""
    import pandas as pd

    assert len(pd.read_csv(folder / "survey.csv", dtype=str, keep_default_na=False)) == 50_000


def assign_books(_folder: Path) -> None:
    """Assign three books of 200 customers to 12 account managers."""
    from benchmarks.assignments import assign_books as assign

    assign()


def assign_floor(_folder: Path) -> None:
    """Import the libraries that an assignment needs."""
    import pandas as pd  # noqa: F401
    import scipy.optimize  # noqa: F401


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]))
