"""Random numbers: one stream for each part and month, so that a change to one part leaves the others."""

import numpy as np


def stream(seed: int, part: int, month: int = 0) -> np.random.Generator:
    """Return the random numbers of one part of the world in one month.

    Examples
    --------
    >>> stream(1, 2, 3).random() == stream(1, 2, 3).random()
    True
    """
    return np.random.Generator(np.random.PCG64([seed, part, month]))


def round_at_random(values: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Return ``values`` as integers, each rounded up with the probability of its fraction."""
    return np.floor(values + generator.random(np.shape(values))).astype("int64")
