"""The chart of one customer: the value of each month beside that of the same month a year ago."""

import pandas as pd

from wcm_helpers.charts.style import ACCENT, GREY, INK, Chart, amounts, canvas, defaults, finish
from wcm_helpers.core.formats import missing, month_name, short_amount
from wcm_helpers.core.words import _, joined
from wcm_helpers.reports.classification import sentences as classification_sentences
from wcm_helpers.reports.classification.one_customer.sentences import trend_sentence
from wcm_helpers.reports.classification.result import Classification

_WIDTH = 0.38


@defaults()
def draw(result: Classification, months: pd.DataFrame, customer: str) -> Chart:
    """Draw a bar for each month, and a grey one before it for the same month a year ago.

    Parameters
    ----------
    result : Classification
    months : pd.DataFrame
        See ``analysis.months_of``; not empty.
    customer : str
        Its id.

    Returns
    -------
    Chart
        The change as the title, and every month in words.
    """
    figure, axes = canvas(7.2, 3.0)
    places = range(len(months))
    compared = months["year_ago"].notna().any()
    if compared:
        old = months["year_ago"].fillna(0).astype("float64")
        axes.bar([place - _WIDTH / 2 for place in places], old, _WIDTH, color=GREY)
    now = months["value"].astype("float64")
    axes.bar([place + _WIDTH / 2 * compared for place in places], now, _WIDTH, color=ACCENT)
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xticks(list(places), list(months["month"]), rotation=45, ha="right", rotation_mode="anchor")
    axes.yaxis.set_major_formatter(amounts())
    measure = classification_sentences.measure(result.rule, result.currency)
    axes.set_ylabel(_("{noun}, {unit}", noun=measure.noun[:1].upper() + measure.noun[1:], unit=measure.unit))
    title = trend_sentence(result, customer)
    legend = _("Dark: the month. Grey: the same month a year ago.") if compared else ""
    finish(figure, title=title, source=_partial(result), rule=legend)
    return Chart(figure, joined([title, *(_in_words(row, result) for row in months.to_dict("records"))]))


def _partial(result: Classification) -> str:
    if result.whole_month:
        return ""
    return _("{month} is not complete.", month=month_name(result.month))


def _in_words(row: dict[str, object], result: Classification) -> str:
    words = {
        "month": month_name(row["month"]),
        "amount": classification_sentences.money(row["value"], result),
        "year_ago": short_amount(row["year_ago"]),
    }
    if missing(row["year_ago"]):
        return _("{month}: {amount}.", **words)
    return _("{month}: {amount}, a year before {year_ago}.", **words)
