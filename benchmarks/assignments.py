"""Assign 200 made-up customers to 12 account managers, every optimum proved."""

#: Books of customers, each with random numbers of its own.
SEEDS = (1, 2, 3)
CUSTOMERS, MANAGERS = 200, 12


def assign_books() -> None:
    """Assign the customers of each book: mismatch, moves and uneven loads in begun working hours."""
    import numpy as np
    import pandas as pd

    from wcm_helpers.methods.assignment import assign

    ids = [f"C{n:03d}" for n in range(CUSTOMERS)]
    people = [f"M{n:02d}" for n in range(MANAGERS)]
    for seed in SEEDS:
        chance = np.random.default_rng(seed)
        minutes = pd.Series(np.exp(chance.normal(5, 0.8, CUSTOMERS)).round().astype(int), ids)
        mismatch = chance.integers(0, 5, (CUSTOMERS, MANAGERS)) * 100_000
        mismatch[np.arange(CUSTOMERS), chance.integers(0, MANAGERS, CUSTOMERS)] = 0
        result = assign(
            pd.DataFrame(mismatch, ids, people),
            minutes,
            pd.Series(int(minutes.sum() / MANAGERS * 1.1), people),
            current=pd.Series(np.array(people)[chance.integers(0, MANAGERS, CUSTOMERS)], ids),
            moved_cost=150_000,
            balance=600_000,
            step=60,
        )
        assert result.key == "optimal", (seed, result.key, result.gap)
