"""Draw the monthly course of a customer's activity for each behaviour."""

import numpy as np

#: Months of activity up to the last one; months since the last activity; (months back, months away).
_NEW_AGES = (19, 13, 5, 1, 10, 3, 2, 7, 21, 25, 29, 33)
_LOST_FOR = (3, 9, 2, 5, 12, 7, 16, 20, 24, 28)
_WON_BACK = ((2, 8), (6, 7), (11, 9), (18, 12))
_RAMP = (0.5, 0.8)
_NOISE = {"tail": 0.35, "new": 0.06, "growing": 0.02, "declining": 0.02}
_YEAR = 12


def since_and_shape(
    behaviour: str, nth: int, months: int, generator: np.random.Generator
) -> tuple[int, np.ndarray]:
    """Return the month number in which a behaviour begins, and the course of a customer's months.

    Parameters
    ----------
    behaviour : str
        One of the behaviours of truth/customers.csv.
    nth : int
        Number of the customer among those of this behaviour; its dates and speed depend on it.
    months : int
        Number of months, three or more.
    generator : numpy.random.Generator
        Source of the noise.

    Returns
    -------
    tuple of int and numpy.ndarray of float
        The course has one value a month, without unit; the last 12 active months average about 1.

    Examples
    --------
    >>> since, shape = since_and_shape("lost", 0, 36, np.random.default_rng(1))
    >>> since, bool(shape[32] > 0), shape[33:].tolist()
    (33, True, [0.0, 0.0, 0.0])
    """
    time = np.arange(months)
    since, shape = _course(behaviour, nth, time, generator)
    active = shape[shape > 0][-_YEAR:]
    if behaviour in ("growing", "declining"):
        shape = shape / active.mean()
    sigma = _NOISE.get(behaviour, 0.04)
    return since, shape * np.exp(generator.normal(0, sigma, months))


def _course(
    behaviour: str, nth: int, time: np.ndarray, generator: np.random.Generator
) -> tuple[int, np.ndarray]:
    months = len(time)
    speed = 0.35 + 0.08 * (nth % 5)  # of the logarithm, a year
    if behaviour == "growing":
        return 0, np.exp(speed * time / _YEAR)
    if behaviour == "declining":
        return 0, np.exp(-speed * time / _YEAR)
    if behaviour == "new":
        start = max(1, months - _NEW_AGES[nth % len(_NEW_AGES)])
        shape = (time >= start).astype(float)
        shape[start : start + len(_RAMP)] *= _RAMP[: months - start]
        return start, shape
    if behaviour == "lost":
        gone = max(1, months - _LOST_FOR[nth % len(_LOST_FOR)])
        return gone, (time < gone).astype(float)
    if behaviour == "won_back":
        ago, away = _WON_BACK[nth % len(_WON_BACK)]
        back = max(2, months - ago)
        return back, ((time < max(1, back - away)) | (time >= back)).astype(float)
    if behaviour == "negative":
        last = max(1, months - 9)
        return last, 0.6 * (time == last) + (time < max(1, months - 14))
    if behaviour == "tail":
        return 0, np.where(generator.random(months) < 0.6, 1.0, 0.0)
    return 0, np.ones(months)
