"""The needs that a proposal may answer: those with the verdict common, and each group's or customer's own."""

from collections.abc import Iterable

from wcm_helpers.methods.needs import COMMON, NeedVerdicts
from wcm_helpers.reports.demand_survey.proposals.analysis import EVERYONE, Wanted


def wanted_needs(verdicts: NeedVerdicts, own: Iterable[tuple[str, str, float]] = ()) -> list[Wanted]:
    """Return the common needs, the individual ones by group, and those of single customers.

    Parameters
    ----------
    verdicts : NeedVerdicts
    own : iterable of (customer, need, share)
        What a customer wants unlike its peers, and the share of its peers that want it.
    """
    table, tests = verdicts.needs, verdicts.tests
    common = [
        Wanted(need, EVERYONE, float(table.at[need, "share"]), int(table.at[need, "n"]))
        for need in verdicts.of(COMMON)
    ]
    groups = [
        Wanted(row.need, f"{row.grouping}:{row.group}", float(row.share), int(row.n), float(row.rest_share))
        for row in tests[tests["individual"].astype(bool)].itertuples()
    ]
    customers = [Wanted(need, f"customer:{customer}", 1.0, 1, share) for customer, need, share in own]
    return [*common, *groups, *customers]
