"""What a customer was billed in a month, line by line, so that volumes add up to the invoice."""

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
    frames = []
    for part in intake.checked:
        if "billing" not in part.batch.tables:
            continue
        engine = DuckDb()
        try:
            row_views.create(engine, {"billing": part.batch.tables["billing"]}, part.folder)
            engine.connection.register("chosen", pd.DataFrame({"customer_id": list(customers)}, dtype=object))
            frames.append(
                engine.frame(
                    "select customer_id, invoice_no, service_code, uom, sum(qty)::DOUBLE as qty, "
                    f"(sum(_amount) * {SCALE})::BIGINT as amount, "
                    "coalesce(pass_through, false) as pass_through, coalesce(disputed, false) as disputed "
                    f"from used_billing where _month = '{month}' "
                    "and customer_id in (select customer_id from chosen) group by all"
                )
            )
        finally:
            engine.connection.close()
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(COLUMNS))
    order = ["customer_id", "invoice_no", "service_code", "uom", "pass_through", "disputed"]
    return rows[list(COLUMNS)].sort_values(order, kind="stable", ignore_index=True)
