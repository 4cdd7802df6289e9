"""Write entitlements, managers, assignments, interactions and rules of gifts."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months, last_day
from wcm_helpers.sample.care_plan import (
    ADMINISTRATION,
    HOURS,
    NAMED,
    OVERLOADED,
    UTILISATION,
    CarePlan,
    hours_due,
)
from wcm_helpers.sample.chance import stream
from wcm_helpers.sample.world import World

#: Class, item, level, period, hours of the manager.
_ENTITLED = (
    ("A", "专属客户经理", "", "", HOURS["A"]), ("A", "优先下发", "", "", ""), ("A", "首次响应", 1, "", ""),
    ("A", "定期沟通", 1, "每月", ""), ("A", "季度回顾", 1, "每季度", ""),
    ("B", "基础支持", "", "", HOURS["B"]), ("B", "首次响应", 4, "", ""), ("B", "定期沟通", 1, "每季度", ""),
    ("C", "自助服务", "", "", ""), ("C", "基础支持", "", "", ""), ("C", "首次响应", 9, "", ""),
)  # fmt: skip
_NAMES = ("王芳", "李强", "周静", "陈浩", "吴敏", "郑凯", "孙悦", "何磊")
_SKILLS = (
    "冷链、电商",
    "合同谈判",
    "电商",
    "医药GSP",
    "跨境、关务",
    "数据分析",
    "新客户上线",
    "数据分析、电商",
)
_LANGUAGES = ("中文;英语", "中文", "中文;英语;日语", "中文", "中文;英语", "中文", "中文", "中文;英语")
_INDUSTRIES = ("电子;汽配", "医药", "服装;快消", "医药;化工", "电子", "食品;快消", "家居;服装", "化工;汽配")
#: Kind, how often a month, least and most minutes: by class, and for what is planted.
_CONTACTS = {
    "A": (("电话", 1, 40, 70), ("拜访", 1, 90, 150), ("微信", 3, 5, 20)),
    "B": (("电话", 0.4, 30, 60), ("拜访", 0.15, 60, 120), ("微信", 1.2, 5, 15)),
    "C": (("微信", 0.35, 5, 15),),
    "": (("微信", 0.1, 5, 15),),
    "neglected": (("微信", 1, 5, 10),),
    "demanding": (("电话", 6, 30, 60), ("拜访", 3, 120, 180), ("微信", 4, 10, 20)),
}  # fmt: skip
_NEXT = {
    "电话": ("", "发送月度报表", "核对账单", "确认促销备货"),
    "拜访": ("报价新增库位", "复核包装方案", "现场盘点", ""),
    "季度回顾": ("改进项列入措施", "下季度目标确认"),
    "微信": ("",),
}  # fmt: skip


def entitlements(plan: CarePlan, world: World) -> pd.DataFrame:
    """Return what the classes are entitled to, two customers of their own, and who buys a further service."""
    first = f"{world.months[0]}-01"
    rows = [("", *row, first, "") for row in _ENTITLED]
    customers = world.customers["customer_id"].to_numpy()
    planted = {plan.neglected, plan.demanding, plan.losing, plan.missing}
    # A manager that may be a named one, and whose hours are not those that are planted as too few.
    fit = np.isin(plan.managers, NAMED) & (plan.managers != plan.overloaded)
    for letter, own in (("A", ("首次响应", 0.5, "", "")), ("B", ("专属客户经理", "", "", 4))):
        alike = np.flatnonzero((plan.letters == letter) & fit)
        others = [row for row in alike.tolist() if row not in planted]
        rows += [(customers[row], "", *own, first, "") for row in others[:1]]
    rows += [(customers[row], "", "增值服务", "", "", "", f"{plan.months[0]}-01", "") for row in plan.buyers]
    names = ["customer_id", "class", "item", "level", "period", "hours", "valid_from", "valid_to"]
    return pd.DataFrame(rows, columns=names)


def managers(plan: CarePlan, world: World, seed: int) -> pd.DataFrame:
    """Return the hours of the managers: enough for what their customers are entitled to, but for one."""
    chance = stream(seed, 41)
    due = hours_due(plan.letters, plan.managers)
    free = UTILISATION * (1 - ADMINISTRATION)  # of an hour, for customers
    rows = []
    for number, name in enumerate(_NAMES, start=1):
        manager = f"M{number:02d}"
        need = due.get(manager, 0.0)
        hours = max(120 + 10 * int(chance.integers(0, 4)), int(np.ceil(1.25 * need / free)))
        site = ("S1", "S2", "S1;S2")[number % 3]
        known = (
            f"{UTILISATION:.0%}", f"{ADMINISTRATION:.0%}", "是" if manager in NAMED else "否",
            _SKILLS[number - 1], site, _INDUSTRIES[number - 1], _LANGUAGES[number - 1],
        )  # fmt: skip
        rows.append((manager, name, world.months[0], hours, *known))
        if manager == plan.overloaded and plan.since > world.months[0]:
            rows.append((manager, name, plan.since, round(OVERLOADED * need / free, 1), *known))
    names = ["manager_id", "manager_name", "month", "hours", "utilisation", "administration", "named",
             "skills", "sites", "industries", "languages"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


def assignments(plan: CarePlan, world: World) -> pd.DataFrame:
    """Return who looks after whom: first the manager of the customer table, though another may do so now."""
    change = plan.months[len(plan.months) // 2]
    before = str(last_day(add_months(change, -1)))
    rows = []
    for row, customer in enumerate(world.customers.itertuples()):
        now, start, end = plan.managers[row], customer.start_date, customer.end_date
        if now != customer.account_manager_id and start < before:
            rows.append((customer.customer_id, customer.account_manager_id, start, before))
            start = f"{change}-01"
        rows.append((customer.customer_id, now, start, end))
    return pd.DataFrame(rows, columns=["customer_id", "manager_id", "valid_from", "valid_to"])


def interactions(plan: CarePlan, world: World, seed: int) -> pd.DataFrame:
    """Return the contacts with the customers that are billed, by time."""
    customers = world.customers["customer_id"].to_numpy()
    own = world.customers["account_manager_id"].to_numpy()
    change = plan.months[len(plan.months) // 2]
    rows = []
    for number, month in enumerate(plan.months):
        chance = stream(seed, 42, number)
        at = len(world.months) - len(plan.months) + number
        for row in np.flatnonzero(world.billed[:, at] > 0).tolist():
            letter, planted = str(plan.letters[row]), month >= plan.since
            if planted and row in (plan.neglected, plan.demanding):
                letter = "neglected" if row == plan.neglected else "demanding"
            manager = plan.managers[row] if month >= change else own[row]
            kinds = list(_CONTACTS[letter])
            if letter == "A" and int(month[5:]) % 3 == 0:
                kinds.append(("季度回顾", 1, 90, 120))
            for kind, often, least, most in kinds:
                for _each in range(int(often + chance.random())):
                    minutes = 5 * int(chance.integers(least // 5, most // 5 + 1))
                    texts = _NEXT[kind]
                    text = texts[int(chance.integers(len(texts)))]
                    rows.append((customers[row], _moment(month, chance), kind, manager, minutes, text))
    names = ["customer_id", "happened_at", "kind", "manager_id", "minutes", "next_step"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.sort_values(["happened_at", "customer_id", "kind"], kind="stable", ignore_index=True)


def _moment(month: str, chance: np.random.Generator) -> str:
    """Return a quarter of an hour on a working day of a month."""
    day = date.fromisoformat(f"{month}-{int(chance.integers(1, 27)):02d}")
    day += timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
    quarter = 36 + int(chance.integers(0, 33))  # from 9:00 to 17:00
    return f"{day} {quarter // 4:02d}:{15 * (quarter % 4):02d}"


def gift_rules() -> pd.DataFrame:
    """Return the rules of gifts: none for public bodies."""
    rows = [
        ("A", "否", "300.00", 2, ""), ("B", "否", "150.00", 1, ""), ("C", "否", "50.00", 1, ""),
        ("", "是", "0.00", 0, "国企和机关一律不送"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["class", "public_sector", "cap", "times", "note"])
