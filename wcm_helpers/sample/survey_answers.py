"""Invent the answers of one wave: careful respondents, careless ones, and what they write."""

import numpy as np
import pandas as pd

from wcm_helpers.sample import survey_texts
from wcm_helpers.sample.survey_plan import Plan
from wcm_helpers.sample.survey_questions import CHANNELS, NEEDS, REVERSED
from wcm_helpers.sample.world import World

CARELESS = 0.10
#: Of 25 customers that answer, so many are asked twice: a second person of theirs answers too.
_SECOND, _SECOND_OF = 2, 25
_PERFORMANCE = np.array([3.4, 4.2, 3.7, 4.0, 3.3, 3.8])
_IMPORTANCE = np.array([4.4, 4.3, 4.6, 3.7, 4.4, 3.1])
#: What overall satisfaction is made of; the third and the fifth service decide it.
DRIVERS = np.array([0.05, 0.05, 0.50, 0.03, 0.35, 0.05])
#: How much worse a leaving customer judges each service in the newest wave, and before.
_FALL, _FALL_BEFORE = np.array([0.6, 0.5, 1.5, 0.5, 1.5, 0.5]), 0.1
_NOT_APPLICABLE, _BLANK = np.array([0, 0, 0, 0.05, 0, 0.04]), 0.015
#: Answers to the Kano pairs (with the service, without it) and their shares: attractive, else indifferent.
_ATTRACTIVE, _MUST, _INDIFFERENT = (1, 3), (2, 5), (3, 3)
_KANO_TYPICAL = 0.85


def respondents(world: World, plan: Plan, wave: int, chance: np.random.Generator) -> pd.DataFrame:
    """Return who answers a wave: ``customer`` (row of the world), ``respondent``, ``careless``, ``leaving``.

    The largest customers have two respondents. Careless ones are spread over the others, but are neither
    leaving nor customers with needs of their own.
    """
    rows = np.flatnonzero(plan.answers[:, wave])
    value = world.billed.sum(axis=1)[rows]
    largest = rows[np.argsort(-value, kind="stable")][: _SECOND * len(rows) // _SECOND_OF]
    customer = np.concatenate([rows, np.sort(largest)])
    frame = pd.DataFrame({"customer": customer, "leaving": plan.leaving[customer]})
    frame["respondent"] = frame.groupby("customer").cumcount() + 1
    own = set(plan.truth["scope"].str.removeprefix("customer:"))
    with_own = world.customers["customer_id"].isin(own).to_numpy()[customer]
    free = np.flatnonzero(~frame["leaving"] & ~with_own & ~frame["customer"].isin(largest))
    count = min(round(CARELESS * len(frame)), len(free))
    frame["careless"] = np.isin(np.arange(len(frame)), chance.choice(free, count, replace=False))
    return frame


def scores(frame: pd.DataFrame, mood: np.ndarray, newest: bool, chance: np.random.Generator) -> pd.DataFrame:
    """Return the answers on scales, a column a question; -1 is not applicable, NaN blank.

    Parameters
    ----------
    frame : pd.DataFrame
        As :func:`respondents` returns it.
    mood : numpy.ndarray
        How well each respondent's customer thinks of the warehouse, about 0.
    newest : bool
        Whether the leaving customers judge as badly as they do at last.
    """
    n = len(frame)
    fall = _FALL if newest else _FALL * _FALL_BEFORE
    judged = _PERFORMANCE + mood[:, None] + chance.normal(0, 0.8, (n, 6))
    judged -= frame["leaving"].to_numpy()[:, None] * fall
    performance = _whole(judged)
    overall = 3.6 + (performance - _PERFORMANCE) @ DRIVERS + chance.normal(0, 0.3, n)
    trust = (overall - 3.6)[:, None] * 0.8 + chance.normal(0, 0.55, (n, 4))
    direction = np.array([-1 if f"R{nth}" == REVERSED else 1 for nth in range(1, 5)])
    relation = _whole(3 + direction * (0.6 + trust))
    importance = _whole(_IMPORTANCE + chance.normal(0, 0.6, (n, 6)))
    recommend = _whole(7.4 + 2.0 * (overall - 3.6) + chance.normal(0, 1.0, n), 0, 10)
    shown = np.where(chance.random((n, 6)) < _NOT_APPLICABLE, -1.0, performance)
    parts = np.column_stack([shown, importance, relation, _whole(overall), recommend])
    parts[chance.random(parts.shape) < _BLANK] = np.nan
    line = chance.choice([3, 4, 4, 5], n)
    straight = np.column_stack([np.repeat(line[:, None], 17, axis=1), 2 * line])
    parts = np.where(frame["careless"].to_numpy()[:, None], straight, parts)
    names = [
        f"{letter}{nth}" for letter, last in (("P", 6), ("I", 6), ("R", 4)) for nth in range(1, last + 1)
    ]
    return pd.DataFrame(parts, columns=[*names, "SAT", "NPS"])


def kano(frame: pd.DataFrame, plan: Plan, chance: np.random.Generator) -> pd.DataFrame:
    """Return the two Kano pairs: a stock view is attractive, dispatch on holidays a must for who needs it."""
    needed = plan.needs[:, [need for need, _, _ in NEEDS].index("holiday_dispatch")]
    must = needed[frame["customer"]]
    typical = {
        "K1": np.tile(_ATTRACTIVE, (len(frame), 1)),
        "K2": np.where(must[:, None], _MUST, _INDIFFERENT),
    }
    columns = {}
    for pair, answers in typical.items():
        follows = (chance.random(len(frame)) < _KANO_TYPICAL)[:, None]
        other = np.array([_ATTRACTIVE, _INDIFFERENT])[chance.integers(0, 2, len(frame))]
        both = np.where(follows | (must[:, None] & (pair == "K2")), answers, other)
        both = np.where(frame["careless"].to_numpy()[:, None], 3, both)
        columns |= {f"{pair}F": both[:, 0], f"{pair}D": both[:, 1]}
    return pd.DataFrame(columns)


def needs(frame: pd.DataFrame, plan: Plan) -> np.ndarray:
    """Return the needs ticked, respondents by needs; a careless respondent ticks the first one only."""
    ticked = plan.needs[frame["customer"]].copy()
    careless = frame["careless"].to_numpy()
    ticked[careless] = False
    ticked[careless, 0] = True
    return ticked


def channels(frame: pd.DataFrame, chance: np.random.Generator) -> np.ndarray:
    """Return the channel each respondent uses most."""
    return chance.choice(CHANNELS, len(frame), p=[0.45, 0.2, 0.15, 0.16, 0.04])


def remarks(
    frame: pd.DataFrame, industry: np.ndarray, chance: np.random.Generator
) -> tuple[list[str], list[str]]:
    """Return the theme each respondent writes about and the sentence; both empty for who writes nothing."""
    themes, texts = [], []
    used: dict[str, int] = {}
    luck = chance.random(len(frame))
    for careless, trade, at in zip(frame["careless"], industry, luck, strict=True):
        chances = survey_texts.DAMAGED if trade == survey_texts.DAMAGED_INDUSTRY else survey_texts.USUAL
        theme = "" if careless else _pick(chances, at)
        themes.append(theme)
        sentences = survey_texts.SENTENCES.get(theme, ("",))
        texts.append(sentences[used.get(theme, 0) % len(sentences)])
        used[theme] = used.get(theme, 0) + 1
    return themes, texts


def complaints(themes: list[str], chance: np.random.Generator) -> tuple[np.ndarray, list[str]]:
    """Return whether each respondent complained, and of what; who writes of a fault mostly did."""
    known = [survey_texts.COMPLAINT_OF.get(theme, "") for theme in themes]
    likely = np.where([bool(option) for option in known], 0.8, 0.12)
    complained = chance.random(len(themes)) < likely
    others = chance.choice(list(survey_texts.COMPLAINT_OF.values()), len(themes))
    return complained, [option or str(other) for option, other in zip(known, others, strict=True)]


def _pick(chances: dict[str, float], at: float) -> str:
    total = 0.0
    for theme, share in chances.items():
        total += share
        if at < total:
            return theme
    return ""


def _whole(values: np.ndarray, low: int = 1, high: int = 5) -> np.ndarray:
    return np.clip(np.rint(values), low, high)
