"""Invent the tickets of the service desk and their log: nobody answers at night or at the weekend."""

from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from wcm_helpers.core.months import last_day
from wcm_helpers.sample.chance import stream
from wcm_helpers.sample.world import World

_A_MONTH, _MONTHS = 40, 24
_CATEGORIES = ("延误", "错发", "货损", "账单", "咨询", "系统")
_SHARES = (0.30, 0.10, 0.10, 0.14, 0.28, 0.08)
_CHANNELS = ("微信", "电话", "邮件", "门户")
_OPENS, _CLOSES = 9, 18
_WAITING, _REOPENED, _MERGED, _BOT, _URGENT = 0.22, 0.06, 0.02, 0.30, 0.15
#: Hours of work to the first answer and to the solution: medians, and the spread of their logarithms.
_ANSWER, _SOLVE, _SPREAD = 0.8, 7.0, 0.9
#: Hours a day that tickets come in at: most of them by day.
_BY_HOUR = np.array([0.2] * 7 + [1, 3, 5, 5, 4, 3, 4, 5, 5, 4, 3, 2, 1.5, 1, 0.8, 0.5, 0.3])


def write_tickets(world: World, seed: int, volume: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tickets and their log, as known at the end of the last month."""
    chance = stream(seed, 13)
    end = datetime.combine(last_day(world.months[-1]), datetime.min.time()) + timedelta(days=1)
    tickets, log = [], []
    weights = np.sqrt(np.maximum(world.billed[:, -12:].sum(axis=1), 0).astype(float))
    if not weights.sum():
        return _frames(tickets, log)
    for month in world.months[-_MONTHS:]:
        for _number in range(int(chance.poisson(_A_MONTH * min(volume, 5.0) * min(1.0, len(weights) / 100)))):
            customer = int(chance.choice(len(weights), p=weights / weights.sum()))
            created = _moment(month, chance)
            ticket, events = _ticket(len(tickets) + 1, world, customer, created, end, chance)
            tickets.append(ticket)
            log += events
    return _frames(tickets, log)


def _moment(month: str, chance: np.random.Generator) -> datetime:
    days = last_day(month).day
    day = int(chance.integers(1, days + 1))
    hour = int(chance.choice(24, p=_BY_HOUR / _BY_HOUR.sum()))
    moment = datetime(int(month[:4]), int(month[5:]), day, hour, int(chance.integers(60)))
    if moment.weekday() > 4 and chance.random() < 0.5:  # fewer come in at the weekend
        moment += timedelta(days=2 if moment.day + 2 <= days else -2)
    return moment


def _at_work(moment: datetime, hours: float) -> datetime:
    """Return the moment after so many hours of desk time: weekdays from nine to six."""
    left = hours
    while True:
        if moment.weekday() > 4 or moment.hour >= _CLOSES:
            moment = (moment + timedelta(days=1)).replace(hour=_OPENS, minute=0)
            continue
        if moment.hour < _OPENS:
            moment = moment.replace(hour=_OPENS, minute=0)
        rest = _CLOSES - moment.hour - moment.minute / 60
        if left <= rest:
            return moment + timedelta(minutes=round(60 * left))
        left -= rest
        moment = (moment + timedelta(days=1)).replace(hour=_OPENS, minute=0)


def _ticket(
    number: int, world: World, customer: int, created: datetime, end: datetime, chance: np.random.Generator
) -> tuple[tuple, list[tuple]]:
    name = f"GD{number:06d}"
    luck = chance.random(8)
    category = str(chance.choice(_CATEGORIES, p=_SHARES))
    severity = "紧急" if luck[0] < _URGENT else "一般"
    faster = 0.5 if severity == "紧急" else 1.0
    answered = _at_work(created, faster * _ANSWER * float(np.exp(_SPREAD * chance.standard_normal())))
    solved = _at_work(answered, faster * _SOLVE * float(np.exp(_SPREAD * chance.standard_normal())))
    events = [
        (name, created, "customer", "创建", "状态", "", "新建", ""),
        (name, created, "customer", "创建", "优先级", "", severity, ""),
    ]
    if luck[1] < _BOT:
        events.append((name, created + timedelta(minutes=1), "bot", "回复", "评论", "", "已收到", "是"))
    if luck[2] < _MERGED:
        events.append((name, created + timedelta(hours=1), "agent", "合并", "状态", "新建", "已合并", ""))
        return _row(name, world, customer, created, category, severity, "", luck, chance), events
    events.append((name, answered, "agent", "回复", "评论", "", "已回复", "是"))
    events.append((name, answered, "agent", "修改", "状态", "新建", "处理中", ""))
    before = "处理中"
    if luck[3] < _WAITING:
        asked = answered + (solved - answered) / 3
        back = asked + timedelta(hours=float(4 + 30 * luck[4]))
        events.append((name, asked, "agent", "修改", "状态", "处理中", "等待客户", ""))
        events.append((name, back, "customer", "修改", "状态", "等待客户", "处理中", ""))
        solved = _at_work(back, 1.0 + 3 * luck[5])
    events.append((name, solved, "agent", "修改", "状态", before, "已解决", ""))
    if luck[6] < _REOPENED:
        again = solved + timedelta(hours=20)
        solved = _at_work(again, 4.0)
        events.append((name, again, "customer", "修改", "状态", "已解决", "处理中", ""))
        events.append((name, solved, "agent", "修改", "状态", "处理中", "已解决", ""))
    known = [event for event in events if event[1] < end]
    done = solved if solved < end else ""
    return _row(name, world, customer, created, category, severity, done, luck, chance), known


def _row(
    name: str, world: World, customer: int, created: datetime, category: str, severity: str, done: object,
    luck: np.ndarray, chance: np.random.Generator,
) -> tuple:  # fmt: skip
    claim = f"{50 + 950 * luck[7]:.2f}" if category in ("货损", "错发") and luck[5] < 0.7 else ""
    state = "已解决" if done else "处理中"
    channel = _CHANNELS[int(chance.integers(len(_CHANNELS)))]
    return (
        name, world.customers["customer_id"].iloc[customer], created, channel, category, severity, state,
        done, claim,
    )  # fmt: skip


def _frames(tickets: list[tuple], log: list[tuple]) -> tuple[pd.DataFrame, pd.DataFrame]:
    names = ["工单编号", "货主编码", "提交时间", "渠道", "类别", "紧急程度", "状态", "解决时间", "理赔金额"]
    events = ["工单编号", "时间", "角色", "动作", "字段", "原值", "新值", "对客户可见"]
    one = pd.DataFrame(tickets, columns=names)
    two = pd.DataFrame(log, columns=events).sort_values(["时间", "工单编号"], kind="stable")
    times = {"提交时间": one, "解决时间": one, "时间": two}
    for name, frame in times.items():
        frame[name] = [f"{moment:%Y-%m-%d %H:%M}" if moment else "" for moment in frame[name]]
    return one, two
