"""The lines of the invoices: the warehouse's own revenue."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.dialects import DUCKDB, Dialect
from wcm_helpers.data.tables.row_sql import (
    PRICED,
    fitted,
    is_bad,
    own_currency,
    priced_steps,
    unreadable,
)
from wcm_helpers.data.tables.schema import Reason, RowWarning, SiteRules, Table, columns
from wcm_helpers.data.tables.service_words import INVOICE_STATES


def _month(site: SiteRules, dialect: Dialect) -> str:
    by_date = dialect.month("doc_date")
    first, second = (by_date, "period") if site.billing_month == "doc_date" else ("period", by_date)
    return f"coalesce({first}, {second})"


def _amount(site: SiteRules) -> str:
    """Return the amount, else price × quantity × (1 - discount), without VAT and in the site's currency.

    A credit note is negative whatever its sign in the export.
    """
    value = (
        f"case when {is_bad(TABLE, 'amount_ex_vat')} then null "
        f"when amount_ex_vat is not null then amount_ex_vat "
        f"when {is_bad(TABLE, 'discount')} then null else {PRICED.format(quantity='qty')} end"
    )
    if site.vat == "included":
        value = f"round(({value}) / (1 + vat_rate), 4)"
    rate = f"case when {own_currency(site, DUCKDB)} then 1 else fx_rate end"
    amount = f"round(try_cast({value} as DECIMAL(22, 4)) * ({rate}), 4)"
    if site.vat != "included":  # most lines: an amount in the site's currency, without further arithmetic
        plain = f"amount_ex_vat is not null and {own_currency(site, DUCKDB)}"
        amount = f"case when {plain} then amount_ex_vat else try_cast({amount} as DECIMAL(18, 4)) end"
    negative = f"case when credit_note and {amount} > 0 then -({amount}) else {amount} end"
    return f"try_cast({negative} as DECIMAL(18, 4))"


def _amount_steps(site: SiteRules, dialect: Dialect) -> list[str]:
    net = "round(_priced / (1 + vat_rate), 4)" if site.vat == "included" else "_priced"
    rate = f"case when {own_currency(site, dialect)} then 1 else fx_rate end"
    return [
        *priced_steps(TABLE, "qty", "amount_ex_vat"),
        f"{net} as _without_vat",
        f"case when abs(_without_vat) < {10**18} then cast(_without_vat as DECIMAL(22, 4)) end as _net",
        f"round(_net * cast({rate} as DECIMAL(15, 6)), 4) as _own",
        "case when credit_note and _own > 0 then -_own else _own end as _signed",
        f"{fitted('_signed')} as _amount",
    ]


def _faults(site: SiteRules, dialect: Dialect) -> list[str]:
    deciding = "doc_date" if site.billing_month == "doc_date" else "period"
    with_vat = "when _amount is null and vat_rate is null then 'no_vat:vat_rate'"
    return [
        "when status = 'void' then 'void:status'",
        "when status = 'draft' then 'draft:status'",
        *unreadable(TABLE, "amount_ex_vat", "credit_note", "pass_through", "disputed", "currency", deciding),
        *unreadable(TABLE, "period", "doc_date", when="_month is null and "),
        "when _month is null then 'no_month:doc_date'",
        *unreadable(
            TABLE, "unit_price", "qty", "discount", "vat_rate", "fx_rate", when="_amount is null and "
        ),
        f"when _amount is null and not {own_currency(site, dialect)} and fx_rate is null "
        f"then 'no_rate:currency'",
        *([with_vat] if site.vat == "included" else []),
        "when _amount is null then 'no_amount:amount_ex_vat'",
    ]


_OFF_BY = (  # beyond rounding
    "abs(abs(amount_ex_vat) - abs(cast(unit_price as DECIMAL(21, 6)) * qty * (1 - coalesce(discount, 0))))"
    " > greatest(1, cast(abs(amount_ex_vat) as DECIMAL(21, 4)) * 0.005)"
)
_OTHER_MONTH = (
    "extract(year from doc_date) * 100 + extract(month from doc_date)"
    " <> cast(replace(period, '-', '') as INTEGER)"
)


_REASONS = {
    "void": Reason(
        message("The invoice is void, so it is no revenue."),
        message("If the word means another state, name it under values in the settings."),
    ),
    "no_month": Reason(
        message("The line has neither a document date nor a period."), message("Give one of them.")
    ),
    "no_vat": Reason(
        message("The amount includes VAT, and there is no VAT rate to deduct it by."),
        message("Give vat_rate."),
    ),
    "no_rate": Reason(
        message("The line is in another currency and has no exchange rate."), message("Give fx_rate.")
    ),
    "no_amount": Reason(
        message("The line has no amount, nor a price and a quantity to compute it from."),
        message("Give one of them."),
    ),
    "credit_positive": Reason(message("The credit note has a positive amount; it counts as negative.")),
    "amount_mismatch": Reason(
        message("Price × quantity differs from the amount by more than 0.5%; the amount counts."),
        message("Check the invoice."),
    ),
    "other_month": Reason(
        message("Period and document date are in different months; billing_month in the settings decides.")
    ),
}


TABLE = Table(
    "billing", "账单明细", "one line of an invoice", ("invoice_no", "line_no"),
    message("Without it there is no revenue; customers can be classified by order value, orders or units."),
    columns(
        ("invoice_no", "id", "发票号/账单号/账单编号/单据编号/单据号/invoice/invoice number/billing document/bill doc", "invoice or bill"),
        ("line_no", "id", "行号/明细行号/line/item", "number of the line"),
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id/payer/bill-to party", "who pays", True),
        ("period", "month", "账期/所属月份/计费月份/billing month/month", "month the service was given"),
        ("doc_date", "date", "开票日期/出账日期/单据日期/账单日期/invoice date/bill date/billing date/date/document date/日期", "date of the document"),
        ("service_code", "text", "费用项/费用类型/费用项目/服务项目/service/charge/charge type", "仓储, 装卸, 出库操作, 包装, 配送, 增值 or other"),
        ("qty", "number", "数量/计费数量/quantity", "quantity charged"),
        ("uom", "text", "单位/计费单位/unit", "unit of quantity"),
        ("unit_price", "price", "单价/费率/price/rate", "price of one unit"),
        ("discount", "share", "折扣/折扣率", "share taken off the price, 0 to 1", False, {}, None, "", False, True),
        ("amount_ex_vat", "amount", "不含税金额/金额/未税金额/费用金额/amount/net amount/net value/charge amount/untaxed amount", "amount without VAT"),
        ("vat_rate", "share", "税率/vat/tax rate", "VAT rate, 0 to 1", False, {}, None, "", False, True),
        ("currency", "text", "币种/货币/币别/curr", "currency of the line; the site's where blank"),
        ("fx_rate", "price", "汇率/exchange rate", "site currency for one unit of the line's, at the document date"),
        ("credit_note", "boolean", "红字/冲销/红冲/是否冲销/credit", "a credit note: counts as negative revenue"),
        ("pass_through", "boolean", "代收代付/代垫", "charged on for others; not revenue"),
        ("disputed", "boolean", "争议/有争议", "in dispute; not revenue until settled"),
        ("status", "choice", "发票状态/单据状态/开票状态/审核状态/审核标志/状态/invoice status/state", "valid, void or draft; void ones and drafts are not revenue", False, INVOICE_STATES),
    ),
    place=40,
    apart_by="customer_id",
    number="invoice_no",
    feeds="billing",
    fact_columns=("customer_id", "_month", "_amount", "pass_through", "disputed", "doc_date", "period"),
    month=_month,
    amount=_amount,
    amount_steps=_amount_steps,
    faults=_faults,
    no_business="status in ('void', 'draft')",
    made_needed=("_month", "_amount"),
    one_of=(
        ((frozenset({"doc_date"}), frozenset({"period"})), message("doc_date (or period)")),
        (
            (frozenset({"amount_ex_vat"}), frozenset({"unit_price", "qty"})),
            message("amount_ex_vat (or unit_price and qty)"),
        ),
    ),
    warnings=(
        RowWarning("credit_positive", "amount_ex_vat", "credit_note and amount_ex_vat > 0"),
        RowWarning("amount_mismatch", "amount_ex_vat", _OFF_BY, counts_otherwise=True),
        RowWarning("other_month", "period", _OTHER_MONTH),
        RowWarning("unknown_customer", "customer_id", against="customers"),
    ),
    past_dates=("doc_date",),
    deciding=("credit_note", "pass_through", "disputed", "status", "currency", "vat_rate"),
    reasons=_REASONS,
)  # fmt: skip
