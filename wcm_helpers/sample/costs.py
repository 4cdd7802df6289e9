"""What serving the invented customers costs: a share of what they are billed, too large a one for a few."""

import numpy as np
import pandas as pd

from wcm_helpers.sample.chance import stream
from wcm_helpers.sample.world import World

#: Of 150 customers so many cost more than they bring, spread over the larger half, this many months back.
_COSTLY, _COSTLY_OF, _COSTLY_FOR = 5, 150, 12
#: Of what is billed, the share that serving costs: usually, and where it is too much; and how it sways.
_USUAL, _TOO_MUCH, _SWAY = (0.70, 0.85), (1.06, 1.30), 0.03


def costly(world: World) -> np.ndarray:
    """Return which customers cost more than they bring in the last year, as booleans in the world's order.

    They are steady ones of the larger half, so that nothing else explains what they bring.
    """
    frame = world.customers
    recent = (world.billed - world.credited)[:, -_COSTLY_FOR:].sum(axis=1)
    larger = np.argsort(-recent, kind="stable")[: len(frame) // 2]
    steady = larger[(frame["behaviour"] == "stable").to_numpy()[larger]]
    count = min(_COSTLY * len(frame) // _COSTLY_OF, len(steady))
    found = np.zeros(len(frame), dtype=bool)
    found[[steady[(2 * nth + 1) * len(steady) // (2 * count)] for nth in range(count)]] = True
    return found


def rows(world: World, seed: int) -> pd.DataFrame:
    """Return the costs in fen: one row for each month of a customer that is billed in it."""
    chance = stream(seed, 7)
    shape = world.billed.shape
    share = np.repeat(chance.uniform(*_USUAL, shape[0])[:, None], shape[1], axis=1)
    share[costly(world), -_COSTLY_FOR:] = chance.uniform(*_TOO_MUCH, shape[0])[costly(world), None]
    share *= chance.uniform(1 - _SWAY, 1 + _SWAY, shape)
    month, customer = np.nonzero(world.billed.T)
    cost = np.rint(world.billed * share).astype("int64")
    return pd.DataFrame(
        {
            "customer_id": world.customers["customer_id"].to_numpy()[customer],
            "month": np.array(world.months)[month],
            "cost": cost[customer, month],
        }
    )
