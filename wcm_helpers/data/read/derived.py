"""What the rules of a table make of its cells: the month of a row, its amount, and why it cannot be used.

Each rule is SQL over the columns of the contract, so that it runs inside the one scan of the export.
"""

from wcm_helpers.data.read.typed import among
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.sql import quoted
from wcm_helpers.data.tables.schema import Table

#: Exact to the digit: computed in 38 digits, rounded once, to a ten-thousandth. Without the cast the
#: engine computes in 18 and stops at the first large product.
_PRICED = "round(cast(unit_price as DECIMAL(21, 6)) * {quantity} * (1 - coalesce(discount, 0)), 4)"


def derived_columns(table: Table, settings: Settings) -> str:
    """Return the SQL of ``_month`` and ``_amount`` for a table's rows.

    The amount is what the export says, else unit price × quantity × (1 − discount). Billing is brought to
    the site's currency and freed of VAT; a credit note is negative whatever its sign in the export.
    """
    if table.name == "billing":
        return f"{_billing_month(settings)} as _month, {_billing_amount(table, settings)} as _amount"
    if table.name == "costs":
        return "month as _month, cost as _amount"
    if table.name == "class_overrides":
        return "strftime(valid_from, '%Y-%m') as _month, cast(null as DECIMAL(18, 4)) as _amount"
    if table.name == "class_history":  # its values are sums over windows: they add up to nothing
        return "month as _month, cast(null as DECIMAL(18, 4)) as _amount"
    if table.name == "orders":
        return "strftime(created_at, '%Y-%m') as _month, goods_value as _amount"
    if table.name == "order_lines":
        priced = _quickly_priced("qty_ordered")
        value = f"case when {_bad(table, 'amount')} then null when amount is not null then amount "
        value += f"when {_bad(table, 'discount')} then null else {priced} end"
        return f"cast(null as VARCHAR) as _month, try_cast({value} as DECIMAL(18, 4)) as _amount"
    return "cast(null as VARCHAR) as _month, cast(null as DECIMAL(18, 4)) as _amount"


def _quickly_priced(quantity: str) -> str:
    """Return the SQL of price × quantity × (1 − discount), in 18 digits where that is as exact.

    The engine counts in 18 digits ten times as fast as in 38; six decimals and whole pieces fit.
    """
    small = (
        f"unit_price between -99999 and 99999 and {quantity} between -9999999 and 9999999 "
        f"and {quantity} = cast({quantity} as DECIMAL(15, 0)) and coalesce(discount, 0) = 0"
    )
    product = f"cast(unit_price as DECIMAL(11, 6)) * cast({quantity} as DECIMAL(7, 0))"
    exact = f"try_cast({_PRICED.format(quantity=quantity)} as DECIMAL(18, 4))"
    return f"case when {small} then cast({product} as DECIMAL(18, 4)) else {exact} end"


def _billing_month(settings: Settings) -> str:
    by_date = "strftime(doc_date, '%Y-%m')"
    first, second = (by_date, "period") if settings.billing_month == "doc_date" else ("period", by_date)
    return f"coalesce({first}, {second})"


def _billing_amount(table: Table, settings: Settings) -> str:
    priced = _PRICED.format(quantity="qty")
    given = (
        f"case when {_bad(table, 'amount_ex_vat')} then null "
        f"when amount_ex_vat is not null then amount_ex_vat "
        f"when {_bad(table, 'discount')} then null else {priced} end"
    )
    if settings.site.vat == "included":
        given = f"round(({given}) / (1 + vat_rate), 4)"
    rate = f"case when {_own_currency(settings)} then 1 else fx_rate end"
    amount = f"round(try_cast({given} as DECIMAL(22, 4)) * ({rate}), 4)"
    if settings.site.vat != "included":  # most lines: an amount in the site's currency, as it stands
        own = f"amount_ex_vat is not null and {_own_currency(settings)}"
        amount = f"case when {own} then amount_ex_vat else try_cast({amount} as DECIMAL(18, 4)) end"
    negative = f"case when credit_note and {amount} > 0 then -({amount}) else {amount} end"
    return f"try_cast({negative} as DECIMAL(18, 4))"


def _own_currency(settings: Settings) -> str:
    own = settings.site.currency
    names = [own, *(["RMB", "人民币", "元", "¥", "￥"] if own == "CNY" else [])]
    return among(f"coalesce(upper(currency), {quoted(own)})", names)


def _bad(table: Table, column: str) -> str:
    return f"(_bad & {1 << table.names.index(column)}) <> 0"


def row_faults(table: Table, settings: Settings) -> str:
    """Return the SQL branches that say why a row cannot be used.

    A cell that cannot be read costs the row only where it decides: its key, its month, its amount, or
    whether the amount counts.
    """
    rules = {"billing": _billing_faults, "order_lines": _line_faults}.get(table.name, _told_class_faults)
    own = rules(table, settings)
    needed = [
        branch
        for column in table.columns
        if column.needed
        for branch in (
            f"when {_bad(table, column.name)} then 'unreadable:{column.name}'",
            f"when {column.name} is null then 'blank:{column.name}'",
        )
    ]
    return " ".join(own + needed if table.name == "class_overrides" else needed + own)


def to_look_at(table: Table) -> str:
    """Return the SQL of a test that holds for every row :func:`row_faults` tells of whose cells are clean.

    Empty for a table whose rows are all to be looked at.

    Examples
    --------
    >>> from wcm_helpers.data.tables.schema import COSTS
    >>> to_look_at(COSTS)
    'customer_id is null or month is null or cost is null'
    """
    if table.name in ("class_overrides", "class_history"):
        return ""
    blank = [column.name for column in table.columns if column.needed]
    made = ["_month", "_amount"] if table.name == "billing" else []
    return " or ".join(f"{name} is null" for name in [*blank, *made])


def _told_class_faults(table: Table, _settings: Settings) -> list[str]:
    if table.name == "class_overrides":
        return [
            f"when expires is null and not {_bad(table, 'expires')} then 'no_end:expires'",
            "when expires < valid_from then 'ends_early:expires'",
        ]
    if table.name == "class_history":  # a class that cannot be read is not the same as none
        return [
            f"when {_bad(table, name)} then 'unreadable:{name}'"
            for name in ("class", "official_class", "value")
        ]
    return []


def _line_faults(table: Table, _settings: Settings) -> list[str]:
    return [f"when {_bad(table, 'amount')} then 'unreadable:amount'"] + [
        f"when _amount is null and {_bad(table, name)} then 'unreadable:{name}'"
        for name in ("unit_price", "discount")
    ]


def _billing_faults(table: Table, settings: Settings) -> list[str]:
    deciding = "doc_date" if settings.billing_month == "doc_date" else "period"
    branches = [
        f"when {_bad(table, name)} then 'unreadable:{name}'"
        for name in ("amount_ex_vat", "credit_note", "pass_through", "disputed", deciding)
    ]
    for name in ("period", "doc_date"):
        branches.append(f"when _month is null and {_bad(table, name)} then 'unreadable:{name}'")
    branches.append("when _month is null then 'no_month:doc_date'")
    for name in ("unit_price", "qty", "discount", "vat_rate", "fx_rate"):
        branches.append(f"when _amount is null and {_bad(table, name)} then 'unreadable:{name}'")
    branches.append(
        f"when _amount is null and not {_own_currency(settings)} and fx_rate is null then 'no_rate:currency'"
    )
    if settings.site.vat == "included":
        branches.append("when _amount is null and vat_rate is null then 'no_vat:vat_rate'")
    return [*branches, "when _amount is null then 'no_amount:amount_ex_vat'"]
