"""Classes set by hand for a time: they go before the computed class."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.dialects import Dialect
from wcm_helpers.data.tables.class_words import GIVEN_CLASSES
from wcm_helpers.data.tables.row_sql import is_bad
from wcm_helpers.data.tables.schema import Reason, RowWarning, SiteRules, Table, columns


def _month(_site: SiteRules, dialect: Dialect) -> str:
    return dialect.month("valid_from")


def _faults(_site: SiteRules, _dialect: Dialect) -> list[str]:
    return [
        f"when expires is null and not {is_bad(TABLE, 'expires')} then 'no_end:expires'",
        "when expires < valid_from then 'ends_early:expires'",
    ]


_OVERLAPS = (
    "exists (from used_class_overrides o where o.customer_id = used_class_overrides.customer_id and "
    "o.valid_from < used_class_overrides.valid_from and o.expires >= used_class_overrides.valid_from)"
)


_REASONS = {
    "no_end": Reason(
        message("The class set by hand has no last day; it must be limited in time."),
        message("Give its last day."),
    ),
    "ends_early": Reason(message("The last day is before the first."), message("Correct one of the two.")),
    "overlaps": Reason(
        message("It begins before the previous one of this customer has ended; the later one counts."),
        message("End the earlier one."),
    ),
}


TABLE = Table(
    "class_overrides", "等级调整", "a class given by hand, for a time", ("customer_id", "valid_from"),
    message("Without it no class is set by hand, and the official class follows the rule alone."),
    columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose class", True),
        ("class", "choice", "等级/调整等级/调整后等级/客户等级/客户级别/official class/new class/level", "A, B or C", True, GIVEN_CLASSES),
        ("approved_by", "text", "批准人/审批人/审批/approver/approved", "who allowed it"),
        ("reason", "text", "原因/调整原因/理由/说明/why", "why"),
        ("valid_from", "date", "生效日期/生效日/开始日期/起始日期/valid since/start date/from", "first day it holds", True),
        ("expires", "date", "失效日期/到期日/失效日/到期日期/截止日期/结束日期/valid to/valid until/end date/expiry date/until", "last day it holds; there must be one", True),
    ),
    place=60,
    month=_month,
    faults=_faults,
    faults_first=True,
    every_row_checked=True,
    warnings=(
        RowWarning("no_such_customer", "customer_id", against="customers"),
        RowWarning("overlaps", "valid_from", _OVERLAPS),
    ),
    may_be_empty=True,
    persons=("approved_by",),
    reasons_given=("reason",),
    reasons=_REASONS,
)  # fmt: skip
