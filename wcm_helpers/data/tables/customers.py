"""The customer master data: names, industries, contracts and states."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns

#: Parts of a name that do not distinguish two companies.
_LEGAL_FORMS = "有限责任公司|股份有限公司|有限公司|公司|[()（）\\s.,]|co\\.?,? ?ltd\\.?|gmbh|inc\\.?"

#: Names that are equal but for their legal form.
_TWIN_NAMES = (
    "select unnest(names) from (select list(customer_name) as names from used_customers "
    "where customer_name is not null "
    f"group by regexp_replace(lower(customer_name), '{_LEGAL_FORMS}', '', 'g') having count(*) > 1)"
)


_REASONS = {
    "same_name": Reason(
        message("The same company name appears under two customer numbers."),
        message("Merge them if they are one customer."),
    ),
    "unknown_parent": Reason(
        message("The parent is not in the customer table."), message("Add it to the customer table.")
    ),
}


TABLE = Table(
    "customers", "客户主数据", "one row a customer", ("customer_id",),
    message("Without it customers appear under their numbers, without industry, contract or status."),
    columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "the owner of the goods, who pays", True),
        ("customer_name", "text", "客户名称/公司名称/货主名称/名称/company name/company/name/account name", "as it stands on reports"),
        ("parent_id", "id", "集团编号/上级客户/parent", "group the customer belongs to"),
        ("customer_type", "text", "业务类型/客户类型/type", "合同仓储, 电商仓配, 散客 or 平台"),
        ("industry", "text", "行业/所属行业/sector", "industry"),
        ("contractual", "boolean", "是否合同客户/contract customer", "bound by a contract"),
        ("region", "text", "区域/地区/country", "where the customer sits"),
        ("site_ids", "text", "服务仓库/所属仓库/仓库/site/sites/warehouse/warehouses", "warehouses that serve it"),
        ("start_date", "date", "合作开始日期/开始合作日期/since/customer since", "first day of business"),
        ("end_date", "date", "终止日期/结束日期", "last day of business"),
        ("account_manager_id", "id", "客户经理/负责人/account manager", "who looks after it"),
        ("current_level", "text", "客户等级/客户级别/等级/客户分级/class/customer class/level/tier", "class in the customer system today"),
        ("status", "text", "状态/是否有效/客户状态", "active, paused or ended"),
        ("public_sector", "boolean", "是否国企/机关", "state-owned or public body"),
    ),
    place=10,
    warnings=(
        RowWarning("same_name", "customer_name", f"customer_name in ({_TWIN_NAMES})"),
        RowWarning("unknown_parent", "parent_id", "parent_id is not null and parent_id not in (select customer_id from used_customers)"),
    ),
    defines_customers=True,
    reasons=_REASONS,
)  # fmt: skip
