"""Map of points: each with a cross for its intervals and its label beside it, clear of the others."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from wcm_helpers.charts.style import ACCENT, GREY, INK, LIGHT, TEXT, ems

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_SIZE = 8.5

_LINE = 1.3  # height of a label in font sizes
_RADII = (8, 14, 22, 32, 44, 58)  # points between a point and its label
_FAR = 14  # from here on a thin line leads to the label


class Point(NamedTuple):
    """One point: its place, the ends of its intervals, its label, and how it is drawn."""

    x: float
    y: float
    x_ends: tuple[float, float]
    y_ends: tuple[float, float]
    label: str
    marked: bool = False
    hollow: bool = False


def draw_points(
    axes: "Axes",
    points: Sequence[Point],
    *,
    inches: tuple[float, float],
    clear_of: tuple[float, float] | None = None,
) -> None:
    """Draw points with crosses and labels.

    Parameters
    ----------
    axes : Axes
        Its limits are set; they are what the labels are placed by.
    points : sequence of Point
        Marked ones in the accent, hollow ones with an empty ring.
    inches : tuple of float
        Width and height of the axes, about: what is drawn round it later is not known yet.
    clear_of : tuple of float, optional
        A crosshair that labels should not cross.
    """
    for point in points:
        colour = ACCENT if point.marked else TEXT
        faint = GREY if not point.marked else ACCENT
        axes.plot(point.x_ends, [point.y] * 2, color=faint, linewidth=0.9, alpha=0.75, zorder=2)
        axes.plot([point.x] * 2, point.y_ends, color=faint, linewidth=0.9, alpha=0.75, zorder=2)
        axes.plot(
            point.x, point.y, "o", markersize=6, color=colour, zorder=4,
            markerfacecolor="white" if point.hollow else colour,
        )  # fmt: skip
    for point, (dx, dy) in zip(points, offsets(axes, points, inches, clear_of=clear_of), strict=True):
        far = np.hypot(dx, dy) > _FAR
        axes.annotate(
            point.label, (point.x, point.y), (dx, dy), textcoords="offset points", fontsize=LABEL_SIZE,
            ha="left" if dx > 0 else "right" if dx < 0 else "center", va="center", zorder=5,
            color=ACCENT if point.marked else INK, annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.6, "shrinkA": 1, "shrinkB": 3}
            if far else None,
        )  # fmt: skip


def draw_lines(axes: "Axes", x: float, y: float, *, main: bool = True) -> None:
    """Draw a crosshair: solid as the line that decides, dashed and light beside it."""
    style = (
        {"color": TEXT, "linewidth": 1.0} if main else {"color": GREY, "linewidth": 0.8, "linestyle": "--"}
    )
    axes.axvline(x, zorder=1, **style)
    axes.axhline(y, zorder=1, **style)


def draw_corners(axes: "Axes", words: Sequence[str]) -> None:
    """Write a word into each corner: upper left, upper right, lower left, lower right."""
    corners = (
        (0, 1, "left", "top"),
        (1, 1, "right", "top"),
        (0, 0, "left", "bottom"),
        (1, 0, "right", "bottom"),
    )
    for word, (x, y, ha, va) in zip(words, corners, strict=True):
        axes.annotate(
            word, (x, y), (5 if x == 0 else -5, -5 if y == 1 else 5), xycoords="axes fraction",
            textcoords="offset points", ha=ha, va=va, fontsize=9, color=TEXT, zorder=5,
            bbox={"boxstyle": "square,pad=0.15", "facecolor": LIGHT, "edgecolor": "none", "alpha": 0.9},
        )  # fmt: skip


def offsets(
    axes: "Axes",
    points: Sequence[Point],
    inches: tuple[float, float],
    *,
    corner: float = 22,
    clear_of: tuple[float, float] | None = None,
) -> list[tuple[float, float]]:
    """Return where each label is put, in points from its point: the nearest free place of several.

    Labels avoid each other, the points, the words in the corners (``corner`` points high) and the frame.
    """
    width, height = 72 * inches[0], 72 * inches[1]
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    places = [((p.x - left) / (right - left) * width, (p.y - low) / (high - low) * height) for p in points]
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in places]
    taken += _crosses(points, places, (width / (right - left), height / (high - low)))
    third = width / 3
    for x0, x1 in ((0, third), (width - third, width)):
        taken += [(x0, 0, x1, corner), (x0, height - corner, x1, height)]
    if clear_of is not None:
        x, y = (clear_of[0] - left) / (right - left) * width, (clear_of[1] - low) / (high - low) * height
        taken += [(x - 1, 0, x + 1, height), (0, y - 1, width, y + 1)]
    result: list[tuple[float, float]] = []
    for number, (point, (x, y)) in enumerate(zip(points, places, strict=True)):
        others = taken[:number] + taken[number + 1 :]
        wide, tall = ems(point.label) * LABEL_SIZE, _LINE * LABEL_SIZE
        dx, dy, box = min(
            (_candidate(x, y, radius, angle, wide, tall) for radius in _RADII for angle in range(0, 360, 15)),
            key=lambda candidate: _cost(candidate, others, width, height),
        )
        taken.append(box)
        result.append((dx, dy))
    return result


_Box = tuple[float, float, float, float]


def _crosses(
    points: Sequence[Point], places: Sequence[tuple[float, float]], scale: tuple[float, float]
) -> list[_Box]:
    """Return the boxes of the lines of each cross, in points."""
    boxes = []
    for point, (x, y) in zip(points, places, strict=True):
        left, right = (x + (end - point.x) * scale[0] for end in point.x_ends)
        low, high = (y + (end - point.y) * scale[1] for end in point.y_ends)
        boxes += [(left, y - 1.5, right, y + 1.5), (x - 1.5, low, x + 1.5, high)]
    return boxes


def _candidate(
    x: float, y: float, radius: float, angle: int, wide: float, tall: float
) -> tuple[float, float, _Box]:
    """Return the offset of a label at an angle from its point, and its box."""
    dx = round(radius * float(np.cos(np.radians(angle))), 1) + 0.0
    dy = round(radius * float(np.sin(np.radians(angle))), 1) + 0.0
    left = x + dx if dx > 0 else x + dx - wide if dx < 0 else x - wide / 2
    return dx, dy, (left, y + dy - tall / 2, left + wide, y + dy + tall / 2)


def _cost(
    candidate: tuple[float, float, _Box], taken: Sequence[_Box], width: float, height: float
) -> tuple[float, float]:
    """Return the area a label would cover of what is drawn or outside, then its distance, the right first."""
    dx, dy, (left, low, right, high) = candidate
    covered = sum(
        max(0.0, min(right, b[2]) - max(left, b[0])) * max(0.0, min(high, b[3]) - max(low, b[1]))
        for b in taken
    )
    beyond = max(0.0, -left) + max(0.0, right - width) + max(0.0, -low) + max(0.0, high - height)
    return (round(covered + 50 * beyond, 3), np.hypot(dx, dy) + (0.5 if dx <= 0 else 0.0) + abs(dy) * 0.01)
