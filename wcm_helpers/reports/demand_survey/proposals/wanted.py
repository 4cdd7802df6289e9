"""The needs that a proposal may answer: common ones, and each group's or customer's own."""

from wcm_helpers.reports.demand_survey.needs.result import Needs
from wcm_helpers.reports.demand_survey.proposals.analysis import EVERYONE, Wanted


def wanted_needs(needs: Needs) -> list[Wanted]:
    """Return the common needs, the individual ones by group, and those of single customers.

    What must not be shown of an anonymous survey is left out.
    """
    if needs.verdicts is None:
        return []
    table = needs.verdicts.needs
    common = [
        Wanted(need, EVERYONE, float(table.at[need, "share"]), int(table.at[need, "n"]))
        for need in needs.common
        if (need, "", "") not in needs.hidden
    ]
    groups = [
        Wanted(row.need, f"{row.grouping}:{row.group}", float(row.share), int(row.n), float(row.rest_share))
        for row in needs.named.itertuples()
        if (row.need, row.grouping, row.group) not in needs.hidden
    ]
    customers = [
        Wanted(row.need, f"customer:{row.customer_id}", 1.0, 1, float(row.share))
        for row in needs.own.itertuples()
    ]
    return [*common, *groups, *customers]
