"""Add to orders and lines what the performance review reads: faults, arrivals, and quantities received."""

import numpy as np

from wcm_helpers.sample.chance import stream
from wcm_helpers.sample.orders import Month

#: The step that made an order late, and whose fault that was; the rest is not recorded.
_TRANSPORT, _RECORDED, _BY_CUSTOMER = 4, 0.75, 0.05
#: When goods in arrive, as a share of the time to their booking; lines that are received short.
_ARRIVED, _RECEIVED_SHORT = (0.25, 0.60), 0.02


def with_faults(month: Month, number: int, seed: int) -> Month:
    """Return the orders with ``fault``, arrival and booking, and the lines with ``qty_received``.

    Goods in arrive after they were announced and are put away when they are signed for.
    """
    orders, lines = month
    chance = stream(seed, 10, number)
    n = len(orders)
    late = orders["cause"].to_numpy() >= 0
    luck = chance.random((3, n))
    whose = np.where(orders["cause"].to_numpy() == _TRANSPORT, "carrier", "own")
    whose = np.where(luck[0] < _BY_CUSTOMER, "customer", whose)
    inward = (orders["direction"] == "in").to_numpy()
    created, done = (orders[name].to_numpy() for name in ("created_at", "signed_at"))
    share = _ARRIVED[0] + (_ARRIVED[1] - _ARRIVED[0]) * luck[2]
    arrived = np.where(inward & (done >= 0), created + np.floor(share * (done - created)).astype("int64"), -1)
    orders = orders.assign(
        fault=np.where(late & ~inward & (luck[1] < _RECORDED), whose, ""),
        arrived_at=arrived,
        put_away_at=np.where(inward, done, -1),
    )
    order = lines["order"].to_numpy()
    short = chance.random(len(lines)) < _RECEIVED_SHORT
    ordered = lines["qty_ordered"].to_numpy()
    received = np.where(short, np.maximum(0, ordered - np.maximum(1, ordered // 20)), ordered)
    known = inward[order] & (done[order] >= 0)
    return Month(orders, lines.assign(qty_received=np.where(known, received, -1)))
