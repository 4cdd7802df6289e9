"""The stock counts: what the system had and what was counted."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns

_REASONS = {
    "negative_count": Reason(
        message("A quantity is negative; it counts as it is."),
        message("Check the count."),
    ),
}


TABLE = Table(
    "stock_counts", "盘点", "one row an article counted", ("site_id", "counted_on", "customer_id", "sku_id", "location"),
    message("Without it no report shows how accurate the stock is."),
    columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose stock", True),
        ("site_id", "id", "仓库编码/仓库/warehouse/site", "warehouse"),
        ("counted_on", "date", "盘点日期/日期/count date", "day of the count", True),
        ("sku_id", "id", "商品编码/货品编码/物料编码/sku/item code", "article", True),
        ("location", "text", "库位/货位", "place"),
        ("qty_book", "number", "账面数量/账存数量/系统数量/库存数量/book quantity/system quantity/expected quantity", "quantity of the system", True),
        ("qty_counted", "number", "实盘数量/实存数量/盘点数量/counted quantity/actual quantity", "quantity counted", True),
        ("unit_cost", "price", "成本单价/单价", "cost of one unit"),
    ),
    place=180,
    optional_key=("site_id", "location"),
    may_be_empty=True,
    past_dates=("counted_on",),
    warnings=(
        RowWarning("negative_count", "qty_counted", "qty_counted < 0 or qty_book < 0"),
        RowWarning("unknown_customer", "customer_id", against="customers"),
    ),
    reasons=_REASONS,
)  # fmt: skip
