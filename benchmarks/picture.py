"""Draw how CPU seconds and peak memory grow with the number of lines, of the workbook and of the floors."""

from typing import TYPE_CHECKING, Any

from benchmarks import results

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: The lines: group, task and label.
_OURS = ("orders", "order_facts", "order facts")
_FLOOR = ("orders", "orders_floor", "bare scan")
_REVENUE = ("revenue", "billing_facts", "revenue facts")
_REVENUE_FLOOR = ("revenue", "revenue_floor", "bare scan of billing")


def growth(saved: dict[str, Any]) -> tuple[str, str]:
    """Return the chart as SVG, and its alternative text."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, NullLocator

    from wcm_helpers.charts import style

    sizes = drawable(saved)
    figure, (left, right) = style.canvas(7.2, 3.9, cols=2)
    _lines(left, saved, sizes, "cpu", (_OURS, _FLOOR, _REVENUE, _REVENUE_FLOOR))
    _lines(right, saved, sizes, "memory", (_OURS, _FLOOR, _REVENUE))
    for axes, title in ((left, "CPU seconds"), (right, "Peak memory, MB")):
        axes.set_title(title, loc="left", fontsize=9, color=style.TEXT)
        axes.set_xlabel("order lines")
        axes.set_xlim(sizes[0] * 0.8, sizes[-1] * (sizes[-1] / sizes[0]) ** 0.85)
        axes.xaxis.set_major_locator(FixedLocator(sizes))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value)))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_minor_locator(NullLocator())
    title, alt = finding(saved, sizes), alternative_text(saved, sizes)
    style.finish(
        figure, title=title, rule="Both axes in powers of ten. Whole processes, start-up included; medians."
    )
    return style.svg(figure), alt


def drawable(saved: dict[str, Any]) -> list[int]:
    """Return the sizes with costs of both kinds of facts, smallest first."""
    groups = {size: saved[str(size)]["groups"] for size in results.sizes(saved)}
    return [
        size for size, of in groups.items() if all(of.get(n, {}).get("costs") for n in ("orders", "revenue"))
    ]


def _value(saved: dict[str, Any], size: int, line: tuple[str, str, str], measure: str) -> float:
    return saved[str(size)]["groups"][line[0]]["costs"][line[1]][measure]


def _lines(axes: "Axes", saved: dict[str, Any], sizes: list[int], measure: str, lines: tuple) -> None:
    """Draw one labelled line for each task: the workbook dark and solid, floors grey and dashed."""
    from wcm_helpers.charts import style

    axes.set_xscale("log")
    axes.set_yscale("log")
    ends, unit = [], "s" if measure == "cpu" else "MB"
    for line in lines:
        floor, main = "scan" in line[2], line[0] == "orders"
        values = [_value(saved, size, line, measure) for size in sizes]
        colour = style.GREY if floor else style.ACCENT
        axes.plot(sizes, values, color=colour, linestyle="--" if floor else "-",
                  marker="o" if main else "s", markersize=4, linewidth=2 if main else 1.2)  # fmt: skip
        ends.append((values[-1], f"{line[2]}, {values[-1]:,.0f} {unit}", colour if not floor else style.TEXT))
    low, high = axes.get_ylim()
    places = spread([value for value, _, _ in ends], (high / low) ** 0.075)
    for (_, name, colour), place in zip(ends, places, strict=True):
        axes.text(sizes[-1] * 1.15, place, name, color=colour, fontsize=7.5, va="center")


def spread(values: list[float], apart: float) -> list[float]:
    """Return positions for labels, each at least a factor above the next lower one.

    Examples
    --------
    >>> spread([100.0, 10.0, 11.0], 1.5)
    [100.0, 10.0, 15.0]
    """
    places, last = dict.fromkeys(values, 0.0), 0.0
    for value in sorted(places):
        last = places[value] = max(value, last * apart)
    return [places[value] for value in values]


def short(size: float) -> str:
    """Return a number of lines as an axis label.

    Examples
    --------
    >>> short(50_000_000), short(3_600)
    ('50M', '3.6k')
    """
    return f"{size / 1e6:g}M" if size >= 1e6 else f"{size / 1e3:g}k"


def finding(saved: dict[str, Any], sizes: list[int]) -> str:
    """Return the finding as a sentence, from the smallest and the largest size."""
    first, last = sizes[0], sizes[-1]
    ours = [_value(saved, size, _OURS, "cpu") for size in (first, last)]
    ratio = ours[1] / _value(saved, last, _FLOOR, "cpu")
    memory = [_value(saved, size, _OURS, "memory") for size in (first, last)]
    return (
        f"{last / first:,.3g} times the order lines cost {ours[1] / ours[0]:.1f} times the CPU and "
        f"{memory[1] / memory[0]:.1f} times the memory: at {short(last)} lines the order facts take "
        f"{ratio:.1f} times a bare scan and {memory[1]:,.0f} MB"
    )


def alternative_text(saved: dict[str, Any], sizes: list[int]) -> str:
    """Return the chart in words."""
    parts = []
    for size in sizes:
        cpu = [_value(saved, size, line, "cpu") for line in (_OURS, _FLOOR, _REVENUE, _REVENUE_FLOOR)]
        memory = [_value(saved, size, line, "memory") for line in (_OURS, _FLOOR)]
        parts.append(
            f"at {short(size)} order lines the order facts take {cpu[0]:.1f} s of CPU and "
            f"{memory[0]:,.0f} MB, the bare scan {cpu[1]:.1f} s and {memory[1]:,.0f} MB, the revenue facts "
            f"{cpu[2]:.1f} s and their scan {cpu[3]:.1f} s"
        )
    return f"Two panels of lines against the number of order lines: {'; '.join(parts)}."
