"""The entitlements: what a class or a customer is to receive beside the handling of its goods."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.dialects import Dialect
from wcm_helpers.data.tables.class_words import GIVEN_CLASSES
from wcm_helpers.data.tables.row_sql import unreadable
from wcm_helpers.data.tables.schema import Reason, RowWarning, SiteRules, Table, columns
from wcm_helpers.data.tables.service_words import ENTITLEMENTS, PERIODS
from wcm_helpers.data.tables.shared_checks import ends_first, from_the_beginning, overlapping

_REASONS = {
    "entitles_nobody": Reason(
        message("The row names neither a class nor a customer, so nobody is entitled by it."),
        message("Name the class or the customer."),
    ),
    "entitlement_ends_first": Reason(
        message("The entitlement ends before it begins; it never holds."),
        message("Correct the first or the last day."),
    ),
    "entitlements_overlap": Reason(
        message(
            "Another entitlement of the same customer or class to the same service holds on the same days; the one that began last counts."
        ),
        message("End the older entitlement on the day before the newer one begins."),
    ),
    "no_manager_hours": Reason(
        message("The hours of the manager are not more than 0."),
        message("Correct them, or leave the cell blank."),
    ),
    "no_level": Reason(
        message(
            "The hours of the response, or the number of talks or reviews, are missing or not more than 0."
        ),
        message("Give the level."),
    ),
    "no_period": Reason(
        message("The talks or reviews have no period, so nobody can tell how often they are due."),
        message("Give month, quarter or year as the period."),
    ),
}


def _faults(_site: SiteRules, _dialect: Dialect) -> list[str]:
    # A class that cannot be read would leave an entitlement of nobody.
    return unreadable(TABLE, "class")


TABLE = Table(
    "service_entitlements", "服务权益", "one row a customer or class, item and first day", ("customer_id", "class", "item", "valid_from"),
    message("Without it no report shows what a customer is entitled to and whether it received it."),
    columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose entitlement; blank for all of the class"),
        ("class", "choice", "等级/客户等级/客户级别/客户分级/customer class/tier/service tier", "A, B or C, where no customer is named", False, GIVEN_CLASSES),
        ("item", "choice", "权益/权益项/权益项目/服务项/服务项目/服务内容/service/service item/entitlement/benefit", "named_manager, priority_release, response, talk, review, self_service, base_support or value_added", True, ENTITLEMENTS),
        ("level", "number", "标准/水平/次数/数量/服务标准/value/quantity/target/standard", "hours of a response, or talks or reviews in the period"),
        ("period", "choice", "周期/频次周期/频率/frequency/interval/per", "month, quarter or year; blank for none", False, PERIODS),
        ("hours", "number", "客户经理工时/经理工时/月工时/每月工时/工时/manager hours/hours per month/monthly hours", "hours of the account manager a month"),
        ("valid_from", "date", "生效日期/开始日期/起始日期/start date/from/valid from", "first day it holds; without the column: from the beginning", True, {}, from_the_beginning),
        ("valid_to", "date", "失效日期/截止日期/结束日期/终止日期/end date/to/valid to", "last day it holds; blank: still"),
    ),
    place=190,
    optional_key=("customer_id", "class"),
    one_of=(((frozenset({"class"}), frozenset({"customer_id"})), message("class (or customer_id)")),),
    may_be_empty=True,
    faults=_faults,
    warnings=(
        RowWarning("entitles_nobody", "class", "class is null and customer_id is null"),
        RowWarning("no_level", "level", "item in ('response', 'talk', 'review') and coalesce(level, 0) <= 0"),
        RowWarning("no_period", "period", "item in ('talk', 'review') and period is null"),
        RowWarning("no_manager_hours", "hours", "hours <= 0"),
        RowWarning("entitlement_ends_first", "valid_to", ends_first()),
        RowWarning("entitlements_overlap", "valid_from", overlapping("service_entitlements", "customer_id", "class", "item")),
        RowWarning("unknown_customer", "customer_id", against="customers"),
    ),
    reasons=_REASONS,
)  # fmt: skip
