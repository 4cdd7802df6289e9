"""Records of months at several sites, as runs publish them."""

import json

from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reporting.comparable import figure


def share(id_, hits, n, better="up"):
    low, high = wilson(hits, n)
    return figure(id_, id_.title(), hits / n, "share", better=better, low=low, high=high, n=n)


def amount(value, unit="CNY"):
    return figure("value_revenue_12", "Revenue", value, "amount", unit=unit, better="up")


def run(name="North", month="2026-05", figures=(), language="en", **entry):
    """Return the record of a month with one report."""
    report = {
        "title": "One", "status": "published", "draft": False, "files": ["one.html", "one.pdf"],
        "comparable": [one.recorded() for one in figures], **entry,
    }  # fmt: skip
    return {
        "site": {"id": name.lower(), "name": name}, "month": month, "draft": report["draft"],
        "language": language, "headline": {"one": f"News of {name}."}, "reports": {"one": report},
    }  # fmt: skip


def published(reports, site, record):
    """Write a record to the folder of its month and return the folder."""
    folder = reports / site / record["month"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    (folder / "index.html").touch()
    return folder
