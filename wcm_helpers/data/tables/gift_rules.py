"""The rules of gifts: what may be given to whom, and how often a year."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.class_words import GIVEN_CLASSES
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns

_REASONS = {
    "negative_gift": Reason(
        message("The largest value of a gift or its times a year are negative."),
        message("Correct them; 0 allows none."),
    ),
    "no_gift_limit": Reason(
        message("The rule names no largest value, so it allows no gift for certain."),
        message("Give the largest value; 0 allows none."),
    ),
}


TABLE = Table(
    "gift_rules", "礼品规则", "one row a class, and public bodies or others", ("class", "public_sector"),
    message("Without it no gift is planned."),
    columns(
        ("class", "choice", "等级/客户等级/客户级别/customer class/tier", "A, B or C; blank for all", False, GIVEN_CLASSES),
        ("public_sector", "boolean", "是否国企/是否机关/是否国企机关/国企/public body/state-owned", "for state-owned and public bodies; blank for all"),
        ("cap", "amount", "上限/金额上限/单次上限/限额/限额金额/limit/maximum/max value", "largest value of a gift, in the site's currency"),
        ("times", "number", "次数/每年次数/年次数/频次/times a year/per year/frequency", "how often a year"),
        ("note", "text", "备注/说明/remark/comment", "note"),
    ),
    place=270,
    optional_key=("class", "public_sector"),
    may_be_empty=True,
    free_texts=("note",),
    warnings=(
        RowWarning("no_gift_limit", "cap", "cap is null"),
        RowWarning("negative_gift", "cap", "cap < 0 or times < 0"),
    ),
    reasons=_REASONS,
)  # fmt: skip
