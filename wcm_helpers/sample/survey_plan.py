"""Plan the invented survey: who answers each wave, and what each customer needs."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months
from wcm_helpers.sample import limits
from wcm_helpers.sample.chance import stream
from wcm_helpers.sample.survey_questions import NEEDS
from wcm_helpers.sample.world import World

_PART = 8
#: Waves, in months before the last one.
_WAVES_AGO = (7, 1)
#: Chance that a customer of a class answers; customers without activity never do.
RESPONSE = {"A": 0.92, "B": 0.72, "C": 0.52, "N": 0.0}
#: Customers that are leaving answer more often, and mostly the same customers answer again.
_LEAVING_RESPONSE, _AGAIN = 0.90, 0.75
#: Share of all customers, or of a class or an industry, that has a need, and of the others.
_COMMON = {"receiving_slots": 0.88}
_GROUPS = {
    "batch_certificates": ("industry", "医药", 0.90, 0.05),
    "dedicated_contact": ("class", "A", 0.85, 0.15),
    "holiday_dispatch": ("class", "A", 0.75, 0.12),
}
_ORDINARY = {
    "late_cutoff": 0.35, "stock_view": 0.40, "returns_inspection": 0.20, "night_dispatch": 0.15,
    "labelling": 0.25,
}  # fmt: skip
#: One customer has each of these needs, and no other has it.
_OWN = ("cold_chain", "kitting", "damage_photos")


@dataclass(frozen=True)
class Plan:
    """Who answers and who needs what.

    ``classes`` is the class of each customer in each wave (customers by waves), ``answers`` whether it
    answers, ``needs`` customers by needs in the order of ``NEEDS``, ``leaving`` the customers whose revenue
    falls all the time, and ``truth`` the rows of truth/survey_needs.csv.
    """

    waves: list[str]
    classes: np.ndarray
    answers: np.ndarray
    needs: np.ndarray
    leaving: np.ndarray
    truth: pd.DataFrame


def waves_of(months: list[str]) -> list[str]:
    """Return the months of the waves, the oldest first; none before the first month of the world.

    Examples
    --------
    >>> waves_of(["2026-08", "2026-09", "2026-10"])
    ['2026-09']
    """
    return [wave for wave in (add_months(months[-1], -ago) for ago in _WAVES_AGO) if wave in months]


def plan(world: World, seed: int) -> Plan:
    """Return who answers each wave, and what each customer needs."""
    waves = waves_of(world.months)
    classes = np.column_stack([_classes(world, wave) for wave in waves])
    leaving = (world.customers["behaviour"] == "declining").to_numpy()
    answers = _answers(world, waves, classes, leaving, stream(seed, _PART))
    needs, truth = _needs(world, classes[:, -1], answers[:, -1], stream(seed, _PART, 1))
    return Plan(waves, classes, answers, needs, leaving, truth)


def _classes(world: World, wave: str) -> np.ndarray:
    values = limits.window_sums(world.billed - world.credited, world.months.index(wave))
    if not (values > 0).any():
        return np.full(len(values), "N")
    shares = limits.start_shares(values)
    return np.select(
        [values <= 0, shares < limits.LIMITS["A"], shares < limits.LIMITS["B"]], ["N", "A", "B"], "C"
    )


def _answers(
    world: World, waves: list[str], classes: np.ndarray, leaving: np.ndarray, chance: np.random.Generator
) -> np.ndarray:
    """Return who answers each wave: customers by waves. Who is not there yet or any more never does."""
    usual = chance.random(len(classes))
    rows = []
    for place, wave in enumerate(waves):
        again = chance.random(len(classes)) < _AGAIN
        luck = np.where(again, usual, chance.random(len(classes)))
        wanted = np.array([RESPONSE[letter] for letter in classes[:, place]])
        wanted[leaving] = _LEAVING_RESPONSE
        behaviour, since = (world.customers[name].to_numpy() for name in ("behaviour", "since"))
        gone = (behaviour == "lost") & (since <= wave)
        to_come = (behaviour == "new") & (since > wave)
        rows.append((luck < wanted) & ~gone & ~to_come)
    return np.column_stack(rows)


def _needs(
    world: World, letter: np.ndarray, answers: np.ndarray, chance: np.random.Generator
) -> tuple[np.ndarray, pd.DataFrame]:
    frame = world.customers.assign(letter=letter, answers=answers)
    order = frame.sort_values(["answers", "letter", "industry"], kind="stable").index.to_numpy()
    own = _customers_with_own_needs(frame)
    columns, truth = [], []
    for need, _, _ in NEEDS:
        if need in _GROUPS:
            kind, group, inside, outside = _GROUPS[need]
            members = (frame["letter" if kind == "class" else kind] == group).to_numpy()
            scope, verdict = f"{kind}:{group}", "individual"
        elif need in own:
            members = (frame["customer_id"] == own[need]).to_numpy()
            scope, verdict, inside, outside = f"customer:{own[need]}", "individual", 1.0, 0.0
        else:
            members = np.ones(len(frame), dtype=bool)
            scope, verdict = "everyone", "common" if need in _COMMON else "none"
            inside = outside = (_COMMON | _ORDINARY).get(need, 0.0)
        wanted = np.where(members, _spread(order, members, inside, chance), False)
        wanted |= ~members & _spread(order, ~members, outside, chance)
        columns.append(wanted)
        truth.append((need, scope, verdict, _share(wanted[members]), _share(wanted[~members])))
    names = ["need", "scope", "verdict", "share", "share_elsewhere"]
    return np.column_stack(columns), pd.DataFrame(truth, columns=names)


def _customers_with_own_needs(frame: pd.DataFrame) -> dict[str, str]:
    """Return the customer of each need that one customer has: stable, answering, no two of an industry."""
    steady = frame[frame["answers"] & (frame["behaviour"] == "stable") & frame["letter"].isin(["A", "B"])]
    first = steady.drop_duplicates("industry")["customer_id"]
    return dict(zip(_OWN, first, strict=False))


def _spread(order: np.ndarray, members: np.ndarray, share: float, chance: np.random.Generator) -> np.ndarray:
    """Return a share of the members, spread evenly over classes, industries, and who answers."""
    among = order[members[order]]
    steps = np.floor(chance.random() + share * np.arange(len(among) + 1))
    chosen = np.zeros(len(order), dtype=bool)
    chosen[among] = np.diff(steps) > 0
    return chosen


def _share(wanted: np.ndarray) -> str:
    return f"{wanted.mean():.3f}" if len(wanted) else ""
