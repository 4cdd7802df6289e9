"""The contracts: from when to when, and whether they were renewed."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Table, columns

TABLE = Table(
    "contracts", "合同", "one row a contract", ("contract_no",),
    message("Without it nothing tells which contracts end and whether they are renewed."),
    columns(
        ("contract_no", "id", "合同号/合同编号/contract/contract number", "number of the contract", True),
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose contract", True),
        ("sign_date", "date", "签订日期/签约日期", "when it was signed"),
        ("start_date", "date", "生效日期/开始日期/合同开始日期", "first day", True),
        ("end_date", "date", "到期日期/结束日期/合同到期日/到期", "last day"),
        ("auto_renew", "boolean", "自动续约/是否自动续约", "renewed unless someone gives notice"),
        ("notice_days", "number", "提前通知天数/通知期", "days of notice"),
        ("renews", "id", "续签自/原合同号/previous contract", "contract that this one continues"),
        ("service", "text", "服务项/服务范围", "what it is about"),
    ),
    place=150,
    may_be_empty=True,
)  # fmt: skip
