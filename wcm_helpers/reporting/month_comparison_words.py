"""The words of what changed since the month before, and of published months that would come out otherwise."""

import math
from collections.abc import Iterator

from wcm_helpers.core import words
from wcm_helpers.core.formats import currency, listed, month_name, number, signed
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.reasons import meaning

#: So many key figures, warnings, months of a table are named; how many more there are is said.
MOST = 5


def since_title(run: dict) -> str:
    """Return the heading of the changes; empty where no month was published before."""
    changes = run.get("changes") or {}
    return _("Since {month}", month=month_name(changes["month"])) if changes else ""


def since_lines(run: dict) -> list[str]:
    """Return the changes as sentences, the gravest first: classes, warnings, key figures."""
    changes = run.get("changes") or {}
    if not changes:
        return []
    code = run.get("basis", {}).get("site", {}).get("currency", "")
    lines = [
        *_class_lines(changes["classes"]),
        *_limited([_new_warning(one, code) for one in changes.get("new_warnings", [])]),
        *_limited([_moved(card) for card in changes["cards"].get(words.language(), [])]),
        *_limited([_ended_warning(one) for one in changes.get("ended_warnings", [])]),
    ]
    return lines or [_("No key figure, class or warning of the data changed.")]


def _class_lines(classes: dict) -> Iterator[str]:
    if not classes:
        return
    if any(classes.values()):
        counts = {name: number(n) for name, n in classes.items()}
        yield _(
            "Customers that changed official class: {changed} ({up} up, {down} down); new in a class: "
            "{entered}; no longer in one: {left}.",
            **counts,
        )
    else:
        yield _("No customer changed official class.")


def _moved(card: dict) -> str:
    return _("{label}: {value}, was {earlier}.", label=card["label"], value=card["to"], earlier=card["from"])


def _new_warning(warning: dict, code: str) -> str:
    rows = ngettext("{n} row", "{n} rows", warning["rows"])
    if not warning["amount"]:
        return _(
            "New warning of the data, {table} ({rows}): {meaning}",
            table=warning["table"], rows=rows, meaning=str(meaning(warning["reason"])),
        )  # fmt: skip
    return _(
        "New warning of the data, {table} ({rows}, {amount}): {meaning}",
        table=warning["table"], rows=rows, amount=_money(warning["amount"], code),
        meaning=str(meaning(warning["reason"])),
    )  # fmt: skip


def _ended_warning(warning: dict) -> str:
    return _(
        "Warning of the data that has ended, {table}: {meaning}",
        table=warning["table"],
        meaning=str(meaning(warning["reason"])),
    )


def _limited(lines: list[str]) -> list[str]:
    """Return the first lines, and a line on how many more there are."""
    if len(lines) <= MOST:
        return lines
    return [
        *lines[:MOST],
        ngettext("{n} more is in run.json.", "{n} more are in run.json.", len(lines) - MOST),
    ]


def restated_entries(run: dict) -> list[dict]:
    """Return the published months that would come out otherwise: folder, month, moved, reasons."""
    return [
        {
            "folder": entry["month"],
            "month": month_name(entry["month"]),
            "moved": list(_restated_lines(entry)),
            "reasons": _reason_lines(entry),
        }
        for entry in (run.get("restated") or {}).get("months", [])
    ]


def sentences(run: dict) -> list[str]:
    """Return two sentences at most: the gravest change, and the months that would come out otherwise."""
    return [sentence for sentence in (_since_sentence(run), _restated_sentence(run)) if sentence]


def _restated_sentence(run: dict) -> str:
    """Return the sentence that names the months that would come out otherwise today; empty without any."""
    entries = (run.get("restated") or {}).get("months", [])
    names = [month_name(entry["month"]) for entry in entries if "fault" not in entry]
    if not names:
        return ""
    return ngettext(
        "Restated since it was published: {months}; the page of this month says why.",
        "Restated since they were published: {months}; the page of this month says why.",
        len(names),
        months=listed(names),
    )


def _since_sentence(run: dict) -> str:
    """Return the gravest change with the month it is counted from; empty without a month before."""
    changes, lines = run.get("changes") or {}, since_lines(run)
    if not lines:
        return ""
    return _("Since {month}: {change}", month=month_name(changes["month"]), change=lines[0])


def restated_mark(month: str) -> str:
    """Return the mark of a month in the list of all months, with the month whose page says why."""
    return _("Restated since: see {month}.", month=month_name(month))


def _restated_lines(entry: dict) -> Iterator[str]:
    if "fault" in entry:
        yield _("It can no longer be computed: {fault}", fault=entry["fault"])
        return
    cards = [
        _restated(card["label"], card)
        for card in entry["cards"].get(words.language(), [])
        if _value(card["from"]) != _value(card["to"])
    ]
    figures = sorted(entry["figures"], key=_share, reverse=True)
    yield from _limited(cards or [_restated(figure["id"], figure) for figure in figures])
    if any(entry["classes"].values()):
        counts = {name: number(n) for name, n in entry["classes"].items()}
        yield _(
            "Customers in another official class: {changed} ({up} better, {down} lower); in a class only "
            "today: {entered}; only when published: {left}.",
            **counts,
        )


def _share(figure: dict) -> float:
    """Return the change of a figure as a share of what it was; the largest there is without a number."""
    one, other = figure["from"], figure["to"]
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    return abs(other / one - 1) if numbers and one else math.inf


def _restated(label: str, figure: dict) -> str:
    earlier, now = _value(figure["from"]), _value(figure["to"])
    return _("{label}: published {earlier}, today {now}.", label=label, earlier=earlier, now=now)


def _value(value: object) -> str:
    """Return a figure or a setting as written; a number with the decimals it has, four at most.

    Examples
    --------
    >>> _value(0.7), _value(1200), _value("CNY"), _value(None)
    ('0.7', '1,200', 'CNY', '–')
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "–" if value is None else str(value)
    decimals = next((n for n in range(4) if round(value, n) == value), 4)
    return number(value, decimals)


def _reason_lines(entry: dict) -> list[str]:
    tables: dict[str, int] = {}
    lines = []
    for reason in entry.get("reasons", []):
        if reason["kind"] == "data":
            tables[reason["table"]] = tables.get(reason["table"], 0) + 1
            if tables[reason["table"]] > MOST:
                continue
        lines.append(_reason(reason, entry["currency"]))
    return [
        *lines,
        *(
            ngettext(
                "{table}: rows of {n} more month differ.", "{table}: rows of {n} more months differ.",
                n - MOST, table=table,
            )
            for table, n in tables.items()
            if n > MOST
        ),
    ]  # fmt: skip


def _reason(reason: dict, code: str) -> str:
    if reason["kind"] == "data":
        return _data_reason(reason, code)
    if reason["kind"] == "survey":
        return _("The files of the survey wave {wave} have changed.", wave=reason["wave"])
    if reason["kind"] == "version":
        if reason["from"] == reason["to"]:
            return _("The code of the workbook has changed.")
        return _("The workbook is version {now}, was {earlier}.", now=reason["to"], earlier=reason["from"])
    if isinstance(reason["from"], dict | list) or isinstance(reason["to"], dict | list):
        return _("The setting {key} has changed.", key=reason["key"])
    if reason["from"] is None and reason["to"] is None:
        return _("The setting {key} has changed.", key=reason["key"])
    return _(
        "The setting {key} is {now}, was {earlier}.",
        key=reason["key"], now=_value(reason["to"]), earlier=_value(reason["from"]),
    )  # fmt: skip


def _data_reason(reason: dict, code: str) -> str:
    place = reason["table"]
    if reason["month"]:
        place = _("{table} of {month}", table=place, month=month_name(reason["month"]))
    rows, amount = reason["rows"], reason["amount"]
    money = _("{amount} {currency}", amount=signed(number(amount, 2), amount), currency=currency(code))
    if not rows:
        if amount:
            return _("{table}: as many rows, {amount} in all.", table=place, amount=money)
        return _("{table}: as many rows and the same amount, with other contents.", table=place)
    if rows > 0 and amount:
        return ngettext("{table}: {n} row more, {amount}.", "{table}: {n} rows more, {amount}.", rows,
                        table=place, amount=money)  # fmt: skip
    if rows > 0:
        return ngettext("{table}: {n} row more.", "{table}: {n} rows more.", rows, table=place)
    if amount:
        return ngettext("{table}: {n} row fewer, {amount}.", "{table}: {n} rows fewer, {amount}.", -rows,
                        table=place, amount=money)  # fmt: skip
    return ngettext("{table}: {n} row fewer.", "{table}: {n} rows fewer.", -rows, table=place)


def _money(value: float, code: str) -> str:
    return _("{amount} {currency}", amount=number(value, 2), currency=currency(code))
