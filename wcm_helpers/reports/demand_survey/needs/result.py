"""The needs of a survey, in numbers."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from wcm_helpers.methods.needs import CANNOT_TELL, COMMON, MINORITY, NeedVerdicts

#: The scope of a common need; others are ``class:A``, ``industry:…`` or ``customer:…``.
EVERYONE = "everyone"


@dataclass(frozen=True, eq=False)
class Needs:
    """Who wants what, and what the answers cannot tell.

    Attributes
    ----------
    verdicts : NeedVerdicts or None
        None where there is nothing to judge; see ``reason``.
    wanted : pd.DataFrame of float
        Customers × needs, from 0 to 1; responses instead of customers where the survey is anonymous.
    groups : pd.DataFrame
        The class and the industry of the same customers, None where unknown or too small to be shown.
    own : pd.DataFrame
        One row a customer and need that few others have: ``customer_id``, ``need``, ``others`` (customers
        that answered), ``share``, ``low``, ``high`` (of the others that want it, 95 %).
    detectable : pd.DataFrame
        As :func:`wcm_helpers.methods.detectable.detectable_differences` returns it.
    hidden : set of (need, grouping, group)
        Cells of an anonymous survey that must not be shown; ``(need, "", "")`` for the share of everyone.
    anonymous : bool
    reason : {"", "no_questions", "no_answers", "too_few"}
        Why there is nothing to judge.
    """

    verdicts: NeedVerdicts | None
    wanted: pd.DataFrame
    groups: pd.DataFrame
    own: pd.DataFrame
    detectable: pd.DataFrame
    hidden: set[tuple[str, str, str]] = field(default_factory=set)
    anonymous: bool = False
    reason: str = ""

    @property
    def common(self) -> list[str]:
        """The needs of everyone, the most wanted first."""
        return self.verdicts.of(COMMON) if self.verdicts else []

    @property
    def minority(self) -> list[str]:
        """The needs of a minority in every class, the most wanted first."""
        return self.verdicts.of(MINORITY) if self.verdicts else []

    @property
    def undecided(self) -> list[str]:
        """The needs of which the answers cannot tell, the most wanted first."""
        return self.verdicts.of(CANNOT_TELL) if self.verdicts else []

    @property
    def exposed(self) -> set[tuple[str, str]]:
        """The needs and groupings with a hidden cell: figures of all their groups are not shown either."""
        return {(need, grouping) for need, grouping, _group in self.hidden}

    @property
    def named(self) -> pd.DataFrame:
        """The rows of ``verdicts.tests`` that name a group, the largest difference first.

        Of an anonymous survey the share of the others is missing where a hidden cell could be computed from
        it.
        """
        if self.verdicts is None:
            return pd.DataFrame(columns=["need", "grouping", "group", "n", "share"])
        tests = self.verdicts.tests
        rows = tests[tests["individual"].astype(bool)]
        rows = rows.sort_values("difference", ascending=False, kind="stable", ignore_index=True)
        keys = rows[["need", "grouping"]].itertuples(index=False, name=None)
        exposed = np.array([key in self.exposed for key in keys], dtype=bool)
        columns = ["rest_share", "difference", "low", "high", "p"]
        return rows.assign(**{name: rows[name].mask(exposed) for name in columns})

    @property
    def individual(self) -> dict[str, list[str]]:
        """The needs of each group and customer by ``class:A``, ``industry:…`` and ``customer:…``."""
        scopes: dict[str, list[str]] = {}
        for grouping, group, need in self.named[["grouping", "group", "need"]].itertuples(index=False):
            scopes.setdefault(f"{grouping}:{group}", []).append(need)
        for customer, need in self.own[["customer_id", "need"]].itertuples(index=False):
            scopes.setdefault(f"customer:{customer}", []).append(need)
        return scopes

    @property
    def detectable_difference(self) -> float | None:
        """The smallest difference the answers would have shown in the first class; None without one."""
        rows = self.detectable[self.detectable["grouping"] == "class"]
        known = (rows if len(rows) else self.detectable)["difference"]
        return None if known.empty or pd.isna(known.iloc[0]) else float(known.iloc[0])

    @property
    def findings(self) -> pd.DataFrame:
        """One row a need and scope: ``need``, ``scope`` (``everyone``, ``class:A`` …), ``share``, ``n``.

        Common needs first, then those of groups, then those of single customers.
        """
        rows: list[tuple[str, str, float, int]] = []
        for need in self.common:
            row = self.verdicts.needs.loc[need]
            rows.append((need, EVERYONE, float(row["share"]), int(row["n"])))
        for row in self.named.itertuples():
            rows.append((row.need, f"{row.grouping}:{row.group}", float(row.share), int(row.n)))
        for row in self.own.itertuples():
            wanted = float(self.wanted.loc[row.customer_id, row.need])
            rows.append((row.need, f"customer:{row.customer_id}", wanted, 1))
        return pd.DataFrame(rows, columns=["need", "scope", "share", "n"])
