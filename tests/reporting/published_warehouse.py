"""A small warehouse whose months are published without notebooks, and whose exports a test then changes."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

from wcm_helpers.data.facts.history import History, read_history
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.reporting.csv_files import to_csv
from wcm_helpers.reporting.data_page import inputs
from wcm_helpers.reporting.index_pages import published_run
from wcm_helpers.reporting.parameters import check_parameters
from wcm_helpers.reporting.published_months import restated
from wcm_helpers.reporting.run_record import MadeReport, MonthRequest, run_record
from wcm_helpers.reports import REPORTS

PUBLISHED = ("2026-03", "2026-04", "2026-05")
MONTHS = ("2026-01", "2026-02", *PUBLISHED)
#: What each customer is billed from January to May, in EUR: one falls, one rises.
BILLED = {
    "c1": (1000, 1000, 1000, 1000, 1000), "c2": (600, 600, 600, 600, 600), "c3": (500, 400, 250, 100, 50),
    "c4": (200, 250, 400, 700, 900), "c5": (200, 200, 200, 200, 200), "c6": (120, 120, 120, 120, 120),
    "c7": (80, 80, 80, 80, 80), "c8": (40, 40, 40, 40, 40),
}  # fmt: skip
#: Further lines: number, customer, day, period, amount, currency, rate, and the flags that are set.
FURTHER = (
    ("R1", "c3", "2026-04-20", "2026-04", 10, "USD", 7, {}),
    ("R2", "c4", "2026-04-21", "2026-04", 50, "", "", {"credit_note": "yes"}),
    ("R3", "c5", "2026-04-22", "2026-04", 30, "", "", {"pass_through": "yes"}),
    ("R4", "c5", "2026-04-23", "2026-04", 20, "", "", {"disputed": "yes"}),
    ("R5", "c6", "2026-04-24", "2026-04", 70, "", "", {"status": "void"}),
    ("R6", "c7", "2026-04-01", "2026-03", 90, "", "", {}),
)
#: The report, with the columns of classes.csv that are compared and no others: they take longest.
REPORT = replace(
    REPORTS["classification"],
    files=lambda review: {
        "classes.csv": review.result.classes[["customer_id", "official"]].set_axis(
            ["customer_id", "official_class"], axis=1
        )
    },
)


class Warehouse:
    """Exports as rows, and the settings that name them."""

    def __init__(self, folder: Path, value: str = "revenue") -> None:
        self.folder = folder
        self.site = {"id": "shop", "name": "Shop", "currency": "EUR"}
        self.rules: dict[str, object] = {"value": value}
        self.sources = {name: {"path": f"{name}.csv"} for name in ("customers", "billing", "orders",
                                                                   "class_overrides")}  # fmt: skip
        self.tables = {
            "customers": [
                {"customer_id": id_, "customer_name": id_.upper(), "industry": "food", "contractual": "no"}
                for id_ in BILLED
            ],
            "billing": [*_monthly_lines(), *_further_lines()],
            "orders": list(_orders()),
            "class_overrides": [
                {"customer_id": "c2", "class": "C", "approved_by": "x", "reason": "y",
                 "valid_from": "2026-04-01", "expires": "2026-12-31"},
            ],
        }  # fmt: skip

    def line(self, number: str) -> dict:
        """Return a row of the invoices by its number."""
        return next(row for row in self.tables["billing"] if row["invoice_no"] == number)

    def write(self, encoding: str = "utf-8", newline: str = "\n", comment: str = "") -> Path:
        """Write every table, and the settings; return their file."""
        for path in self.folder.glob("*.csv"):
            path.unlink()
        for name, rows in self.tables.items():
            text = as_csv(rows).replace("\n", newline)
            (self.folder / f"{name}.csv").write_bytes(text.encode(encoding))
        lines = ["[site]", *map(_toml, self.site.items())]
        for name, options in self.sources.items():
            lines += [f"[tables.{name}]", *map(_toml, options.items())]
        lines += ["[classification]", *map(_toml, self.rules.items())]
        path = self.folder / "shop.toml"
        path.write_text(comment + "\n".join(lines) + "\n", encoding="utf-8")
        return path

    def read(self, **how: str) -> History:
        """Return the history of the exports as they are now."""
        return read_history(load_settings(self.write(**how), {"classification": REPORT.settings}))


def _monthly_lines():
    for place, month in enumerate(MONTHS):
        for customer, amounts in BILLED.items():
            amount = amounts[place]
            day = f"{month}-{'27' if month == '2026-02' else '30'}"
            yield _line(f"{customer}-{month}", customer, day, month, amount)


def _further_lines():
    for number, customer, day, month, amount, currency, rate, flags in FURTHER:
        yield {
            **_line(number, customer, day, month, amount),
            "currency": currency,
            "fx_rate": rate,
            **flags,
        }


def _line(number: str, customer: str, day: str, month: str, amount: float) -> dict:
    return {
        "invoice_no": number, "line_no": 1, "customer_id": customer, "doc_date": day, "period": month,
        "amount_ex_vat": amount, "vat_rate": 0.06, "currency": "", "fx_rate": "", "credit_note": "no",
        "pass_through": "no", "disputed": "no", "status": "valid",
    }  # fmt: skip


def _orders():
    """Yield ten orders a month of c1, eight of c2, seven of c3 and so on; "late" is of March in UTC alone."""
    for month in MONTHS:
        for place, customer in enumerate(BILLED):
            for n in range(9 - place):
                day = f"{month}-{n + 2:02d}T10:00:00+08:00"
                yield {"order_id": f"{customer}-{month}-{n}", "customer_id": customer, "created_at": day,
                       "status": "shipped"}  # fmt: skip
    yield {"order_id": "late", "customer_id": "c8", "created_at": "2026-04-01T05:00:00+08:00",
           "status": "shipped"}  # fmt: skip
    for month in MONTHS:
        day = f"{month}-{'27' if month == '2026-02' else '30'}T10:00:00+08:00"
        yield {"order_id": f"end-{month}", "customer_id": "c1", "created_at": day, "status": "shipped"}


def as_csv(rows: list[dict]) -> str:
    """Return rows as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _toml(pair: tuple[str, object]) -> str:
    name, value = pair
    return f"{name} = {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value)


def publish(warehouse: Warehouse, site: Path, *, cards: bool = False, **given: object) -> None:
    """Write run.json and classes.csv of the months of :data:`PUBLISHED`, as a run would, drawing no cards."""
    history = warehouse.read()
    for month in PUBLISHED:
        values = {"month": month, "settings": str(history.settings.file), **given}
        review = REPORT.open(history, check_parameters(REPORT.parameters, values))
        files = {name: to_csv(frame).decode("utf-8") for name, frame in REPORT.files(review).items()}
        record = {
            "title": REPORT.title(), "headline": "", "actions": [], "data_up_to": "", "draft": review.draft,
            "cards": [card.record for card in review.cards] if cards else [], "comparable": [],
            "figures": review.figures, "rules": review.rules_in_force, "other_rules": review.other_rules,
            "files": files, "inputs": inputs(history.intake, month), "workbook": "", "pictures": {},
        }  # fmt: skip
        made = {"classification": MadeReport(review.parameters, {"en": record})}
        run = run_record(MonthRequest(history, month, {}), made, {}, {}, {"classification": REPORT})
        (site / month).mkdir(parents=True)
        (site / month / "run.json").write_text(json.dumps(run), encoding="utf-8")
        (site / month / "classes.csv").write_text(files["classes.csv"], encoding="utf-8")


def restatements(history: History, site: Path) -> list[dict]:
    """Return the published months that would come out otherwise, oldest first."""
    reports = {"classification": REPORT}
    entries = (restated(published_run(site / month), site / month, history, reports) for month in PUBLISHED)
    return [entry for entry in entries if entry]
