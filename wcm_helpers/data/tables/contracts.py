"""The contracts: from when to when, and whether they were renewed."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns

_OVERLAPPING = (
    "(file, row) in (select (m.file, m.row) from used_contracts m where exists (from used_contracts o "
    "where o.customer_id = m.customer_id and o.service is not distinct from m.service "
    "and o.contract_no <> m.contract_no and o.start_date > m.start_date "
    "and o.start_date <= coalesce(m.end_date, DATE '9999-12-31')))"
)
_NO_SUCH_CONTRACT = "renews is not null and renews not in (select contract_no from used_contracts)"

_REASONS = {
    "contract_ends_first": Reason(
        message("The contract ends before it begins."),
        message("Correct the first or the last day."),
    ),
    "contracts_overlap": Reason(
        message("Another contract of the customer for the same service begins before this one ends."),
        message("End the older contract on the day before, or name the services."),
    ),
    "renews_unknown": Reason(
        message("The contract that this one continues is not among the contracts."),
        message("Add it, or correct its number."),
    ),
    "negative_notice": Reason(
        message("The days of notice are negative."),
        message("Correct them."),
    ),
}


TABLE = Table(
    "contracts", "合同", "one row a contract", ("contract_no",),
    message("Without it no report shows which contracts end and whether they are renewed."),
    columns(
        ("contract_no", "id", "合同号/合同编号/协议编号/contract/contract number/contract id/agreement no", "number of the contract", True),
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose contract", True),
        ("sign_date", "date", "签订日期/签约日期/签署日期/signed on/signature date", "when it was signed"),
        ("start_date", "date", "生效日期/开始日期/起始日期/合同开始日期/effective date/from/valid from", "first day", True),
        ("end_date", "date", "到期日期/结束日期/终止日期/合同到期日/合同结束日期/到期/expiry date/expires/to/valid to", "last day"),
        ("auto_renew", "boolean", "自动续约/是否自动续约/自动续签/automatic renewal", "renewed unless someone gives notice"),
        ("notice_days", "number", "提前通知天数/通知期/通知天数/notice period", "days of notice"),
        ("renews", "id", "续签自/原合同号/previous contract", "contract that this one continues"),
        ("service", "text", "服务项/服务范围", "what it is about"),
    ),
    place=150,
    may_be_empty=True,
    warnings=(
        RowWarning("contract_ends_first", "end_date", "end_date < start_date"),
        RowWarning("contracts_overlap", "end_date", _OVERLAPPING),
        RowWarning("renews_unknown", "renews", _NO_SUCH_CONTRACT),
        RowWarning("negative_notice", "notice_days", "notice_days < 0"),
        RowWarning("unknown_customer", "customer_id", against="customers"),
    ),
    reasons=_REASONS,
)  # fmt: skip
