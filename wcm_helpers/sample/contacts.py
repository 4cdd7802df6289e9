"""Invent the contact persons: their numbers are masked, and nobody gets mail at example.com."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from wcm_helpers.core.months import last_day
from wcm_helpers.sample.care_plan import CarePlan
from wcm_helpers.sample.chance import stream
from wcm_helpers.sample.world import World

_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张"
_GIVEN = ("晓敏", "大伟", "丽华", "志强", "雨桐", "建国", "思远", "海燕", "文博", "佳怡", "子涵", "春梅")
_ROLES = (("仓储经理", "使用者"), ("物流总监", "决策者"), ("采购主管", "影响者"), ("财务", "影响者"))
_OF_CLASS = {"A": 3, "B": 2}
#: Share of the persons with a birthday, of lunar ones among them, with consent, and that have left.
_BIRTHDAY, _LUNAR, _CONSENT, _LEFT = 0.85, 0.25, 0.75, 0.06
#: The first persons with consent have a birthday that not every year has: day, lunar, leap month.
_RARE = (("02-29", False, False), ("09-30", True, False), ("06-30", True, True))


def contacts(plan: CarePlan, world: World, seed: int) -> pd.DataFrame:
    """Return the contact persons of all customers, by customer."""
    chance = stream(seed, 43)
    rare, rows = list(_RARE), []
    end = last_day(world.months[-1])
    for row, customer in enumerate(world.customers.itertuples()):
        for place in range(_OF_CLASS.get(str(plan.letters[row]), 1)):
            role, decides = _ROLES[(row + place) % len(_ROLES)]
            name = _SURNAMES[int(chance.integers(len(_SURNAMES)))] + _GIVEN[int(chance.integers(len(_GIVEN)))]
            born = date(2001, 1, 1) + timedelta(days=int(chance.integers(365)))
            luck = chance.random(4)
            consent, left = luck[2] < _CONSENT, luck[3] < _LEFT
            birthday, lunar, leap = f"{born:%m-%d}", luck[1] < _LUNAR, False
            if lunar:  # no month of the moon has more than 30 days
                birthday = f"{born:%m}-{min(born.day, 30):02d}"
            known = luck[0] < _BIRTHDAY
            if rare and consent and not left:
                birthday, lunar, leap = rare.pop(0)
                known = True
            number = len(rows) + 1
            agreed = end - timedelta(days=int(chance.integers(30, 900)))
            gone = end - timedelta(days=int(chance.integers(1, 30)))
            rows.append(
                (
                    f"K{number:05d}", customer.customer_id, name, f"199****{number % 10000:04d}",
                    f"k{number:05d}@example.com", role, decides, birthday if known else "",
                    _flag(known and lunar, known), _flag(known and leap, known),
                    _flag(consent, luck[2] < 0.95),
                    str(agreed) if consent else "", str(gone) if left else "",
                )
            )  # fmt: skip
    names = ["contact_id", "customer_id", "contact_name", "phone", "email", "role", "decision_role",
             "birthday_md", "birthday_lunar", "birthday_leap", "consent", "consent_date",
             "left_date"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


def _flag(value: bool | np.bool_, known: bool | np.bool_) -> str:
    return ("是" if value else "否") if known else ""
