"""The sites of one month side by side: the same figures of each, what adds up, and which differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wcm_helpers.methods.group_differences import Measured, from_the_others
from wcm_helpers.reporting.comparable import ADDS_UP, Comparable, read_comparables


@dataclass(frozen=True)
class SiteFigures:
    """The figures of one report at one site.

    Attributes
    ----------
    folder, name : str
        Of the site.
    figures : mapping of id to Comparable
    verdicts : mapping of id to str
        ``better``, ``worse``, ``higher`` or ``lower`` than the other sites together, or ``unclear``; a figure
        without an interval, or of one site alone, has none.
    entry : mapping
        Of the report in ``run.json``.
    """

    folder: str
    name: str
    figures: Mapping[str, Comparable]
    entry: Mapping[str, Any]
    verdicts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReportComparison:
    """One report at every site that published it.

    Attributes
    ----------
    title : str
    columns : mapping of id to Comparable
        The figures compared, in order; of each the first site's, for its label and kind.
    sites : list of SiteFigures
    sums : mapping of (id, unit) to float
        What adds up over two sites at least: an amount has a sum a currency.
    """

    title: str
    columns: Mapping[str, Comparable]
    sites: list[SiteFigures]
    sums: Mapping[tuple[str, str], float]


def compare(runs: Mapping[str, dict], language: str) -> list[ReportComparison]:
    """Return the comparison of each report that a site has published.

    Parameters
    ----------
    runs : mapping of folder of a site to dict
        The ``run.json`` of the month.
    language : str
        In which labels and headlines are taken, where a report was made in it.
    """
    names = dict.fromkeys(name for run in runs.values() for name in run["reports"])
    comparisons = (_compare_report(name, runs, language) for name in names)
    return [comparison for comparison in comparisons if comparison.columns]


def in_language(entry: Mapping[str, Any], key: str, language: str, usual: Any) -> Any:
    """Return what a report recorded in a language, ``usual`` where it was not made in it."""
    return entry.get("translations", {}).get(language, {}).get(key, usual)


def _compare_report(name: str, runs: Mapping[str, dict], language: str) -> ReportComparison:
    sites, title = [], ""
    for folder, run in runs.items():
        entry = run["reports"].get(name, {})
        usual = entry.get("comparable")
        figures = read_comparables(in_language(entry, "comparable", language, usual))
        if figures:
            title = title or str(in_language(entry, "title", language, entry.get("title", name)))
            by_id = {one.id: one for one in figures}
            sites.append(SiteFigures(folder, run["site"]["name"], by_id, entry))
    columns = {one.id: one for site in reversed(sites) for one in site.figures.values()}
    ordered = dict.fromkeys(id_ for site in sites for id_ in site.figures)
    verdicts = [_verdicts(id_, sites) for id_ in ordered]
    judged = [
        SiteFigures(
            site.folder, site.name, site.figures, site.entry,
            {id_: by_site[place] for id_, by_site in zip(ordered, verdicts, strict=True) if place in by_site},
        )
        for place, site in enumerate(sites)
    ]  # fmt: skip
    return ReportComparison(title, {id_: columns[id_] for id_ in ordered}, judged, sums_of(sites))


def _verdicts(id_: str, sites: Sequence[SiteFigures]) -> dict[int, str]:
    """Return the verdict on a figure by the place of its site."""
    there = {
        place: site.figures[id_]
        for place, site in enumerate(sites)
        if id_ in site.figures and site.figures[id_].has_interval
    }
    kinds = {(figure.kind, figure.unit) for figure in there.values()}
    if len(there) < 2 or len(kinds) > 1:
        return {}
    measured = [Measured(f.value, f.low or 0.0, f.high or 0.0, f.n or 0.0) for f in there.values()]
    return {
        place: _verdict(interval.low, interval.high, figure.better)
        for (place, figure), interval in zip(there.items(), from_the_others(measured), strict=True)
    }


def _verdict(low: float, high: float, better: str) -> str:
    """Return the word for the interval of a difference.

    Examples
    --------
    >>> [_verdict(0.1, 0.2, better) for better in ("up", "down", "")], _verdict(-0.1, 0.1, "up")
    (['better', 'worse', 'higher'], 'unclear')
    """
    if low <= 0 <= high:
        return "unclear"
    direction = "up" if low > 0 else "down"
    if not better:
        return "higher" if direction == "up" else "lower"
    return "better" if direction == better else "worse"


def sums_of(sites: Sequence[SiteFigures]) -> dict[tuple[str, str], float]:
    """Return the sums of what adds up, by id and unit, of two sites at least.

    Shares, percentiles and scores are not added, and amounts of different currencies never together.
    """
    values: dict[tuple[str, str], list[float]] = {}
    for site in sites:
        for figure in site.figures.values():
            if figure.kind in ADDS_UP:
                values.setdefault((figure.id, figure.unit), []).append(figure.value)
    return {key: sum(several) for key, several in values.items() if len(several) > 1}
