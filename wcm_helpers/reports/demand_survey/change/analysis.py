"""Change since the last wave, question by question: of the same customers where enough answered twice."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.customer_means import customer_means
from wcm_helpers.methods.estimates import LEAST_ANSWERS, Estimate, sample_of
from wcm_helpers.methods.multiple_tests import benjamini_hochberg
from wcm_helpers.methods.nps import net_promoter_score, nps_difference, signs
from wcm_helpers.methods.proportions import newcombe, share_estimate
from wcm_helpers.methods.scale_means import (
    NPS_SPREAD,
    pair_moments,
    paired_change,
    sample_of_pairs,
    share_spread,
)
from wcm_helpers.reports.demand_survey.populations import (
    customers_of,
    may_show_parts,
    population_of,
    recommend_scores,
)
from wcm_helpers.reports.demand_survey.result import SurveyMonth

#: Questions whose change is shown; the first two on their own, the others as one family of tests.
TYPES = ("csat", "nps", "performance", "importance", "likert")
HEADLINE_TYPES = ("csat", "nps")
#: The false discovery rate among the changes of a family.
LEVEL = 0.05


@dataclass(frozen=True, eq=False)
class Changes:
    """What changed since the last wave.

    Attributes
    ----------
    table : pd.DataFrame
        One row a question asked alike in both waves, by ``question_id``: ``type``; ``basis`` (``paired``: the
        customers that answered both times, ``all``: all answers of both waves, ``none``: an anonymous group
        too small to show); ``n_before``, ``n_now``; ``before``, ``now``, ``change``, ``low``, ``high``
        (top-two share, promoters less detractors of a recommend question; from −1 to 1); ``p_adjusted``;
        ``verdict`` (``up``, ``down``, ``same`` in a census, ``unclear``); ``census``.
    not_compared : pd.DataFrame
        Questions of this wave with ``question_id`` and ``reason``: ``new``, ``wording``, ``scale``, ``type``.
    dropped : tuple of str
        Ids of the last wave that are no longer asked.
    """

    table: pd.DataFrame
    not_compared: pd.DataFrame
    dropped: tuple[str, ...] = ()


COLUMNS = (
    "question_id", "type", "basis", "n_before", "n_now", "before", "now", "change", "low", "high", "p",
    "census",
)  # fmt: skip


def analyse_changes(month: SurveyMonth, smallest: int) -> Changes | None:
    """Return the changes since the last wave; None without one.

    Parameters
    ----------
    month : SurveyMonth
    smallest : int
        The smallest group shown of an anonymous survey.
    """
    if month.previous is None:
        return None
    now, before = month.survey, month.previous
    ids = now.of_type(*TYPES)
    reasons = {name: incomparable(now, before, name) for name in ids}
    waves = [(survey, _values(survey, smallest)) for survey in (before, now)]
    means = [
        None if survey.anonymous else customer_means(values, survey.responses["customer_id"])
        for survey, values in waves
    ]
    rows = []
    for name in (name for name in ids if not reasons[name]):
        answers = [(survey, values[name]) for survey, values in waves]
        twice = [frame[name] for frame in means if frame is not None]
        pairs = pd.concat(twice, axis=1, keys=["before", "now"]).dropna() if len(twice) == 2 else None
        rows.append(_row(month, name, smallest, answers, pairs))
    table = pd.DataFrame(rows, columns=list(COLUMNS)).set_index("question_id", drop=False)
    not_compared = pd.DataFrame(
        [(name, reason) for name, reason in reasons.items() if reason], columns=["question_id", "reason"]
    )
    dropped = tuple(name for name in before.of_type(*TYPES) if name not in now.questions.index)
    return Changes(_with_verdicts(table), not_compared, dropped)


def incomparable(now: Survey, before: Survey, question_id: str) -> str:
    """Return why a question cannot be compared: ``new``, ``type``, ``scale`` or ``wording``; else empty."""
    if question_id not in before.questions.index:
        return "new"
    one, other = now.questions.loc[question_id], before.questions.loc[question_id]
    if one["type"] != other["type"]:
        return "type"
    if any(one[end] != other[end] for end in ("scale_min", "scale_max", "reversed")):
        return "scale"
    same = all(_plain(one[part]) == _plain(other[part]) for part in ("text", "item", "levels"))
    return "" if same else "wording"


def _plain(words: object) -> object:
    if isinstance(words, str):
        return " ".join(words.split())
    return tuple(" ".join(word.split()) for word in words)


def _values(survey: Survey, smallest: int) -> pd.DataFrame:
    """Return 1 for a top-two answer, else 0, of every question; of a recommend question 1, 0 or −1.

    A recommend question of an anonymous survey is NaN where its score must not be shown.
    """
    recommend = {}
    for name in survey.of_type("nps"):
        scores = recommend_scores(survey, name, smallest)
        recommend[name] = signs(survey.scores[name] * np.nan if scores is None else scores)
    return survey.top_two().assign(**recommend)


def _parts(kind: str, values: pd.Series) -> list[int]:
    """Return how many answers are counted in and out; a recommend score is one number of all of them."""
    n = int(values.notna().sum())
    return [n] if kind == "nps" else [int(values.sum()), n - int(values.sum())]


def _row(
    month: SurveyMonth,
    name: str,
    smallest: int,
    waves: list[tuple[Survey, pd.Series]],
    pairs: pd.DataFrame | None,
) -> tuple[object, ...]:
    """Return the row of a question: hidden, of the same customers, or of all answers."""
    kind = month.survey.questions.loc[name, "type"]
    counts = [int(values.notna().sum()) for _survey, values in waves]
    if not all(may_show_parts(survey, _parts(kind, values), smallest) for survey, values in waves):
        return (name, kind, "none", *counts, *[np.nan] * 6, False)
    if pairs is not None and len(pairs) >= LEAST_ANSWERS:
        return (name, kind, "paired", *_paired(month, name, kind, pairs))
    return (name, kind, "all", *_independent(month, name, kind, waves))


def _paired(month: SurveyMonth, name: str, kind: str, pairs: pd.DataFrame) -> tuple[object, ...]:
    population = population_of(month, month.survey, name)
    spread = NPS_SPREAD if kind == "nps" else share_spread(0, 1)
    differences = pairs["now"] - pairs["before"]
    change = paired_change(differences, spread, population)
    centre, error = pair_moments(sample_of_pairs(differences, population), spread)
    means = pairs["before"].mean(), pairs["now"].mean()
    p = _two_sided(centre, error)
    return (len(pairs), len(pairs), *means, *change[:3], p, change.census)


def _independent(
    month: SurveyMonth, name: str, kind: str, waves: list[tuple[Survey, pd.Series]]
) -> tuple[object, ...]:
    parts = [(values, customers_of(survey), population_of(month, survey, name)) for survey, values in waves]
    samples = [sample_of(*part) for part in parts]
    counts = [sample.n for sample in samples]
    if kind == "nps":
        scores = [
            net_promoter_score(8 + 2 * sign, *others)  # a promoter, a passive or a detractor
            for sign, *others in parts
        ]
        change = nps_difference(scores[1], scores[0])
    else:
        before, now = (share_estimate(sample) for sample in samples)
        ends = newcombe(now.value, samples[1].size, before.value, samples[0].size)
        change = Estimate(now.value - before.value, *ends, min(counts), 0, before.census and now.census)
    p = np.nan
    if min(counts) >= LEAST_ANSWERS:
        # The error behind the interval: half of it is z times as wide.
        z = NormalDist().inv_cdf(0.975)
        p = _two_sided((change.low + change.high) / 2, (change.high - change.low) / 2 / z)
    return (*counts, samples[0].mean, samples[1].mean, *change[:3], p, change.census)


def _two_sided(centre: float, error: float) -> float:
    if error == 0:
        return 1.0 if centre == 0 else 0.0
    return 2 * NormalDist().cdf(-abs(centre) / error)


def _with_verdicts(table: pd.DataFrame) -> pd.DataFrame:
    """Return the changes with ``p_adjusted`` and ``verdict``; overall questions are judged on their own."""
    p = table["p"].to_numpy(dtype="float64")
    family = ~table["type"].isin(HEADLINE_TYPES).to_numpy()
    adjusted = p.copy()
    adjusted[family] = benjamini_hochberg(p[family])
    verdicts = [
        _verdict(change, chance, census)
        for change, chance, census in zip(table["change"], adjusted, table["census"], strict=True)
    ]
    return table.assign(p_adjusted=adjusted, verdict=verdicts)


def _verdict(change: float, p: float, census: bool) -> str:
    if census and change == 0:
        return "same"
    if census or p <= LEVEL:
        return "up" if change > 0 else "down"
    return "unclear"
