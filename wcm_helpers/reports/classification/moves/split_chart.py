"""The chart of the causes of each class change, as shares of the change."""

import pandas as pd

from wcm_helpers.charts.diverging import draw_diverging
from wcm_helpers.charts.labels import percent_ticks, short_name
from wcm_helpers.charts.style import ACCENT, GREY, INK, LIGHT, Chart, canvas, defaults, finish
from wcm_helpers.core.formats import listed, missing, number, percent, signed
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.split import CAUSES
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.result import Classification

#: Greatest number of customers drawn, in the order of the table.
SHOWN = 12
_LOOK = {
    "own": {"facecolor": ACCENT},
    "others": {"facecolor": GREY},
    "rule": {"facecolor": LIGHT, "hatch": "///", "edgecolor": INK},
    "correction": {"facecolor": "white", "hatch": "...", "edgecolor": INK},
}


def explained_movers(result: Classification) -> pd.DataFrame:
    """Return the rows of ``result.moves`` whose change has its parts: a class before and now, not by hand.

    A customer whose class by the rule came back to its official class has no change to explain.
    """
    frame = result.moves[result.moves["state"] != "returned"]
    both = frame["official_before"].notna() & frame["computed"].notna()
    split = both & frame["own"].notna()
    return frame[split & ~frame["official_reason"].isin(["override", "expired", "recorded"])]


def cause_shares(movers: pd.DataFrame) -> pd.DataFrame:
    """Return each part of a change as a share of all its parts, up with a plus and down with a minus.

    Examples
    --------
    >>> parts = pd.DataFrame({"own": [300], "others": [-100], "rule": [0], "correction": [0]})
    >>> cause_shares(parts).values.tolist()
    [[0.75, -0.25, 0.0, 0.0]]
    """
    parts = movers[list(CAUSES)].astype("float64")
    together = parts.abs().sum(axis=1)
    return parts.div(together.where(together > 0), axis=0)


@defaults()
def draw(result: Classification) -> Chart:
    """Draw what moved each customer against the limit of its class, as shares of the change.

    Parameters
    ----------
    result : Classification

    Returns
    -------
    Chart
        Bars right of zero move up, left of it down; the ring is their sum. Without changes one line of text.
    """
    movers = explained_movers(result)
    if movers.empty:
        return empty(_("No class change of this month can be split by cause."))
    drawn = movers.iloc[:SHOWN]
    shares = cause_shares(drawn).fillna(0.0)
    figure, axes = canvas(7.2, 1.8 + 0.24 * len(drawn))
    causes = [cause for cause in CAUSES if drawn[cause].any()] or ["own"]
    draw_diverging(
        axes,
        {cause: shares[cause].tolist() for cause in causes},
        shares.sum(axis=1).tolist(),
        rows=[f"{short_name(row['customer_name'])}  {step(row)}" for row in drawn.to_dict("records")],
        labels=cause_words(),
        styles=_LOOK,
    )
    axes.xaxis.set_major_formatter(percent_ticks())
    axes.set_xlabel(_("Share of the change of the distance to the limit, % (ring: sum)"))
    title = _title(movers)
    rule = joined([_("Right of zero moves up, left of it down."), cut_words(len(movers), SHOWN)])
    finish(figure, title=title, source=sentences.source_line(result), rule=rule)
    return Chart(figure, _alt(title, drawn, shares, causes))


def signed_share(share: float) -> str:
    """Return a part of a change as whole percent with its sign; a dash where it is absent.

    Examples
    --------
    >>> signed_share(-0.004), signed_share(0.75)
    ('0%', '+75%')
    """
    return "–" if missing(share) else signed(percent(share, 0), round(share, 2))


def step(row: dict[str, object]) -> str:
    """Return the change drawn: from the official class before to the class by the rule."""
    return _("{old} → {new}", old=row["official_before"] or "–", new=row["computed"] or "–")


def cause_words() -> dict[str, str]:
    """Return the parts of a change, as they are named on the chart and in the table."""
    return {
        "own": _("Own value"),
        "others": _("Others' values"),
        "rule": _("Changed rule"),
        "correction": _("Corrected data"),
    }


def cut_words(rows: int, shown: int) -> str:
    """Return the sentence that not every customer is drawn; empty if every one is."""
    more = rows - shown
    if more <= 0:
        return ""
    return ngettext(
        "The first {shown} customers are drawn, {n} more is not.",
        "The first {shown} customers are drawn, {n} more are not.",
        more,
        shown=number(shown),
    )


def _title(movers: pd.DataFrame) -> str:
    weight = movers[list(CAUSES)].abs()
    own = int((weight["own"] >= weight[["others", "rule", "correction"]].max(axis=1)).sum())
    return ngettext(
        "{own} of {n} customer whose class changed or waits to change moved mainly by its own value.",
        "{own} of {n} customers whose class changed or waits to change moved mainly by their own value.",
        len(movers),
        own=number(own),
    )


def _alt(title: str, drawn: pd.DataFrame, shares: pd.DataFrame, causes: list[str]) -> str:
    rows = [
        _("{name} {step}: {parts}.", name=row["customer_name"], step=step(row), parts=_parts(part, causes))
        for row, part in zip(drawn.to_dict("records"), shares.to_dict("records"), strict=True)
    ]
    return joined([title, *rows])


def _parts(part: dict, causes: list[str]) -> str:
    words = cause_words()
    return listed(
        [_("{cause} {share}", cause=words[cause], share=signed_share(part[cause])) for cause in causes]
    )
