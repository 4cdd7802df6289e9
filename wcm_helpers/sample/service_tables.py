"""Write the terms, the calendar, the contracts, the stock counts and the improvement register."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months, last_day
from wcm_helpers.sample.chance import stream
from wcm_helpers.sample.planted_service import ServicePlan
from wcm_helpers.sample.world import World

#: Class, service, severity, cut-off, hours, clock, target.
_TERMS = (
    ("A", "出库", "", "17:00", 24, "7x24", "95%"), ("B", "出库", "", "16:00", 30, "7x24", "95%"),
    ("C", "出库", "", "15:00", 48, "7x24", "95%"),
    ("A", "响应", "紧急", "", 1, "7x24", "95%"), ("A", "响应", "", "", 4, "7x24", "95%"),
    ("B", "响应", "", "", 4, "工作日", "90%"), ("C", "响应", "", "", 9, "工作日", "90%"),
    ("A", "解决", "紧急", "", 12, "7x24", "90%"), ("A", "解决", "", "", 48, "7x24", "90%"),
    ("B", "解决", "", "", 27, "工作日", "90%"), ("C", "解决", "", "", 45, "工作日", "90%"),
)  # fmt: skip
#: Days off and the weekends worked in their place, as announced by the State Council for each year.
_HOLIDAYS = {
    2024: (
        ("元旦", "01-01", "01-01", ()), ("春节", "02-10", "02-17", ("02-04", "02-18")),
        ("清明节", "04-04", "04-06", ("04-07",)), ("劳动节", "05-01", "05-05", ("04-28", "05-11")),
        ("端午节", "06-10", "06-10", ()), ("中秋节", "09-15", "09-17", ("09-14",)),
        ("国庆节", "10-01", "10-07", ("09-29", "10-12")),
    ),
    2025: (
        ("元旦", "01-01", "01-01", ()), ("春节", "01-28", "02-04", ("01-26", "02-08")),
        ("清明节", "04-04", "04-06", ()), ("劳动节", "05-01", "05-05", ("04-27",)),
        ("端午节", "05-31", "06-02", ()), ("国庆节、中秋节", "10-01", "10-08", ("09-28", "10-11")),
    ),
    2026: (
        ("元旦", "01-01", "01-03", ("01-04",)), ("春节", "02-15", "02-23", ("02-14", "02-28")),
        ("清明节", "04-04", "04-06", ()), ("劳动节", "05-01", "05-05", ("05-09",)),
        ("端午节", "06-19", "06-21", ()), ("中秋节", "09-25", "09-27", ()),
        ("国庆节", "10-01", "10-07", ("09-20", "10-10")),
    ),
}  # fmt: skip
_RENEWED, _COUNTED, _WRONG_COUNT = 0.93, 8, 0.03


def terms(world: World) -> pd.DataFrame:
    """Return the terms of service by class, and one customer's own."""
    first = world.months[0]
    rows = [("", *row[:3], *row[3:], f"{first}-01", "") for row in _TERMS]
    size = np.argsort(-world.billed.sum(axis=1), kind="stable")
    own = world.customers["customer_id"].to_numpy()[size[0]]
    rows.append((own, "", "出库", "", "18:00", 12, "7x24", "95%", f"{first}-01", ""))
    names = ["customer_id", "class", "service", "severity", "cutoff_time", "sla_hours", "clock", "target",
             "valid_from", "valid_to"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


def calendar(world: World) -> pd.DataFrame:
    """Return the days that are not as their weekday, of the years of the world that are known."""
    years = {int(month[:4]) for month in world.months}
    rows = []
    for year in sorted(years & set(_HOLIDAYS)):
        for name, first, last, worked in _HOLIDAYS[year]:
            day, end = (date.fromisoformat(f"{year}-{each}") for each in (first, last))
            while day <= end:
                rows.append((str(day), "否", name, year))
                day += timedelta(days=1)
            rows += [(f"{year}-{each}", "是", f"{name}调休上班", year) for each in worked]
    return pd.DataFrame(sorted(rows), columns=["date", "workday", "holiday", "source_year"])


def contracts(world: World, seed: int) -> pd.DataFrame:
    """Return yearly contracts of the contract customers, most of them renewed."""
    chance = stream(seed, 11)
    begin = date.fromisoformat(f"{world.months[0]}-01")
    end = last_day(world.months[-1])
    rows = []
    for number, customer in enumerate(world.customers.itertuples(), start=1):
        since = date.fromisoformat(customer.start_date)
        gone = date.fromisoformat(customer.end_date) if customer.end_date else None
        luck = chance.random(12)
        if not customer.contractual:
            continue
        start, before, turn = _anniversary(since, begin), "", 1
        while start <= end and (gone is None or start < gone):
            finish = _anniversary(start, start + timedelta(days=300)) - timedelta(days=1)
            name = f"HT{number:04d}-{turn}"
            signed = start - timedelta(days=int(10 + 40 * luck[turn % 12]))
            if signed > end:
                break
            auto = "是" if luck[(turn + 5) % 12] < 0.15 else "否"
            rows.append((name, customer.customer_id, str(signed), str(start), str(finish), auto, 30, before))
            if luck[(turn + 3) % 12] > _RENEWED:
                break
            start, before, turn = finish + timedelta(days=1), name, turn + 1
    names = ["contract_no", "customer_id", "sign_date", "start_date", "end_date", "auto_renew", "notice_days",
             "renews"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


def _anniversary(since: date, after: date) -> date:
    """Return the first anniversary of a day from another day on; 29 February counts as the 28th."""
    day = 28 if (since.month, since.day) == (2, 29) else since.day
    found = date(after.year, since.month, day)
    return found if found >= after else date(after.year + 1, since.month, day)


def stock_counts(world: World, seed: int) -> pd.DataFrame:
    """Return a count of some articles of the larger customers at the end of every third month."""
    chance = stream(seed, 12)
    size = np.argsort(-world.billed.sum(axis=1), kind="stable")[:_COUNTED]
    rows = []
    for month in world.months[2::3]:
        for customer in size:
            for article in range(12):
                book = int(chance.integers(20, 400))
                wrong = chance.random() < _WRONG_COUNT
                missing = int(chance.integers(1, max(2, book // 25))) if wrong else 0
                rows.append(
                    (
                        world.customers["customer_id"].iloc[customer], "S2" if customer % 5 < 2 else "S1",
                        str(last_day(month)), f"{(customer + 1) * 100 + article:07d}", book, book - missing,
                    )
                )  # fmt: skip
    names = ["customer_id", "site_id", "counted_on", "sku_id", "qty_book", "qty_counted"]
    return pd.DataFrame(rows, columns=names)


def register(plan: ServicePlan, world: World) -> pd.DataFrame:
    """Return the improvement register: a measure that works, one that does not, and three others."""
    last = world.months[-1]

    def day(months: int, of_month: int = 1) -> str:
        return f"{add_months(last, months)}-{of_month:02d}"

    begun = f"{plan.measure_from}-01"
    rows = [
        ("M1", "ship_p50_hours", "S2", "赵强", begun, day(-3, 28), "已完成", "−2 小时", "", "", "S1",
         "装车改为每日三班"),
        ("M2", "pick_p90_hours", "S1", "钱丽", begun, day(-2, 28), "进行中", "−3 小时", "", "", "",
         "拣货路径调整"),
        ("M3", "pack_p90_hours", "S1", "孙伟", "", day(-1, 15), "未开始", "−2 小时", "", "", "",
         "打包线培训"),
        ("M4", "response_kept", "A", "李敏", day(0, 12), day(2, 28), "进行中", "+5 %", "", "", "",
         "周末值班"),
        ("M5", "claims", "", "周静", day(-9, 1), day(-6, 28), "已关闭", "−20 %", "", day(-6, 28), "",
         "易碎品加固包装"),
    ]  # fmt: skip
    names = [
        "编号",
        "指标",
        "对象",
        "负责人",
        "开始日期",
        "到期日",
        "状态",
        "预期效果",
        "证据",
        "关闭日期",
        "对照组",
        "措施",
    ]
    return pd.DataFrame(rows, columns=names)
