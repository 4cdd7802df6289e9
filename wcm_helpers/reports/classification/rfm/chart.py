"""The map of the segments: eight fields, each with a circle for its customers and a dark one for class A."""

from wcm_helpers.charts.style import ACCENT, GREY, INK, LIGHT, TEXT, Chart, canvas, defaults, finish
from wcm_helpers.core.formats import missing, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.rfm import sentences as segment_sentences
from wcm_helpers.reports.classification.rfm.result import Segments

#: The place of a segment: its column, and its row from below.
PLACES = {key: (place % 4, 1 - place // 4) for place, key in enumerate(rfm.SEGMENTS)}
#: Diameter in points of the largest circle, and of the smallest that is still visible.
LARGEST, SMALLEST = 40, 5
#: The middle of the circles within a field, and where the words beside them begin.
CENTRE, BESIDE, MIDDLE = 0.24, 0.475, 0.34


@defaults()
def draw(classification: Classification, segments: Segments) -> Chart:
    """Draw the customers of each segment, those of class A, and their share of the value.

    Parameters
    ----------
    classification : Classification
        Of the month under review.
    segments : Segments
        As ``segment_customers`` returns them.

    Returns
    -------
    Chart
        The figure, and the same numbers in words.
    """
    figure, axes = canvas(7.2, 3.6)
    most = max(1, int(segments.counts["customers"].max()))
    for row in segments.counts.to_dict("records"):
        left, foot = PLACES[row["segment"]]
        axes.add_patch(_field(left, foot))
        _heading(axes, row, left, foot)
        _circles(axes, row, left, foot, most)
        _numbers(axes, row, left, foot)
    axes.set(xlim=(0, 4), ylim=(0, 2))
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    columns = [_("active, often"), _("active, seldom"), _("slipping, often"), _("slipping, seldom")]
    axes.set_xticks([0.5, 1.5, 2.5, 3.5], columns)
    axes.set_yticks([0.5, 1.5], [_("smaller"), _("large")], rotation=90, va="center")
    axes.set_xlabel(_axis(segments))
    axes.set_ylabel(_("Value"))
    rule = _(
        "Circle: customers, by area; dark: those in class A; percent: share of {noun}. "
        "Large, often: score above {middle}; slipping: below.",
        noun=sentences.measure(classification.rule).noun,
        middle=rfm.middle_score(),
    )
    headline = segment_sentences.headline(segments, classification)
    finish(figure, title=headline, source=sentences.source_line(classification), rule=rule)
    return Chart(figure, _alt(classification, segments))


def _field(left: int, foot: int):
    from matplotlib.patches import Rectangle

    return Rectangle(
        (left + 0.02, foot + 0.025), 0.96, 0.95, facecolor="white", edgecolor=GREY, linewidth=0.7
    )


def _heading(axes, row: dict[str, object], left: int, foot: int) -> None:
    name = segment_sentences.names()[row["segment"]]
    axes.text(left + 0.07, foot + 0.85, name, va="center", fontsize=8.8, color=INK)


def _circles(axes, row: dict[str, object], left: int, foot: int, most: int) -> None:
    """Draw the customers as a circle and those of class A as one inside it, both by area."""
    for count, colour, edge in ((row["customers"], LIGHT, GREY), (row["in_a"], ACCENT, ACCENT)):
        if count:
            across = max(SMALLEST, LARGEST * (count / most) ** 0.5)
            axes.scatter(
                left + CENTRE, foot + MIDDLE, s=across**2, color=colour, edgecolors=edge, linewidth=0.7
            )


def _numbers(axes, row: dict[str, object], left: int, foot: int) -> None:
    """Write the numbers right of the circles; of an empty field only that it is empty."""
    if not row["customers"]:
        axes.text(left + 0.07, foot + MIDDLE, _("nobody"), va="center", fontsize=8.5, color=TEXT)
        return
    lines = [
        (number(row["customers"]), 11, INK),
        (_("{n} in A", n=number(row["in_a"])), 8, ACCENT if row["in_a"] else TEXT),
        (percent(row["share"]), 8, TEXT),
    ]
    for (text, size, colour), up in zip(lines, (0.17, 0.0, -0.13), strict=True):
        axes.text(left + BESIDE, foot + MIDDLE + up, text, va="center", fontsize=size, color=colour)


def _axis(segments: Segments) -> str:
    measures = set(segments.edges["measure"])
    if "trend" not in measures:
        return _("Recency (days since the last activity) and frequency")
    if "recency" not in measures:
        return _("Recency (under contract: trend of value) and frequency")
    return _("Recency (days since the last activity; under contract: trend of value) and frequency")


def _alt(classification: Classification, segments: Segments) -> str:
    names, noun = segment_sentences.names(), sentences.measure(classification.rule).noun
    counts = segments.counts[segments.counts["customers"] > 0]
    fields = [_in_words(row, names[row["segment"]], noun) for row in counts.to_dict("records")]
    headline = segment_sentences.headline(segments, classification)
    return joined([_("Map of the segments."), headline, *fields])


def _in_words(row: dict[str, object], name: str, noun: str) -> str:
    """Return a segment of the map in words; its share only where there is a total."""
    words = {"name": name, "in_a": number(row["in_a"]), "noun": noun}
    if missing(row["share"]):
        return ngettext(
            "{name}: {n} customer, {in_a} in class A.",
            "{name}: {n} customers, {in_a} in class A.",
            row["customers"],
            **words,
        )
    return ngettext(
        "{name}: {n} customer, {in_a} in class A, {share} of {noun}.",
        "{name}: {n} customers, {in_a} in class A, {share} of {noun}.",
        row["customers"],
        share=percent(row["share"]),
        **words,
    )
