"""Who moved between the classes: value before and now, and the strip of classes month by month."""

from wcm_helpers.analysis import sentences
from wcm_helpers.analysis.answer import Classification
from wcm_helpers.charts.class_words import empty, short_name
from wcm_helpers.charts.style import (
    ACCENT,
    CLASS_SHADES,
    GREY,
    INK,
    Chart,
    amounts,
    canvas,
    finish,
    text_on,
)
from wcm_helpers.formats import amount, listed, number
from wcm_helpers.words import _, ngettext

#: So many movers are drawn, the weightiest; the table holds them all.
SHOWN = 12


def draw(found: Classification) -> Chart:
    """Draw what each mover brought in the window before and brings now, the weightiest first.

    Parameters
    ----------
    found : Classification
        The month's review.

    Returns
    -------
    Chart
        The figure, and the same numbers in words; one line of text when nobody moved.
    """
    if found.moves.empty:
        return empty(found, _nobody(found))
    shown = found.moves.iloc[:SHOWN]
    figure, axes = canvas(7.2, 1.7 + 0.3 * len(shown))
    places = range(len(shown))
    axes.hlines(places, shown["value_before"], shown["value"], color=GREY, linewidth=2, zorder=2)
    axes.plot(shown["value_before"], places, "o", markerfacecolor="white", color=GREY, markersize=6, zorder=3)
    axes.plot(shown["value"], places, "o", color=ACCENT, markersize=6, zorder=4)
    for place, row in zip(places, shown.to_dict("records"), strict=True):
        axes.annotate(
            _arrow(row),
            (1, place),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            color=INK,
        )
    axes.set_yticks(list(places), [short_name(name) for name in shown["customer_name"]])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlim(left=min(0, shown[["value_before", "value"]].min().min()))
    axes.margins(x=0.04)
    axes.xaxis.set_major_formatter(amounts())
    measure = sentences.measure(found.rule, found.currency)
    axes.set_xlabel(
        _(
            "{noun}, {months} months, {unit} (ring: a month ago; dot: now)",
            noun=measure.noun[:1].upper() + measure.noun[1:],
            months=found.rule.window_months,
            unit=measure.unit,
        )
    )
    title = _title(found)
    finish(figure, title=title, source=sentences.source_line(found), rule=_cut_words(found))
    told = [
        _(
            "{name} {move}, {before} before, {now} now",
            name=row["customer_name"],
            move=_arrow(row),
            before=amount(row["value_before"]),
            now=amount(row["value"]),
        )
        for row in shown.to_dict("records")
    ]
    return Chart(figure, _("{title} {list}.", title=title, list="; ".join(told)))


def strip(found: Classification) -> Chart:
    """Draw the class of each mover in every month told, one row a customer, the weightiest first.

    Parameters
    ----------
    found : Classification
        The month's review.

    Returns
    -------
    Chart
        The figure with a letter in every cell, and the same in words; one line of text when nobody moved.
    """
    if found.moves.empty:
        return empty(found, _nobody(found))
    shown = found.moves.iloc[:SHOWN]
    table = found.strip.reindex(shown["customer_id"])
    figure, axes = canvas(7.2, 1.5 + 0.27 * len(shown))
    for row, letters in enumerate(table.to_numpy()):
        for column, letter in enumerate(letters):
            if isinstance(letter, str):
                shade = CLASS_SHADES[letter]
                axes.barh(row, 0.94, left=column + 0.03, height=0.86, color=shade)
                axes.text(
                    column + 0.5, row, letter, ha="center", va="center", fontsize=7.5, color=text_on(shade)
                )
    axes.set_yticks(range(len(shown)), [short_name(name) for name in shown["customer_name"]])
    step = max(1, -(-table.shape[1] // 8))
    columns = list(range(table.shape[1] - 1, -1, -step))
    axes.set_xticks([column + 0.5 for column in columns], [table.columns[column] for column in columns])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlim(0, table.shape[1])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    rule = " ".join([_("No letter: no activity in that window."), _cut_words(found)]).strip()
    title = ngettext(
        "The mover's class, month by month", "The movers' classes, month by month", len(found.moves)
    )
    finish(figure, title=title, source=sentences.source_line(found), rule=rule)
    told = [
        _("{name} {letters}", name=name, letters=" ".join(row))
        for name, row in zip(shown["customer_name"], table.fillna("–").to_numpy(), strict=True)
    ]
    alt = _(
        "Classes from {first} to {last}: {list}.",
        first=table.columns[0],
        last=table.columns[-1],
        list="; ".join(told),
    )
    return Chart(figure, alt)


def _arrow(row: dict[str, object]) -> str:
    return _("{old} → {new}", old=row["from"] or "–", new=row["to"] or "–")


def _nobody(found: Classification) -> str:
    if not found.has_previous:
        return _("There is no month before to compare with.")
    return _("No customer moved between the classes this month.")


def _title(found: Classification) -> str:
    """Return how many moved which way, as a sentence that leaves out what did not happen."""
    counts = found.moves["direction"].value_counts()
    ways = {
        "up": lambda n: _("{n} up", n=n),
        "down": lambda n: _("{n} down", n=n),
        "entered": lambda n: _("{n} entered", n=n),
        "left": lambda n: _("{n} left", n=n),
    }
    said = [say(number(counts[way])) for way, say in ways.items() if way in counts]
    return ngettext(
        "{n} customer moved between the classes: {ways}.",
        "{n} customers moved between the classes: {ways}.",
        len(found.moves),
        ways=listed(said),
    )


def _cut_words(found: Classification) -> str:
    """Say when not every mover is drawn."""
    more = len(found.moves) - SHOWN
    if more <= 0:
        return ""
    return ngettext(
        "The {shown} weightiest are drawn; {n} more is in the table.",
        "The {shown} weightiest are drawn; {n} more are in the table.",
        more,
        shown=SHOWN,
    )
