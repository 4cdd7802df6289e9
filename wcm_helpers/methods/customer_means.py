"""Several respondents of one customer: averaged within the customer, so that it counts once."""

import pandas as pd


def customer_means(answers: pd.DataFrame, customer_id: pd.Series) -> pd.DataFrame:
    """Return the mean of each customer's answers, question by question; a customer with none has NaN.

    Parameters
    ----------
    answers : pd.DataFrame
        A row a response, a column a question, NaN where not answered.
    customer_id : pd.Series
        The customer of each response, None where unknown: those rows are left out.

    Returns
    -------
    pd.DataFrame
        By ``customer_id``, sorted; the columns of ``answers``.

    Examples
    --------
    >>> answers = pd.DataFrame({"SAT": [5.0, 2.0, None, 3.0]})
    >>> customer_means(answers, pd.Series(["x", "x", "x", None]))["SAT"].to_dict()
    {'x': 3.5}
    """
    known = customer_id.notna()
    return answers[known].groupby(customer_id[known].to_numpy(), sort=True).mean().rename_axis("customer_id")
