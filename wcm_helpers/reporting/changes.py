"""What changed since the published month before: from two records to figures, classes and warnings."""

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.intake import Intake
from wcm_helpers.reporting.data_page import row_warnings
from wcm_helpers.reporting.month_comparison import class_changes, moved_cards


def data_warnings(intake: Intake, month: str) -> list[dict]:
    """Return the warnings of rows up to a month for ``run.json``: table, reason, rows, amount.

    The most money comes first; ``amount`` is in units of the currency.
    """
    frame = row_warnings(intake, month)
    sums = frame.groupby(["table", "reason"], sort=False)[["rows", "amount"]].sum().reset_index()
    return [
        {"table": row.table, "reason": row.reason, "rows": int(row.rows), "amount": int(row.amount) / SCALE}
        for row in pd.DataFrame(sums).itertuples()
    ]


def since(before: dict, run: dict, classes_before: dict[str, str], classes: dict[str, str]) -> dict:
    """Return what changed between two records of one site.

    Parameters
    ----------
    before, run : dict
        ``run.json`` of the last published month and of the month under review.
    classes_before, classes : dict of customer to class
        The official classes of each; empty where the month has none.

    Returns
    -------
    dict
        ``month`` (of ``before``), ``cards`` by language (``report``, ``id``, ``label``, ``from``, ``to``
        and ``share``, the change of the figure as a share of what it was, the largest first), ``classes``
        (see :func:`class_changes`; empty where unknown), and ``new_warnings`` and ``ended_warnings``
        (absent where the earlier month records none).
    """
    return {
        "month": before["month"],
        "cards": _cards(before, run),
        "classes": class_changes(classes_before, classes) if classes_before and classes else {},
        **_warnings(before.get("warnings"), run.get("warnings")),
    }


def _cards(before: dict, run: dict) -> dict[str, list[dict]]:
    """Return the key figures that moved, in each language that both months were published in."""
    moved: dict[str, list[dict]] = {}
    for name, entry in run["reports"].items():
        if entry["status"] != "published":
            continue
        for language in entry.get("languages") or [run["language"]]:
            earlier, now = cards_in(before, name, language), cards_in(run, name, language)
            numbers = [_numbers(cards, record, name) for cards, record in ((earlier, before), (now, run))]
            moved[language] = [
                *moved.get(language, []),
                *(
                    {"report": name, **card, "share": _share(*(values.get(card["id"]) for values in numbers))}
                    for card in moved_cards(earlier, now)
                ),
            ]
    return {
        language: sorted(cards, key=lambda card: -(card["share"] or 0)) for language, cards in moved.items()
    }


def cards_in(run: dict, name: str, language: str) -> list[dict]:
    """Return the cards of a report as recorded in a language; none if it was not made in it."""
    entry = run["reports"].get(name, {})
    main, *_others = entry.get("languages") or [run["language"]]
    if language == main:
        return entry.get("cards", [])
    return entry.get("translations", {}).get(language, {}).get("cards", [])


def _numbers(cards: list[dict], run: dict, name: str) -> dict[str, object]:
    """Return the number of each key figure by its id: that of its card, else of the figure of that id."""
    own = {card.get("id"): card["number"] for card in cards if card.get("number") is not None}
    return {**run.get("figures", {}).get(name, {}), **own}


def _share(one: object, other: object) -> float | None:
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    return round(abs(other / one - 1), 6) if numbers and one else None


def _warnings(before: list[dict] | None, now: list[dict] | None) -> dict[str, list[dict]]:
    if before is None or now is None:
        return {}
    keys_before, keys = ({(one["table"], one["reason"]) for one in rows} for rows in (before, now))
    return {
        "new_warnings": [one for one in now if (one["table"], one["reason"]) not in keys_before],
        "ended_warnings": [one for one in before if (one["table"], one["reason"]) not in keys],
    }
