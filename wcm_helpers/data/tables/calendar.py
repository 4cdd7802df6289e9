"""The calendar: holidays and the days worked in their place."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Table, columns

TABLE = Table(
    "calendar", "工作日历", "one row a day that is not as its weekday", ("date",),
    message("Without it Monday to Friday are working days, and no holiday is known."),
    columns(
        ("date", "date", "日期/day/holiday date/节日日期", "the day", True),
        ("workday", "boolean", "是否工作日/工作日/上班/是否上班/working day/is workday/work day", "whether it is worked", True),
        ("holiday", "text", "节假日/节假日名称/名称/名称说明/holiday name/name", "name of the holiday"),
        ("source_year", "text", "来源年份/年份/公告年份/source year/year", "year of the announcement it is taken from"),
    ),
    place=120,
    may_be_empty=True,
)  # fmt: skip
