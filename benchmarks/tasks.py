"""The tasks of make bench, each in a process of its own: ``python -m benchmarks.tasks TASK FOLDER``.

Every task that is set beside a floor of DuckDB's imports what its floor imports, so that starting up counts
in both alike.
"""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks import made_up

#: The day the reports are asked for: no month after it is the latest.
_TODAY = date(2026, 11, 15)


def _libraries() -> None:
    """Import what the workbook needs to read and to build facts."""
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
    """Write the exports that ``dial.json`` asks for."""
    made_up.write(folder, made_up.read_dial(folder))


def _read(folder: Path, site: str) -> object:
    from wcm_helpers.data.intake import take_in
    from wcm_helpers.data.settings import load_settings

    _libraries()
    intake = take_in(load_settings(folder / f"{site}.toml"))
    intake.require()
    return intake


def stage_group(folder: Path) -> None:
    """Read the exports of the whole group, row by row."""
    from wcm_helpers.data.intake import read_exports
    from wcm_helpers.data.settings import load_settings

    _libraries()
    assert set(read_exports(load_settings(folder / "group.toml"))) > set(made_up.TYPES)


def _build(folder: Path, site: str) -> object:
    from wcm_helpers.data.facts.monthly import build

    facts = build(_read(folder, site))
    assert len(facts.months) >= made_up.read_dial(folder).months
    return facts


def build_group(folder: Path) -> None:
    """Build the facts that are not there yet, reading first what has not been read."""
    _build(folder, "group")


def build_orders(folder: Path) -> None:
    """Build the facts of orders and their lines alone."""
    _build(folder, "orders")


def build_billing(folder: Path) -> None:
    """Build the facts of billing alone."""
    _build(folder, "billing")


def order_facts(folder: Path) -> None:
    """Run the statement of the order facts over what was read, month after month, and nothing else."""
    from wcm_helpers.data.engines import DUCKDB
    from wcm_helpers.data.facts import queries as fact_queries

    level = fact_queries.order_level_sql("used_orders", "used_order_lines")
    _facts_alone(folder, "orders", fact_queries.orders_sql(DUCKDB, f"({level})"))


def billing_facts(folder: Path) -> None:
    """Run the statement of the billing facts over what was read, month after month, and nothing else."""
    from wcm_helpers.data.facts import queries as fact_queries

    _facts_alone(folder, "billing", fact_queries.billing_sql("used_billing"))


def _facts_alone(folder: Path, site: str, sql: str) -> None:
    from wcm_helpers.data.check import batches
    from wcm_helpers.data.check import row_views as used_rows
    from wcm_helpers.data.engines import DuckDb, side_by_side
    from wcm_helpers.data.intake import read_exports
    from wcm_helpers.data.settings import load_settings

    _libraries()

    def counted(batch: batches.Batch) -> int:
        engine = DuckDb()
        used_rows.attach(engine, batch.tables, folder)
        engine.run(f"create or replace temp table counted as {sql}")
        return engine.run("select count(*) from counted")[0][0]

    staged = read_exports(load_settings(folder / f"{site}.toml"))
    found = [batch for batch in batches.batches(staged) if site in batch.tables]
    assert sum(side_by_side(counted, found)) > 0


def month_build(folder: Path) -> None:
    """Build what one month more makes necessary."""
    assert len(_build(folder, "group").months) == made_up.read_dial(folder).months + 1


month_facts = month_build
all_facts = build_group


def again(folder: Path) -> None:
    """Read a history of which nothing has changed."""
    from wcm_helpers.data.facts.history import read_history
    from wcm_helpers.data.settings import load_settings

    assert read_history(load_settings(folder / "group.toml")).facts.rebuilt == ()


def intake_floor(folder: Path) -> None:
    """Turn the same files into Parquet with DuckDB and the right types, file by file."""
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
    """Read every value of the columns the facts use, and keep one number or text of each."""
    import duckdb

    from wcm_helpers.data.facts.queries import USED

    _libraries()
    connection = duckdb.connect()
    for table in tables:
        staged = (folder / "cache").glob(f"{site}-*/tables/{table}/*.parquet")
        files = [str(path) for path in sorted(staged) if not path.name.endswith(".faults.parquet")]
        there = connection.execute(f"describe from read_parquet({files})").fetchall()
        wanted = {*USED[table], "_reject_reason"}
        read = [_reading(name, kind) for name, kind, *_ in there if name in wanted]
        assert len(read) > 2
        connection.execute(f"select {', '.join(read)} from read_parquet({files})").fetchall()


def _reading(name: str, kind: str) -> str:
    """Return the SQL that reads a column: the sum of numbers, the largest of the rest."""
    if name == "_reject_reason":
        return "count(_reject_reason)"
    return f"sum({name})" if kind.startswith(("DECIMAL", "BIGINT", "INTEGER")) else f"max({name})"


def group_floor(folder: Path) -> None:
    """Scan what all facts use."""
    _scan(folder, "group", ("order_lines", "orders", "billing"))


def revenue_floor(folder: Path) -> None:
    """Scan what the billing facts use."""
    _scan(folder, "billing", ("billing",))


def orders_floor(folder: Path) -> None:
    """Scan what the order facts use."""
    _scan(folder, "orders", ("order_lines", "orders"))


def _publish(settings: Path, months: tuple[str, ...], folder: Path) -> None:
    from wcm_helpers.reporting.batch import ReportRequest, publish_all

    failures = publish_all([ReportRequest(str(settings), months)], folder / "reports", _TODAY, 1)
    if failures:
        sys.exit(str(failures[0]))


def report_group(folder: Path) -> None:
    """Publish the last month of the made-up group."""
    _publish(folder / "group.toml", (made_up.LAST_MONTH,), folder)


def report_sample(folder: Path) -> None:
    """Publish the last month of the invented warehouse."""
    from wcm_helpers.core.paths import SAMPLE_SETTINGS

    _publish(SAMPLE_SETTINGS, (made_up.LAST_MONTH,), folder)


def report_floor(folder: Path) -> None:
    """Run, with papermill, a notebook that only imports what the report's notebook imports."""
    import nbformat
    import papermill

    cell = nbformat.v4.new_code_cell(
        "import duckdb, pandas, matplotlib.figure, pyarrow, babel, pydantic, jinja2"
    )
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "floor.ipynb")
    papermill.execute_notebook(folder / "floor.ipynb", folder / "floor.out.ipynb", progress_bar=False)


def rfm_cold(folder: Path) -> None:
    """Tell frequency, recency and monetary value from the very files the peers read."""
    from benchmarks.rfm import facts_of_transactions, from_facts

    from_facts(facts_of_transactions(folder)).to_parquet(folder / "rfm-cold.parquet")


def rfm_ready(folder: Path) -> None:
    """Tell frequency, recency and monetary value from the months of facts that are kept."""
    from benchmarks.rfm import from_files

    from_files(folder, folder / "rfm-ready.parquet")


def transactions(folder: Path) -> None:
    """Write for the peers what the order lines say: customer, time, value."""
    from benchmarks.rfm import write_transactions

    write_transactions(folder)


def compare(folder: Path) -> None:
    """Leave in ``differences.json`` how far the peers' results lie from ours."""
    from benchmarks.rfm import differences

    (folder / "differences.json").write_text(json.dumps(differences(folder)), encoding="utf-8")


def _answers(customers: int) -> Callable[[Path], None]:
    def answer(_folder: Path) -> None:
        from benchmarks.answers import answer_all

        answer_all(customers)

    return answer


answers_150, answers_3000, answers_50000 = (_answers(customers) for customers in (150, 3_000, 50_000))

if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]))
