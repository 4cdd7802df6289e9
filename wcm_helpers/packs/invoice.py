"""What a customer was billed: of a month line by line, so that volumes add up to it, and by month."""

from collections.abc import Sequence

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.check import row_views
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.intake import Intake

COLUMNS = ("customer_id", "invoice_no", "service_code", "uom", "qty", "amount", "pass_through", "disputed")


def billed(intake: Intake, month: str, customers: Sequence[str]) -> pd.DataFrame:
    """Return the used billing rows of a month, summed by customer, invoice, service and unit.

    Parameters
    ----------
    intake : Intake
    month : str
        YYYY-MM, by the column that decides the month of a bill.
    customers : sequence of str

    Returns
    -------
    pd.DataFrame
        :data:`COLUMNS`, sorted: ``qty`` (float, NaN unknown), ``amount`` in ten-thousandths of the currency
        of the site without VAT, passed-on and disputed ones apart.
    """
    query = (
        "select customer_id, invoice_no, service_code, uom, sum(qty)::DOUBLE as qty, "
        f"(sum(_amount) * {SCALE})::BIGINT as amount, "
        "coalesce(pass_through, false) as pass_through, coalesce(disputed, false) as disputed "
        f"from used_billing where _month = '{month}' "
        "and customer_id in (select customer_id from chosen) group by all"
    )
    rows = _of_all_parts(intake, customers, query, COLUMNS)
    order = ["customer_id", "invoice_no", "service_code", "uom", "pass_through", "disputed"]
    return rows.sort_values(order, kind="stable", ignore_index=True)


def billed_by_month(intake: Intake, months: Sequence[str], customers: Sequence[str]) -> pd.DataFrame:
    """Return ``customer_id``, ``month`` and ``amount`` (as above) of the used billing rows of some months."""
    wanted = ", ".join(f"'{month}'" for month in months)
    query = (
        f"select customer_id, _month as month, (sum(_amount) * {SCALE})::BIGINT as amount from used_billing "
        f"where _month in ({wanted}) and customer_id in (select customer_id from chosen) group by all"
    )
    rows = _of_all_parts(intake, customers, query, ("customer_id", "month", "amount"))
    keys = ["customer_id", "month"]
    return rows.groupby(keys, as_index=False).sum().sort_values(keys, ignore_index=True)


def _of_all_parts(
    intake: Intake, customers: Sequence[str], query: str, columns: Sequence[str]
) -> pd.DataFrame:
    """Return the rows of a query of ``used_billing`` in every batch; ``chosen`` has the customers."""
    chosen = pd.DataFrame({"customer_id": list(customers)}, dtype=object)
    frames = []
    for part in intake.checked:
        if "billing" not in part.batch.tables:
            continue
        engine = DuckDb()
        try:
            row_views.create(engine, {"billing": part.batch.tables["billing"]}, part.folder)
            engine.connection.register("chosen", chosen)
            frames.append(engine.frame(query))
        finally:
            engine.connection.close()
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(columns))
    return rows[list(columns)]
