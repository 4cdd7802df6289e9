"""The chart of the states: one bar a state, with the part of class A at its start and the money beside it."""

from wcm_helpers.charts.style import ACCENT, GREY, INK, TEXT, Chart, canvas, defaults, finish, thousands
from wcm_helpers.core.formats import missing, month_name, number, signed
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.lifecycle import sentences
from wcm_helpers.reports.classification.lifecycle.result import Lifecycle
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import money

#: Room for the text right of the longest bar, as a share of it.
_ROOM = 0.6


@defaults()
def draw(life: Lifecycle, classification: Classification) -> Chart:
    """Draw how many customers are in each state, how many of them are of class A, and what they bring.

    Parameters
    ----------
    life : Lifecycle
        The states of the month.
    classification : Classification
        Of the same month.

    Returns
    -------
    Chart
        The figure, and the same numbers in words.
    """
    headline = sentences.headline(life, classification)
    if life.too_short:
        return empty(headline)
    rows, names = life.counts.to_dict("records"), sentences.state_names()
    figure, axes = canvas(7.2, 2.9)
    longest = max(row["customers"] for row in rows)
    for place, row in enumerate(rows):
        axes.barh(place, row["customers"], height=0.66, color=GREY)
        axes.barh(place, row["class_a"], height=0.66, color=ACCENT)
        label = axes.annotate(
            number(row["customers"]), (row["customers"], place), (5, 0),
            textcoords="offset points", va="center", fontsize=9, color=INK,
        )  # fmt: skip
        axes.annotate(
            _side(row, classification), (1, 0.5), (6, 0),
            xycoords=label, textcoords="offset points", va="center", fontsize=8, color=TEXT,
        )  # fmt: skip
    axes.set_yticks(range(len(rows)), [names[row["state"]] for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(rows) - 0.45, -0.55)
    axes.set_xlim(0, longest * (1 + _ROOM))
    axes.set_xticks([tick for tick in axes.get_xticks() if tick <= longest and tick == int(tick)])
    axes.xaxis.set_major_formatter(thousands())
    axes.set_xlabel(_("Customers"))
    title = joined([headline, sentences.changed(life)])
    source = sentences.source_line(life, classification)
    finish(figure, title=title, source=source, rule=_rule(life, classification))
    alt = [_spoken(row, names[row["state"]], classification) for row in rows]
    return Chart(figure, joined([headline, *alt]))


def _side(row: dict[str, object], classification: Classification) -> str:
    """Return the text beside the number: the change on the month before, and the money."""
    amount = money(row["value"], classification)
    if missing(row["change"]) or not row["change"]:
        return amount
    return _("{change} · {amount}", change=signed(number(row["change"]), row["change"]), amount=amount)


def _spoken(row: dict[str, object], name: str, classification: Classification) -> str:
    return ngettext(
        "{state}: {n} customer, {in_a} of class A, {amount}.",
        "{state}: {n} customers, {in_a} of class A, {amount}.",
        row["customers"],
        state=name,
        in_a=number(row["class_a"]),
        amount=money(row["value"], classification),
    )


def _rule(life: Lifecycle, classification: Classification) -> str:
    words = {"months": classification.window_length}
    if life.previous is None:
        return _("Dark: class A. Amounts: {months}-month window.", **words)
    before = month_name(life.previous)
    return _(
        "Dark: class A. Amounts: {months}-month window. Signed numbers: change in customers since {before}.",
        before=before,
        **words,
    )
