"""What the checks find in a table of an engine: every row counted, and up to twenty of each kind shown."""

from functools import cached_property

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.check import rules
from wcm_helpers.data.check.reconciliation import LEDGER
from wcm_helpers.data.check.row_views import ASIDE
from wcm_helpers.data.check.warnings import POINTED_OUT
from wcm_helpers.data.remote.opening import OpenEngine
from wcm_helpers.data.remote.reasons import Reasoned
from wcm_helpers.data.settings import Settings

#: So many rows of each kind are shown; the ledger counts them all.
SHOWN = 20


_NOT_READ = ("empty", "total")


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
            if column.name in self.rows.recognised.positions and column.kind not in ("id", "text")
        ]
        self.counts = self._count()

    def _count(self) -> pd.DataFrame:
        own = "case when coalesce(_reason, '') <> 'total' then _amount end"
        parts = [
            f"count(case when _reason is null and ({condition}) then 1 end) as w{index}"
            for index, (_reason, _column, condition) in enumerate(self.warnings)
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
        found, rows = self.samples, []
        read = ~found["told"].isin(_NOT_READ)
        for index, column in self.failing:
            bad = found[read & (found["bad"].to_numpy() >> index & 1 == 1)]
            for scope, judged in (("row", bad["row_aside"] == 1), ("cell", bad["row_aside"] == 0)):
                rows += self._places(bad[judged], column.name, f"not_{column.kind}", scope)
        for told in sorted(set(found["told"]) - {""}):
            reason, _, culprit = told.partition(":")
            if reason != "unreadable":
                rows += self._places(found[found["told"] == told], culprit, reason, "row")
        return pd.DataFrame(rows, columns=ASIDE)

    @cached_property
    def samples(self) -> pd.DataFrame:
        """Up to twenty rows of each mixture of findings, by their key: one more scan, if there are any."""
        broken = " + ".join(
            f"case when _reason is null and ({condition}) then {1 << index} else 0 end"
            for index, (_reason, _column, condition) in enumerate(self.warnings)
        )
        there = [name for name in self.table.names if name in self.rows.recognised.positions]
        bits = " + ".join(f"(_bad & {1 << index})" for index, _column in self.failing) or "0"
        marked = (
            f"select {', '.join(f'_raw_{name}' for name in there)}, coalesce(_reason, '') as told, "
            f"case when _reject_reason is null then 0 else 1 end as row_aside, "
            f"{bits} as bad, {broken} as broken "
            f"from {self.reasoned.sql} s"
        )
        order = ", ".join(f"_raw_{name}" for name in [*self._key(), *there][:4])
        numbered = (
            f"select m.*, row_number() over "
            f"(partition by told, row_aside, bad, broken order by {order}) as place "
            f"from ({marked}) m where told <> '' or bad <> 0 or broken <> 0"
        )
        listed = ", ".join(f"_raw_{name} as {name}" for name in there)
        found = self.engine.frame(
            f"select {listed}, told, row_aside, bad, broken from ({numbered}) n where place <= {SHOWN}"
        )
        texts = found[there].astype(object).where(found[there].notna(), "").astype("str")
        return texts.join(found[["told", "row_aside", "bad", "broken"]]).sort_values([*self._key(), *there])

    def _key(self) -> list[str]:
        return [name for name in self.table.key if name in self.rows.recognised.positions]

    def _places(self, rows: pd.DataFrame, name: str, reason: str, scope: str) -> list[tuple]:
        """Return the first rows as they are listed: the value, and for want of a line the row's key."""
        recognised, key = self.rows.recognised, self._key()
        header = recognised.header(name) if name else ", ".join(map(recognised.header, key))
        return [
            (self.table.name, self.rows.label, 0, header, _place(row, name, key), reason, scope)
            for row in rows.head(SHOWN).to_dict("records")
        ]

    def pointed_out(self, settings: Settings, customers: pd.DataFrame | None) -> pd.DataFrame:
        """Return what is used and looks odd: each rule some rows break, with the first of them."""
        found = []
        for index, (reason, column, _condition) in enumerate(self.warnings):
            if count := int(self.counts[f"w{index}"].sum()):
                rows = self.samples[self.samples["broken"].to_numpy() >> index & 1 == 1]
                _, label, line, header, value, *_ = self._places(rows.head(1), column, reason, "row")[0]
                found.append((self.table.name, reason, count, label, line, header, value))
        if customers is not None and self.table.name != "order_lines":
            found += self._strangers(customers)
        if self.table.name == "orders" and not self._says_direction(settings):
            used = int(self.counts.loc[self.counts["reason"] == "", "row_count"].sum())
            row = ("orders", "assumed_out", used, self.rows.label, 0, "direction", "out")
            found += [row] if used else []
        return pd.DataFrame(found, columns=POINTED_OUT)

    def _says_direction(self, settings: Settings) -> bool:
        given = settings.tables["orders"].constants
        return "direction" in self.rows.recognised.positions or "direction" in given

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


def _place(row: dict, name: str, key: list[str]) -> str:
    """Return the value found and behind it the key of its row, without the part that is the value itself."""
    value = row.get(name, "")
    parts = " ".join(row[part].strip() for part in key if row[part] and part != name)
    return f"{value} ({parts})" if value and parts else value or parts
