"""What customers were billed for: the amount of each service by customer and month.

Summed by the engine from the used rows, since bills may have many more lines than there is memory for.
"""

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.intake import Intake
from wcm_helpers.data.remote.tables import tables_there
from wcm_helpers.data.tables import COMPUTED_ON_ENGINE

#: Columns of the result: amounts in ten-thousandths of the site's currency.
COLUMNS = ("customer_id", "month", "service", "amount")


def billed_services(intake: Intake, first: str, last: str) -> pd.DataFrame | None:
    """Return what each customer was billed for each service in the months from ``first`` to ``last``.

    Amounts passed on for others and amounts in dispute are no revenue and are left out; credit notes are
    deducted. Lines without a service are left out.

    Parameters
    ----------
    intake : Intake
    first, last : str
        Months, YYYY-MM.

    Returns
    -------
    pd.DataFrame or None
        :data:`COLUMNS`, by month, customer and service; None where no bills came in, where they name no
        services, or where they stay on another engine.
    """
    if "billing" in tables_there(intake.settings) and "billing" in COMPUTED_ON_ENGINE:
        return None
    amounts = intake.by_batch("billing", _QUERY.format(first=first, last=last))
    rows = pd.DataFrame(amounts, columns=list(COLUMNS))
    if rows.empty:
        return None
    sums = rows.groupby(["month", "customer_id", "service"], sort=True)["amount"].sum().reset_index()
    return sums[list(COLUMNS)].astype({"amount": "int64"})


_QUERY = (
    "select customer_id, _month as month, service_code as service, "
    f"cast(sum(_amount) * {SCALE} as BIGINT) as amount from used_billing "
    "where _month between '{first}' and '{last}' and service_code is not null "
    "and not coalesce(pass_through, false) and not coalesce(disputed, false) group by all"
)
