"""The committed sample, read for tests with arithmetic of their own."""

from pathlib import Path

import pandas as pd

from wcm_helpers.core.paths import ROOT

SAMPLE = ROOT / "data" / "sample"
LAST = "2026-10"
MONTHS = [f"{2023 + (10 + n) // 12}-{(10 + n) % 12 + 1:02d}" for n in range(36)]
TIMES = ["created_at", "released_at", "picked_at", "packed_at", "shipped_at", "signed_at"]


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.csv")}


def spoilt_lines(name: str) -> list[int]:
    truth = read(SAMPLE / "truth" / "rows.csv")
    return truth.loc[truth["file"] == name, "line"].astype(int).tolist()


def table(name: str) -> pd.DataFrame:
    """Return a yearly table of the committed sample without the rows that are spoilt on purpose."""
    parts = []
    for path in sorted(SAMPLE.glob(f"{name}-????.csv")):
        part = read(path)
        parts.append(part.drop(index=[line - 2 for line in spoilt_lines(path.name)]))
    return pd.concat(parts, ignore_index=True)


def start_shares(revenue: pd.DataFrame, month: str) -> pd.Series:
    at = MONTHS.index(month)
    value = revenue[MONTHS[at - 11 : at + 1]].sum(axis=1)
    total = value[value > 0].sum()
    return value.map(lambda own: value[value > own].sum() / total).where(value > 0)


def classes(revenue: pd.DataFrame, month: str) -> pd.Series:
    share = start_shares(revenue, month)
    return share.map(lambda s: "N" if pd.isna(s) else "A" if s < 0.80 else "B" if s < 0.95 else "C")


def ids(customers: pd.DataFrame, behaviour: str) -> list[str]:
    return customers.loc[customers["behaviour"] == behaviour, "customer_id"].tolist()


def industries() -> dict[str, str]:
    frame = read(SAMPLE / "customers.csv")
    return dict(zip(frame["customer_id"], frame["industry"], strict=True))
