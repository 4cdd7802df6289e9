"""Write the costs of service: a share of the billed revenue, and for a few customers more than all of it."""

import numpy as np
import pandas as pd

from wcm_helpers.sample.chance import stream
from wcm_helpers.sample.world import World

#: Of 150 customers so many cost more than they bring, spread over the larger half, in the last months.
_COSTLY, _COSTLY_OF, _COSTLY_FOR = 5, 150, 12
#: Costs as a share of the billed revenue: usual, and of a costly customer; and its monthly variation.
_USUAL, _COSTLY_SHARE, _VARIATION = (0.70, 0.85), (1.06, 1.30), 0.03


def costly(world: World) -> np.ndarray:
    """Return which customers cost more than they bring in the last year: booleans, as ``world.customers``.

    They are stable customers of the larger half, so that nothing else explains their margin.
    """
    frame = world.customers
    recent = (world.billed - world.credited)[:, -_COSTLY_FOR:].sum(axis=1)
    larger = np.argsort(-recent, kind="stable")[: len(frame) // 2]
    steady = larger[(frame["behaviour"] == "stable").to_numpy()[larger]]
    count = min(_COSTLY * len(frame) // _COSTLY_OF, len(steady))
    flags = np.zeros(len(frame), dtype=bool)
    flags[[steady[(2 * nth + 1) * len(steady) // (2 * count)] for nth in range(count)]] = True
    return flags


def rows(world: World, seed: int) -> pd.DataFrame:
    """Return the costs: ``customer_id``, ``month`` and ``cost`` in fen, a row a billed customer and month."""
    chance = stream(seed, 7)
    shape = world.billed.shape
    share = np.repeat(chance.uniform(*_USUAL, shape[0])[:, None], shape[1], axis=1)
    share[costly(world), -_COSTLY_FOR:] = chance.uniform(*_COSTLY_SHARE, shape[0])[costly(world), None]
    share *= chance.uniform(1 - _VARIATION, 1 + _VARIATION, shape)
    month, customer = np.nonzero(world.billed.T)
    cost = np.rint(world.billed * share).astype("int64")
    return pd.DataFrame(
        {
            "customer_id": world.customers["customer_id"].to_numpy()[customer],
            "month": np.array(world.months)[month],
            "cost": cost[customer, month],
        }
    )
