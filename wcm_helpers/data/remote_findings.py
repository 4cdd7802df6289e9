"""What the checks find in a table of an engine: every row counted, and up to twenty of each kind shown."""

import pandas as pd

from wcm_helpers.data import rules
from wcm_helpers.data.engine_open import OpenEngine
from wcm_helpers.data.faults import FAULTS
from wcm_helpers.data.remote_reasons import Reasoned
from wcm_helpers.formats import SCALE
from wcm_helpers.settings import Settings

#: So many rows of each kind are shown; the ledger counts them all.
SHOWN = 20

ASIDE = ["table", *FAULTS]
LEDGER = ["table", "month", "reason", "rows", "amount"]
POINTED_OUT = ["table", "reason", "rows", "file", "line", "column", "value"]

_NOT_READ = "('empty', 'total')"


class Findings:
    """What one scan of a table counts: its ledger, and how often each rule and each column was broken."""

    def __init__(self, engine: OpenEngine, reasoned: Reasoned) -> None:
        self.engine, self.reasoned, self.rows = engine, reasoned, reasoned.rows
        self.table = reasoned.rows.table
        self.warnings = [
            (reason, column, condition)
            for name, reason, column, condition in rules.WARNINGS
            if name == self.table.name and "used_" not in condition
        ]
        self.failing = [
            (index, column)
            for index, column in enumerate(self.table.columns)
            if column.name in self.rows.recognised.position and column.kind not in ("id", "text")
        ]
        self.counts = self._count()

    def _count(self) -> pd.DataFrame:
        own = "case when coalesce(_reason, '') <> 'total' then _amount end"
        parts = [
            f"count(case when _reason is null and ({condition}) then 1 end) as w{index}"
            for index, (_reason, _column, condition) in enumerate(self.warnings)
        ]
        read = f"coalesce(_reason, '') not in {_NOT_READ}"
        parts += [
            f"count(case when {read} and (_bad & {1 << index}) <> 0 then 1 end) as b{index}"
            for index, _column in self.failing
        ]
        return self.engine.frame(
            f"select coalesce(_month, '') as month, coalesce(_reason, '') as reason, count(*) as row_count, "
            f"cast(coalesce(sum({own}), 0) * {SCALE} as BIGINT) as amount{''.join(', ' + p for p in parts)} "
            f"from {self.reasoned.sql} a group by coalesce(_month, ''), coalesce(_reason, '')"
        )

    def ledger(self) -> pd.DataFrame:
        """Return rows and amounts by month and reason, as ``Intake.ledger``."""
        found = pd.DataFrame(
            {
                "table": self.table.name,
                "month": self.counts["month"].astype("str"),
                "reason": self.counts["reason"].str.partition(":")[0],
                "rows": self.counts["row_count"].astype("int64"),
                "amount": self.counts["amount"].astype("int64"),
            }
        )
        if found.empty:
            return pd.DataFrame([[self.table.name, "", "", 0, 0]], columns=LEDGER)
        return found.groupby(["table", "month", "reason"], as_index=False)[["rows", "amount"]].sum()[LEDGER]

    def rows_read(self) -> int:
        """Return how many rows the table has."""
        return int(self.counts["row_count"].sum())

    def aside(self) -> pd.DataFrame:
        """Return up to twenty rows or cells set aside for each column and reason, as ``Intake.aside``."""
        rows: list[tuple] = []
        for index, column in self.failing:
            if int(self.counts[f"b{index}"].sum()):
                rows += self._unreadable(index, column.name, f"not_{column.kind}")
        for told in sorted(set(self.counts["reason"]) - {""}):
            reason, _, culprit = told.partition(":")
            if reason != "unreadable":
                rows += self._set_aside(told, reason, culprit)
        return pd.DataFrame(rows, columns=ASIDE)

    def _unreadable(self, index: int, name: str, reason: str) -> list[tuple]:
        found: list[tuple] = []
        for scope, judged in (("row", "_aside is not null"), ("cell", "_aside is null")):
            where = f"(_bad & {1 << index}) <> 0 and {judged} and coalesce(_reason, '') not in {_NOT_READ}"
            found += [(*place, reason, scope) for place in self._places(where, name)]
        return found

    def _set_aside(self, told: str, reason: str, culprit: str) -> list[tuple]:
        places = self._places(f"_reason = '{told}'", culprit)
        return [(*place, reason, "row") for place in places]

    def _key(self) -> list[str]:
        return [name for name in self.table.key if name in self.rows.recognised.position]

    def _places(self, where: str, name: str, limit: int = SHOWN) -> list[tuple]:
        """Return table, label, no line, header and value of the first rows by their key.

        The value is what stands in the column; the row is told by its key in brackets, for want of a line.
        """
        key = self._key()
        there = name in self.rows.recognised.position
        shown = f"_raw_{name}" if there else "''" if key else "'?'"
        order = ", ".join([*key, shown] if there else key or ["_month"])
        listed = ", ".join(f"{part} as k{index}" for index, part in enumerate(key))
        selected = f"select {shown} as shown{', ' + listed if listed else ''}"
        found = self.engine.frame(
            f"{selected} from {self.reasoned.sql} s where {where} order by {order} limit {limit}"
        ).fillna("")
        header = (
            self.rows.recognised.header(name) if name else ", ".join(map(self.rows.recognised.header, key))
        )
        values = [
            _place(row, key.index(name) if name in key else None) for row in found.astype("str").to_numpy()
        ]
        return [(self.table.name, self.rows.label, 0, header, value) for value in values]

    def pointed_out(self, settings: Settings, customers: pd.DataFrame | None) -> pd.DataFrame:
        """Return what is used and looks odd: each rule some rows break, with the first of them."""
        found = []
        for index, (reason, column, condition) in enumerate(self.warnings):
            if count := int(self.counts[f"w{index}"].sum()):
                found.append(self._told(reason, count, f"_reason is null and ({condition})", column))
        if customers is not None and self.table.name != "order_lines":
            found += self._strangers(customers)
        if self.table.name == "orders" and not self._says_direction(settings):
            used = int(self.counts.loc[self.counts["reason"] == "", "row_count"].sum())
            row = ("orders", "assumed_out", used, self.rows.label, 0, "direction", "out")
            found += [row] if used else []
        return pd.DataFrame(found, columns=POINTED_OUT)

    def _says_direction(self, settings: Settings) -> bool:
        given = settings.tables["orders"].constants
        return "direction" in self.rows.recognised.position or "direction" in given

    def _told(self, reason: str, count: int, where: str, column: str) -> tuple:
        table, label, line, header, value = self._places(where, column, limit=1)[0]
        return (table, reason, count, label, line, header, value)

    def _strangers(self, customers: pd.DataFrame) -> list[tuple]:
        found = self.engine.frame(
            f"select customer_id, count(*) as n from {self.reasoned.used} c group by customer_id"
        )
        found = found[~found["customer_id"].isin(customers["customer_id"])].sort_values("customer_id")
        if found.empty:
            return []
        header = self.rows.recognised.header("customer_id")
        first = found["customer_id"].iloc[0]
        return [
            (self.table.name, "unknown_customer", int(found["n"].sum()), self.rows.label, 0, header, first)
        ]


def _place(row: list[str], own: int | None) -> str:
    """Return the value found and behind it the key of its row, without the part that is the value itself."""
    value, *parts = row
    key = " ".join(part for index, part in enumerate(parts) if part and index != own)
    return f"{value} ({key})" if value and key else value or key
