"""Random books of business, shared by the property tests.

Values are ten-thousandths; small pools of values make ties common, wide ones make one customer dominate.
"""

from hypothesis import strategies as st

MONTHS = ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]

amounts = st.sampled_from([0, 10_000, 20_000, 500_000]) | st.integers(-(10**7), 10**12)


def values(max_size=24):
    """Return a strategy for value by customer id, as a dict; ids are not in the order of values."""
    return st.lists(amounts, min_size=1, max_size=max_size).map(
        lambda held: {f"c{place * 7 % 29:02d}": value for place, value in enumerate(held)}
    )


def facts(max_size=40):
    """Return a strategy for rows of facts: (customer, month, value, orders), one a customer and month."""
    keys = st.tuples(st.sampled_from([f"c{i}" for i in range(9)]), st.sampled_from(MONTHS))
    cells = st.tuples(amounts, st.integers(0, 9))
    return st.dictionaries(keys, cells, min_size=1, max_size=max_size)
