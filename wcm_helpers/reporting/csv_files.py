"""The tables that leave with a report: plain CSV, safe to open in a spreadsheet, ready to load elsewhere."""

import csv
import io
from functools import cache

import pandas as pd

from wcm_helpers.core.formats import SCALE, missing
from wcm_helpers.data.intake import aside_up_to
from wcm_helpers.reports.classification import official_sentences
from wcm_helpers.reports.classification.review import Review

#: A cell that starts so could be run as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> object:
    r"""Return a cell that a spreadsheet will not run: text that could be a formula gets an apostrophe.

    Examples
    --------
    >>> safe_cell('=HYPERLINK("x")'), safe_cell(-3.5), safe_cell("C00042")
    ('\'=HYPERLINK("x")', -3.5, 'C00042')
    """
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if missing(value) else value


def to_csv(frame: pd.DataFrame) -> bytes:
    """Return a frame as CSV in UTF-8 with a byte-order mark, by which spreadsheets know the encoding."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(frame.columns)
    writer.writerows([safe_cell(value) for value in row] for row in frame.itertuples(index=False))
    return text.getvalue().encode("utf-8-sig")


def classes_table(review: Review) -> pd.DataFrame:
    """Return one row a customer for the customer system, those without activity last, without a class.

    Values are in the site's currency or in units, shares from 0 to 1.
    """
    answer = review.result
    scores = review.segments.customers.set_index("customer_id")
    frame = answer.classes.join(
        scores[["recency_score", "frequency_score", "monetary_score", "segment"]], on="customer_id"
    )
    boundary = set(review.certainty.boundary["customer_id"])
    reason_words = cache(lambda reason: official_sentences.reason_words(reason, answer.rule))
    active = pd.DataFrame(
        {
            "customer_id": frame["customer_id"],
            "customer_name": frame["customer_name"],
            "month": answer.month,
            "class": frame["class"],
            "previous_class": frame["previous_class"],
            "official_class": frame["official"],
            "since": frame["since"],
            "previous_official_class": frame["previous"],
            "reason": [reason_words(reason) for reason in frame["reason"]],
            "set_by": frame["approved_by"],
            "set_until": frame["expires"],
            "value_basis": answer.rule.value,
            "value": [round(int(value) / SCALE, 2) for value in frame["value"]],
            "share": frame["share"].round(6),
            "cumulative_share": frame["end_share"].round(6),
            "rank": frame["rank"],
            "orders": frame["orders"] if "orders" in review.history.intake.staged else "",
            "recency_score": frame["recency_score"],
            "frequency_score": frame["frequency_score"],
            "monetary_score": frame["monetary_score"],
            "segment": frame["segment"],
            "new": ["true" if new else "false" for new in frame["new"]],
            "near_limit": ["true" if near else "false" for near in frame["near_limit"]],
            "boundary": ["true" if at else "false" for at in frame["customer_id"].isin(boundary)],
            "note": frame["note"],
        }
    ).astype(object)
    silent = answer.inactive[["customer_id", "customer_name"]].assign(
        month=answer.month, note="no activity in the window"
    )
    return pd.concat([active, silent.reindex(columns=active.columns).astype(object)], ignore_index=True)


def set_aside_table(review: Review) -> pd.DataFrame:
    """Return every row and cell set aside: table, file, line, column, value, reason, scope."""
    return aside_up_to(review.history.intake, review.result.month)
