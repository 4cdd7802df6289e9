"""How many people must be there so that tickets are taken up in time: Erlang's formula of waiting.

It assumes that tickets come in at random at a steady rate, that handling times are exponential, that everyone
waits, and that whoever is free takes the next one. Source: A. K. Erlang (1917).
"""

import math


def waiting_share(load: float, staff: int) -> float:
    """Return the share of tickets that find everyone busy.

    Parameters
    ----------
    load : float
        Tickets an hour times hours a ticket.
    staff : int

    Returns
    -------
    float
        1 where the staff cannot cope with the load.

    Examples
    --------
    >>> round(waiting_share(48, 55), 3)
    0.239
    """
    if load <= 0:
        return 0.0
    if staff <= load:
        return 1.0
    blocked = 1.0
    for number in range(1, staff + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked / (1 - load / staff * (1 - blocked))


def mean_wait(load: float, staff: int, handling: float) -> float:
    """Return the mean wait of all tickets in the unit of ``handling``; infinite where the staff cannot cope.

    Examples
    --------
    >>> round(mean_wait(48, 55, 240), 1)
    8.2
    """
    if staff <= load:
        return math.inf
    return waiting_share(load, staff) * handling / (staff - load)


def staff_needed(per_hour: float, handling: float, within: float, share: float) -> int:
    """Return the fewest people so that a share of tickets is taken up within a time.

    Parameters
    ----------
    per_hour : float
        Tickets an hour.
    handling, within : float
        Minutes of work a ticket, and minutes within which it is to be taken up.
    share : float
        Between 0 and 1.

    Examples
    --------
    >>> staff_needed(4, 15, 15, 0.8)
    2
    """
    load = per_hour * handling / 60
    if load <= 0:
        return 0
    staff = math.floor(load) + 1
    while 1 - waiting_share(load, staff) * math.exp(-(staff - load) * within / handling) < share:
        staff += 1
    return staff
