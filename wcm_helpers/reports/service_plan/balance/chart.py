"""The chart of waits: mean and longest usual wait of each class under three rules."""

from wcm_helpers.charts import style
from wcm_helpers.charts.style import CLASS_SHADES, INK, LIGHT, Chart
from wcm_helpers.core.words import _, joined
from wcm_helpers.reports.service_plan.balance.contention import Contention
from wcm_helpers.reports.service_plan.balance.wording import class_label, rule_name, wait_words

_ROW = 0.24  # inches


@style.defaults()
def waits_chart(made: Contention, title: str) -> Chart:
    """Return two panels of bars from zero: the mean wait and the wait that 95 % of orders do not exceed.

    Parameters
    ----------
    made : Contention
    title : str
        The finding.
    """
    letters = list(dict.fromkeys(made.waits["class"]))
    rules = list(dict.fromkeys(made.waits["rule"]))
    figure, panels = style.canvas(7.2, 1.5 + _ROW * (len(rules) + 0.7) * len(letters), cols=2, sharey=True)
    rows = made.waits.to_dict("records")
    places = {
        (letter, rule): (len(rules) + 0.7) * at + place
        for at, letter in enumerate(letters)
        for place, rule in enumerate(rules)
    }
    names = {"mean": _("Mean wait, working hours"), "p95": _("Wait of 95% of orders at most, working hours")}
    for axes, (column, label) in zip(panels, names.items(), strict=True):
        for row in rows:
            at = places[row["class"], row["rule"]]
            shade = CLASS_SHADES.get(row["class"], LIGHT)
            axes.barh(at, row[column] / 60, height=0.72, color=shade, edgecolor=INK, linewidth=0.5)
            axes.annotate(
                wait_words(row[column]), (row[column] / 60, at), xytext=(4, 0), textcoords="offset points",
                va="center", fontsize=7.5, color=INK,
            )  # fmt: skip
        axes.set_xlabel(label)
        axes.set_xlim(0, 1.2 * max(row[column] for row in rows) / 60 or 1)
        axes.tick_params(axis="y", length=0)
    labels = [
        _("{letter} · {rule}", letter=class_label(letter), rule=rule_name(rule)) for letter, rule in places
    ]
    panels[0].set_yticks([*places.values()], labels)
    panels[0].invert_yaxis()
    spoken = [
        _(
            "{letter}, {rule}: mean {mean}, 95% at most {p95}.",
            letter=class_label(row["class"]), rule=rule_name(row["rule"]), mean=wait_words(row["mean"]),
            p95=wait_words(row["p95"]),
        )
        for row in rows
    ]  # fmt: skip
    rule = _("Simulated on the orders of the month; waits from order to start of work, nights left out.")
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, *spoken]))
