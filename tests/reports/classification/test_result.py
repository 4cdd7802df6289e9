"""The result of a classification."""

from dataclasses import fields, is_dataclass

import pandas as pd
import pytest

from tests.reports.classification.facts import (
    CUSTOMERS,
    MOVED,
    STEADY,
    classify_facts,
    classify_values,
    monthly,
)
from wcm_helpers.core import words


def test_the_last_row_of_the_history_is_the_concentration_of_the_month():
    result = classify_facts(monthly(STEADY))
    assert result.concentration["month"] == "2026-05"
    assert result.concentration["top1"] == 0.6
    assert result.first_month == "2025-01" and result.has_previous


def test_a_result_holds_no_words_of_a_language():
    result = classify_facts(monthly(STEADY))
    texts = {name for name, value in vars(result).items() if isinstance(value, str)}
    assert texts == {"month", "currency", "source"}  # the source as the test gives it


@pytest.mark.parametrize(
    "make",
    [lambda: classify_facts(monthly(STEADY), CUSTOMERS), lambda: classify_values(**MOVED)],
    ids=["steady", "moved"],
)
def test_a_result_is_the_same_in_every_language(make):
    """One computed result is shown in two languages by one process."""
    texts = {}
    for language in ("en", "zh"):
        words.use(language)
        try:
            texts[language] = list(texts_of(make()))
        finally:
            words.use("en")
    assert len(texts["en"]) > 20
    assert texts["en"] == texts["zh"]


def texts_of(value):
    """Yield every text inside a result: of its fields, frames, lists and mappings."""
    if isinstance(value, str):
        yield value
    else:
        for part in parts_of(value):
            yield from texts_of(part)


def parts_of(value):
    if isinstance(value, pd.DataFrame):
        return [value[name] for name in value.columns]
    if isinstance(value, pd.Series):
        return [part for part in value if isinstance(part, str)]
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    return value if isinstance(value, list | tuple) else []
