"""Why a published month would come out otherwise today: from its record and today's basis to reasons."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest

from wcm_helpers.reporting.basis import published_digest

#: Parts of the rules that are no rule of the month: the settings of the site, and the rules of other months.
_NO_RULE = ("billing_month", "before")


def same_basis(published: dict, today: dict, reads: Iterable[str]) -> bool:
    """Return whether two results of :func:`wcm_helpers.reporting.basis.basis` give the same figures.

    Parameters
    ----------
    published, today : dict
    reads : iterable of str
        The tables of the report; others do not matter.
    """
    alike = all(published.get(name) == today[name] for name in ("site", "sections", "code"))
    return alike and all(
        published.get(part, {}).get(table) == today[part].get(table)
        for part in ("tables", "sources")
        for table in reads
    )


def reasons(published: dict, today: dict, reads: Iterable[str]) -> list[dict]:
    """Return why the figures of a month differ: other rules and settings first, then data, then the code.

    Parameters
    ----------
    published, today : dict
        Each with ``basis``, ``inputs``, ``rules`` (by report) and ``versions`` as ``run.json`` has them.
    reads : iterable of str
        The tables of the reports whose figures differ.

    Returns
    -------
    list of dict
        ``kind`` is ``rule``, ``setting`` (both with ``key``, ``from`` and ``to``), ``data`` (``table``,
        ``month``, ``rows`` and ``amount`` more than when it was published), ``survey`` (``wave``) or
        ``version`` (``from``, ``to``: equal if only the code differs). Rows without a month, such as those of
        customers, and the code are named only where nothing else differs.
    """
    reads = list(reads)
    then, now = published["basis"], today["basis"]
    settings = [*_rules(published["rules"], today["rules"]), *_settings(then, now, reads)]
    settings = settings or _sections(then["sections"], now["sections"])
    same_files = _unchanged_files(published["inputs"], today["inputs"])
    by_settings = {table for table in reads if table in same_files and settings}
    data = [*_data(then["tables"], now["tables"], [name for name in reads if name not in by_settings]),
            *_surveys(published["inputs"], today["inputs"])]  # fmt: skip
    dated = [reason for reason in data if reason.get("month", "…")]
    if then["code"] != now["code"] and published["versions"].get("wcm") != today["versions"].get("wcm"):
        dated += _version(published, today)
    return [*settings, *dated] or data or _version(published, today)


def restated_by(runs: Mapping[str, dict], month: str) -> str:
    """Return the newest month that looked at a published month, if its record says that it is restated.

    Parameters
    ----------
    runs : mapping of month to dict
        The ``run.json`` of each published month of a site.
    month : str
        One of them. Published again since, it is not restated any more.
    """
    later = [
        name
        for name, run in runs.items()
        if name > month and month in (run.get("restated") or {}).get("looked_at", [])
    ]
    if not later:
        return ""
    entries = runs[max(later)]["restated"]["months"]
    published = published_digest(runs[month])
    named = any(
        entry["month"] == month and entry["published"] == published and "fault" not in entry
        for entry in entries
    )
    return max(later) if named else ""


def _rules(then: dict[str, dict], now: dict[str, dict]) -> list[dict]:
    changes = [
        {"kind": "rule", "key": f"[{report}] {name}", "from": rules.get(name), "to": value}
        for report, todays in now.items()
        if (rules := then.get(report)) is not None
        for name, value in todays.items()
        if name in rules and rules[name] != value
    ]
    of_the_month = [change for change in changes if change["key"].split()[-1] not in _NO_RULE]
    return of_the_month or [change for change in changes if change["key"].endswith(" before")]


def _settings(then: dict, now: dict, reads: list[str]) -> list[dict]:
    pairs = [("[site]", then["site"], now["site"])]
    for table in reads:
        sources = zip_longest(then["sources"].get(table, []), now["sources"].get(table, []), fillvalue={})
        pairs += [(f"[tables.{table}]", one, other) for one, other in sources]
    return [
        {"kind": "setting", "key": f"{place} {name}", "from": one.get(name), "to": other.get(name)}
        for place, one, other in pairs
        for name in dict.fromkeys([*one, *other])
        if one.get(name) != other.get(name)
    ]


def _sections(then: dict[str, str], now: dict[str, str]) -> list[dict]:
    """Return the sections of the settings that differ in what no rule of a report records."""
    return [
        {"kind": "setting", "key": "[site] data_through" if name == "data_through" else f"[{name}]",
         "from": None, "to": None}
        for name, digest in then.items()
        if name in now and now[name] != digest
    ]  # fmt: skip


def _data(then: dict[str, dict], now: dict[str, dict], reads: list[str]) -> list[dict]:
    nothing = {"rows": 0, "amount": 0.0, "fingerprint": ""}
    reasons = []
    for table in reads:
        one, other = then.get(table, {}), now.get(table, {})
        for month in sorted({*one, *other}):
            before, after = one.get(month, nothing), other.get(month, nothing)
            if before != after:
                rows, amount = after["rows"] - before["rows"], round(after["amount"] - before["amount"], 4)
                reasons.append(
                    {"kind": "data", "table": table, "month": month, "rows": rows, "amount": amount}
                )
    return reasons


def _files(inputs: list[dict]) -> dict[str, set[str]]:
    tables: dict[str, set[str]] = {}
    for file in inputs:
        tables.setdefault(file["table"], set()).add(file["sha256"])
    return tables


def _unchanged_files(then: list[dict], now: list[dict]) -> set[str]:
    """Return the tables that are read from the same files, so that only settings read them otherwise."""
    one, other = _files(then), _files(now)
    return {table for table in one if one[table] == other.get(table)}


def _surveys(then: list[dict], now: list[dict]) -> list[dict]:
    one, other = _files(then), _files(now)
    return [
        {"kind": "survey", "wave": table.removeprefix("surveys.")}
        for table in sorted({*one, *other})
        if table.startswith("surveys.") and one.get(table) != other.get(table)
    ]


def _version(published: dict, today: dict) -> list[dict]:
    if published["basis"]["code"] == today["basis"]["code"]:
        return []
    versions = {"from": published["versions"].get("wcm", ""), "to": today["versions"].get("wcm", "")}
    return [{"kind": "version", **versions}]
