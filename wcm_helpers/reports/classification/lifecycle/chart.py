"""The chart of the states: one bar a state, with the part of class A at its start."""

from wcm_helpers.charts.style import ACCENT, GREY, INK, TEXT, Chart, canvas, defaults, finish, thousands
from wcm_helpers.core.formats import missing, month_name, number, signed
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.lifecycle import sentences
from wcm_helpers.reports.classification.lifecycle.result import Lifecycle
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import measure

#: Room for the text right of the longest bar, as a share of it.
_ROOM = 0.5


@defaults()
def draw(life: Lifecycle, classification: Classification) -> Chart:
    """Draw how many customers are in each state, and how many of them are of class A.

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
    if life.too_short:
        return empty(classification, sentences.headline(life))
    rows, names = life.counts.to_dict("records"), sentences.state_names()
    figure, axes = canvas(7.2, 3.5)
    longest = max(row["customers"] for row in rows)
    for place, row in enumerate(rows):
        axes.barh(place, row["customers"], height=0.66, color=GREY)
        axes.barh(place, row["class_a"], height=0.66, color=ACCENT)
        label = axes.annotate(
            _number_words(row), (row["customers"], place), (5, 0),
            textcoords="offset points", va="center", fontsize=9, color=INK,
        )  # fmt: skip
        axes.annotate(
            _side_words(row), (1, 0.5), (0, 0),
            xycoords=label, textcoords="offset points", va="center", fontsize=8, color=TEXT,
        )  # fmt: skip
    axes.set_yticks(range(len(rows)), [names[row["state"]] for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(rows) - 0.45, -0.55)
    axes.set_xlim(0, longest * (1 + _ROOM))
    axes.set_xticks([tick for tick in axes.get_xticks() if tick <= longest and tick == int(tick)])
    axes.xaxis.set_major_formatter(thousands())
    axes.set_xlabel(_("Customers (dark: of class A, by the window's {noun})",
                      noun=measure(classification.rule).noun))  # fmt: skip
    rule = _("Each customer has one state, by its own rhythm; the rules stand under the tables.")
    if life.previous is not None:
        rule = f"{rule} {_('Signs: change since {month}.', month=month_name(life.previous))}"
    source = ngettext(
        "Source: {source}; {first} to {month}; {count} customer.",
        "Source: {source}; {first} to {month}; {count} customers.",
        len(life.customers),
        count=number(len(life.customers)),
        source=classification.source,
        first=month_name(classification.customer_months.first_month),
        month=month_name(classification.month),
    )
    finish(
        figure,
        title=f"{sentences.headline(life)} {sentences.changed(life)}".strip(),
        source=source,
        rule=rule,
    )
    parts = [f"{names[row['state']]} {_number_words(row)}{_side_words(row)}" for row in rows]
    headline = sentences.headline(life)
    return Chart(figure, _("{title} {list}.", title=headline, list="; ".join(parts)))


def _number_words(row: dict[str, object]) -> str:
    return number(row["customers"])


def _side_words(row: dict[str, object]) -> str:
    """Return the text beside the number: the part of class A, and the change."""
    parts = []
    if row["class_a"]:
        parts.append(_("{n} in class A", n=number(row["class_a"])))
    if not missing(row["change"]) and row["change"]:
        parts.append(signed(number(row["change"]), row["change"]))
    return "".join(f" · {part}" for part in parts)
