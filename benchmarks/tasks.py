"""The tasks of make bench, each in a process of its own: ``python -m benchmarks.tasks TASK FOLDER``."""

import sys
from pathlib import Path


def _history_settings(folder: Path):
    from wcm_helpers.settings import load_settings

    return load_settings(folder / "bench.toml")


def month(folder: Path) -> None:
    """Publish the latest month of the invented warehouse, its exports read before."""
    from datetime import date

    from wcm_helpers.paths import SAMPLE_SETTINGS
    from wcm_helpers.report.batch import Wish, publish_all

    assert publish_all([Wish(str(SAMPLE_SETTINGS))], folder / "reports", date(2026, 11, 15), 1) == []


def month_floor(folder: Path) -> None:
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


def intake(folder: Path) -> None:
    """Read all exports from CSV, checked, with an empty cache."""
    from wcm_helpers.data.intake import take_in

    assert take_in(_history_settings(folder)).blocking == []


def intake_floor(folder: Path) -> None:
    """Convert the same files to Parquet with DuckDB and the right types, file by file."""
    import duckdb

    types = {
        "orders": "{'order_id':'VARCHAR','customer_id':'VARCHAR','direction':'VARCHAR',"
        "'created_at':'TIMESTAMP'}",
        "lines": "{'order_id':'VARCHAR','line_no':'VARCHAR','sku_id':'VARCHAR','qty_ordered':'DECIMAL(15,4)',"
        "'unit_price':'DECIMAL(15,6)'}",
    }
    (folder / "floor").mkdir(exist_ok=True)
    connection = duckdb.connect()
    for name, columns in types.items():
        for path in sorted(folder.glob(f"{name}-*.csv")):
            target = folder / "floor" / f"{path.stem}.parquet"
            connection.execute(
                f"copy (from read_csv('{path}', columns={columns}, header=true, auto_detect=false, "
                f"store_rejects=true)) to '{target}'"
            )


def facts(folder: Path) -> None:
    """Build the facts of every month, or of the months that are missing."""
    from wcm_helpers.data.facts import build
    from wcm_helpers.data.intake import take_in

    assert len(build(take_in(_history_settings(folder))).orders) > 0


facts_new_month = facts


def facts_floor(folder: Path) -> None:
    """Scan the columns that the facts use."""
    import duckdb

    tables = sorted((folder / "cache").glob("bench-*/tables"))[0]
    connection = duckdb.connect()
    for name, columns in (
        ("order_lines", "max(order_id), sum(qty_ordered), sum(_amount), count(_aside)"),
        (
            "orders",
            "max(order_id), max(customer_id), max(created_at), max(direction), max(_month), count(_aside)",
        ),
    ):
        files = [str(path) for path in (tables / name).glob("*.parquet") if "faults" not in path.name]
        connection.execute(f"select {columns} from read_parquet({files})").fetchall()


def again(folder: Path) -> None:
    """Read a history of which nothing has changed."""
    from wcm_helpers.data.history import read_history

    assert read_history(_history_settings(folder)).facts.rebuilt == ()


def again_floor(folder: Path) -> None:
    """Start Python with the two libraries."""
    import duckdb
    import pandas  # noqa: F401

    duckdb.connect()


def _answers(customers: int) -> None:
    """Work out what every section of the classification report says, on made-up customers."""
    import numpy as np
    import pandas as pd

    from wcm_helpers.analysis import back_test, bases, certainty, cross_check, industries, lifecycle, segments
    from wcm_helpers.analysis.classification import review
    from wcm_helpers.methods.abc import Rule
    from wcm_helpers.months import month_range

    chance = np.random.default_rng(7)
    months = month_range("2024-04", "2026-05")
    level = np.exp(8 + 1.7 * chance.standard_normal(customers))
    values = level[:, None] * np.exp(0.3 * chance.standard_normal((customers, len(months))))
    rows, columns = np.nonzero(chance.random(values.shape) < 0.9)
    ids = np.array([f"C{n:06d}" for n in range(customers)])
    facts = pd.DataFrame(
        {
            "customer_id": ids[rows],
            "month": np.array(months)[columns],
            "value": (values[rows, columns] * 10_000).astype("int64"),
            "orders": chance.integers(1, 9, len(rows)),
        }
    )
    known = pd.DataFrame({"customer_id": ids, "industry": chance.choice(list("abcdefgh"), customers)})
    found = review(facts, known, months[-1], Rule(), currency="CNY", source="made up")
    certainty.certainty(found.classes, found.book, found.rule, found.month)
    segments.segment_customers(found)
    lifecycle.lifecycle(found)
    bases.compare(found)
    industries.find(found)
    back_test.back_test(found)
    cross_check.find(found)


def answers_150(folder: Path) -> None:
    """Answer for 150 customers, as many as the invented warehouse has."""
    _answers(150)


def answers_3000(folder: Path) -> None:
    """Answer for 3,000 customers."""
    _answers(3_000)


def answers_50000(folder: Path) -> None:
    """Answer for 50,000 customers."""
    _answers(50_000)


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]))
