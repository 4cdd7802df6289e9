"""Where chance comes from: one stream for each part and month, so that no part disturbs another."""

import numpy as np


def stream(seed: int, part: int, month: int = 0) -> np.random.Generator:
    """Return the stream of random numbers of one part of the world in one month.

    Examples
    --------
    >>> stream(1, 2, 3).random() == stream(1, 2, 3).random()
    True
    """
    return np.random.Generator(np.random.PCG64([seed, part, month]))


def whole(values: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Return ``values`` as whole numbers, rounded up as often as their fraction says."""
    return np.floor(values + generator.random(np.shape(values))).astype("int64")
