"""The results of the checks of a table on an engine: all rows counted, up to twenty of a kind listed."""

from functools import cached_property

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.check.reconciliation import RECONCILIATION
from wcm_helpers.data.check.row_views import REJECTS
from wcm_helpers.data.check.warnings import MONTHLY_WARNINGS, own_warnings
from wcm_helpers.data.remote.opening import OpenEngine
from wcm_helpers.data.remote.reasons import Reasoned
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables.schema import RowWarning

#: So many rows of each kind are listed; the reconciliation counts them all.
SHOWN = 20


_NOT_READ = ("empty", "total")


class Findings:
    """The counts of one scan of a table: its reconciliation, and how often each rule was broken."""

    def __init__(self, engine: OpenEngine, reasoned: Reasoned) -> None:
        self.engine, self.reasoned, self.rows = engine, reasoned, reasoned.rows
        self.table = reasoned.rows.table
        self.warnings = own_warnings(self.table.name)
        self.failing = [
            (index, column)
            for index, column in enumerate(self.table.columns)
            if column.name in self.rows.recognised.positions and column.kind not in ("id", "text")
        ]
        self.counts = self._count()

    def _count(self) -> pd.DataFrame:
        sums = "case when coalesce(_reason, '') <> 'total' then _amount end"
        parts = [
            f"count(case when {met} then 1 end) as w{index}, "
            f"cast(coalesce(sum(case when {met} then _amount end), 0) * {SCALE} as BIGINT) as a{index}"
            for index, warning in enumerate(self.warnings)
            for met in [self._met(warning)]
        ]
        return self.engine.frame(
            f"select coalesce(_month, '') as month, coalesce(_reason, '') as reason, count(*) as row_count, "
            f"cast(coalesce(sum({sums}), 0) * {SCALE} as BIGINT) as amount{''.join(', ' + p for p in parts)} "
            f"from {self.reasoned.sql} a group by coalesce(_month, ''), coalesce(_reason, '')"
        )

    def _met(self, warning: RowWarning) -> str:
        return f"_reason is null and ({warning.sql(self.engine.dialect)})"

    def reconciliation(self) -> pd.DataFrame:
        """Return rows and amounts by month and reason, as ``Intake.reconciliation``."""
        frame = pd.DataFrame(
            {
                "table": self.table.name,
                "month": self.counts["month"].astype("str"),
                "reason": self.counts["reason"].str.partition(":")[0],
                "rows": self.counts["row_count"].astype("int64"),
                "amount": self.counts["amount"].astype("int64"),
            }
        )
        if frame.empty:
            return pd.DataFrame([[self.table.name, "", "", 0, 0]], columns=RECONCILIATION)
        return frame.groupby(["table", "month", "reason"], as_index=False)[["rows", "amount"]].sum()[
            RECONCILIATION
        ]

    def rows_read(self) -> int:
        """Return how many rows the table has."""
        return int(self.counts["row_count"].sum())

    def rejects(self) -> pd.DataFrame:
        """Return up to twenty rejected rows or cells for each column and reason, as ``Intake.rejects``."""
        samples, rows = self.samples, []
        read = ~samples["row_reason"].isin(_NOT_READ)
        for index, column in self.failing:
            bad = samples[read & (samples["bad"].to_numpy() >> index & 1 == 1)]
            for scope, rejected in (("row", 1), ("cell", 0)):
                sample = bad[bad["row_rejected"] == rejected]
                rows += self._places(sample, column.name, f"not_{column.kind}", scope)
        for text in sorted(set(samples["row_reason"]) - {""}):
            reason, _, culprit = text.partition(":")
            if reason != "unreadable":
                rows += self._places(samples[samples["row_reason"] == text], culprit, reason, "row")
        return pd.DataFrame(rows, columns=REJECTS)

    @cached_property
    def samples(self) -> pd.DataFrame:
        """Up to twenty rows of each mixture of findings, by their key: one more scan, if there are any."""
        broken = " + ".join(
            f"case when {self._met(warning)} then {1 << index} else 0 end"
            for index, warning in enumerate(self.warnings)
        )
        there = [name for name in self.table.names if name in self.rows.recognised.positions]
        bits = " + ".join(f"(_bad & {1 << index})" for index, _column in self.failing) or "0"
        marked = (
            f"select {', '.join(f'_raw_{name}' for name in there)}, coalesce(_reason, '') as row_reason, "
            f"case when _reject_reason is null then 0 else 1 end as row_rejected, "
            f"{bits} as bad, {broken} as broken, coalesce(_month, '') as row_month "
            f"from {self.reasoned.sql} s"
        )
        order = ", ".join(f"_raw_{name}" for name in [*self._key(), *there][:4])
        numbered = (
            f"select m.*, row_number() over "
            f"(partition by row_reason, row_rejected, bad, broken order by {order}) as place "
            f"from ({marked}) m where row_reason <> '' or bad <> 0 or broken <> 0"
        )
        listed = ", ".join(f"_raw_{name} as {name}" for name in there)
        marks = ["row_reason", "row_rejected", "bad", "broken", "row_month"]
        rows = self.engine.frame(
            f"select {listed}, {', '.join(marks)} from ({numbered}) n where place <= {SHOWN}"
        )
        texts = rows[there].astype(object).where(rows[there].notna(), "").astype("str")
        return texts.join(rows[marks]).sort_values([*self._key(), *there])

    def first_difference(self) -> tuple[str, str, str] | None:
        """Return header and values of the first column in which the first two rows of a conflict differ.

        None if the samples have no second row of the key.
        """
        rows = self.samples[self.samples["row_reason"] == "conflict"]
        key = [*self._key(), *filter(None, [self.table.apart_by])]
        there = [name for name in self.table.names if name in self.rows.recognised.positions]
        first, *others = rows[there].to_dict("records")
        for other in others:
            if all(first[name] == other[name] for name in key):
                for name in there:
                    if first[name] != other[name]:
                        return self.rows.recognised.header(name), first[name], other[name]
        return None

    def _key(self) -> list[str]:
        return [name for name in self.table.key if name in self.rows.recognised.positions]

    def _places(self, rows: pd.DataFrame, name: str, reason: str, scope: str) -> list[tuple]:
        """Return the first rows as they are listed: the value, and for want of a line the row's key."""
        recognised, key = self.rows.recognised, self._key()
        header = recognised.header(name) if name else ", ".join(map(recognised.header, key))
        return [
            (
                self.table.name,
                self.rows.label,
                0,
                header,
                _place(row, name, key),
                reason,
                scope,
                row["row_month"],
            )
            for row in rows.head(SHOWN).to_dict("records")
        ]

    def warnings_found(self, settings: Settings, customers: pd.DataFrame | None) -> pd.DataFrame:
        """Return the warnings about used rows by month, with the columns :data:`MONTHLY_WARNINGS`.

        Of a month whose rows are not among the samples the first row of all is listed.
        """
        rows = []
        for index, warning in enumerate(self.warnings):
            counts = self._by_month(self.counts.assign(n=self.counts[f"w{index}"]))
            amounts = self._by_month(self.counts.assign(n=self.counts[f"a{index}"]), every=True)
            broken = (
                self.samples[self.samples["broken"].to_numpy() >> index & 1 == 1] if len(counts) else None
            )
            for month, count in counts.items():
                own = broken[broken["row_month"] == month]
                _, label, line, header, value, *_ = self._places(
                    (own if len(own) else broken).head(1), warning.column, warning.reason, "row"
                )[0]
                place = (label, line, header, value, month)
                rows.append((self.table.name, warning.reason, count, amounts[month], *place))
        if customers is not None:
            reasons = [rule.reason for rule in self.table.warnings if rule.against == "customers"]
            rows += [row for reason in reasons for row in self._unknown_customers(customers, reason)]
        return pd.DataFrame(rows + self._assumed(settings), columns=MONTHLY_WARNINGS)

    @staticmethod
    def _by_month(counts: pd.DataFrame, *, every: bool = False) -> "pd.Series":
        """Return the sums of ``n`` by month, without months of none unless ``every`` one is asked for."""
        sums = counts.assign(month=counts["month"].astype("str")).groupby("month")["n"].sum()
        return (sums if every else sums[sums > 0]).astype(int)

    def _assumed(self, settings: Settings) -> list[tuple]:
        """Return the warnings about columns that are missing and have their default instead."""
        used = self.counts[self.counts["reason"] == ""]
        amounts = self._by_month(used.assign(n=used["amount"]), every=True)
        used = self._by_month(used.assign(n=used["row_count"]))
        present = {*self.rows.recognised.positions, *settings.tables[self.table.name].constants}
        return [
            (
                self.table.name,
                column.default_warning,
                n,
                amounts[month],
                self.rows.label,
                0,
                column.name,
                value,
                month,
            )
            for column in self.table.columns
            if column.default_warning and column.name not in present
            for value in [column.default(settings.site_rules)]
            for month, n in used.items()
        ]

    def _unknown_customers(self, customers: pd.DataFrame, reason: str) -> list[tuple]:
        counts = self.engine.frame(
            f"select customer_id, coalesce(_month, '') as month, count(*) as n, "
            f"coalesce(sum(_amount), 0) * {SCALE} as amount from {self.reasoned.used} c "
            f"group by customer_id, coalesce(_month, '')"
        )
        unknown = counts[~counts["customer_id"].isin(customers["customer_id"])].sort_values("customer_id")
        if unknown.empty:
            return []
        header = self.rows.recognised.header("customer_id")
        sums = unknown.groupby("month")[["n", "amount"]].sum().astype("int64")
        first = unknown.groupby("month")["customer_id"].first()
        return [
            (self.table.name, reason, n, amount, self.rows.label, 0, header, first[month], month)
            for month, n, amount in sums.itertuples(name=None)
        ]


def _place(row: dict, name: str, key: list[str]) -> str:
    """Return a value and behind it the key of its row, without the part that is the value itself."""
    value = row.get(name, "")
    parts = " ".join(row[part].strip() for part in key if row[part] and part != name)
    return f"{value} ({parts})" if value and parts else value or parts
