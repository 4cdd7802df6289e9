"""Small teams and books of customers for the tests of the managers."""

import pandas as pd

from wcm_helpers.reports.service_plan.managers.analysis import staffing
from wcm_helpers.reports.service_plan.parameters import ServicePlanSettings


def team(*rows):
    """Return a team from (manager, minutes, named, industries)."""
    frame = pd.DataFrame(rows, columns=["manager_id", "capacity", "named", "industries"])
    frame = frame.set_index("manager_id").astype({"named": object})
    return frame.assign(name=frame.index, sites=[()] * len(frame))


def customers(*rows):
    """Return customers from (customer, class, industry, minutes)."""
    frame = pd.DataFrame(rows, columns=["customer_id", "class", "industry", "minutes"])
    frame = frame.set_index("customer_id").astype({"industry": object})
    return frame.assign(package=frame["minutes"], talks=0, requests=0)


def staffed(book, managers, today=None, **rule):
    """Return the staffing of a book, by the default rule but for what is given."""
    current = None if today is None else pd.Series(today, dtype=object)
    return staffing(book, managers, current, {}, ServicePlanSettings(**rule))
