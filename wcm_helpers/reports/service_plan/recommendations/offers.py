"""Services that nearly all other customers of an industry have, and one has not."""

import pandas as pd

from wcm_helpers.methods.count_distributions import hypergeometric

#: An industry is compared from so many customers on, if such a share of the others has the service.
FEWEST, MOST_HAVE = 5, 2 / 3
#: The accepted chance of any finding among all services and industries, if industries were all alike.
CHANCE = 0.05
COLUMNS = ("customer_id", "industry", "service", "buyers", "others", "elsewhere")


def missing_services(bought: pd.DataFrame, industries: pd.Series) -> pd.DataFrame:
    """Return who lacks a service that is clearly one of its industry.

    Clearly: two thirds of the other customers of the industry have it, and more of the industry have it than
    of all other customers by more than chance explains (Fisher's exact test, one-sided, by Bonferroni over
    all services and industries that are compared).

    Parameters
    ----------
    bought : pd.DataFrame of bool, customers × services
    industries : pd.Series
        The industry by customer; None unknown.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``industry``, ``service``, ``buyers`` of the ``others`` of its industry, and
        ``elsewhere``, the share of the customers of other industries that have it; sorted.

    Examples
    --------
    Nine of ten have goods labelled in the trade of electronics, and nobody elsewhere:

    >>> index = [f"e{n}" for n in range(10)] + [f"f{n}" for n in range(10)]
    >>> bought = pd.DataFrame({"labels": [True] * 9 + [False] * 11}, index=index)
    >>> missing_services(bought, pd.Series(["e"] * 10 + ["f"] * 10, index=index)).values.tolist()
    [['e9', 'e', 'labels', 9, 9, 0.0]]
    """
    industry = industries.reindex(bought.index)
    known = bought[industry.notna()]
    industry = industry[industry.notna()]
    sizes = industry.value_counts()
    compared = sorted(sizes.index[(sizes >= FEWEST) & (sizes < len(known))])
    limit = CHANCE / max(1, len(compared) * bought.shape[1])
    rows = []
    for name in compared:
        here = industry == name
        for service in sorted(bought.columns):
            buyers, everywhere = int(known.loc[here, service].sum()), int(known[service].sum())
            n = int(here.sum())
            possible, chances = hypergeometric(len(known), everywhere, n)
            p = chances[possible >= buyers].sum()
            if buyers < n and buyers >= MOST_HAVE * (n - 1) and p <= limit:
                elsewhere = (everywhere - buyers) / (len(known) - n)
                without = known.index[here & ~known[service]]
                rows += [(one, name, service, buyers, n - 1, elsewhere) for one in without]
    return pd.DataFrame(rows, columns=list(COLUMNS)).sort_values(
        ["customer_id", "service"], ignore_index=True
    )
