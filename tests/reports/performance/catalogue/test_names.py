"""An indicator by its key, its name or its short name, in any language."""

import pytest

from wcm_helpers.core import words
from wcm_helpers.reports.performance.catalogue.names import indicator_of


@pytest.mark.parametrize(
    ("metric", "indicator"),
    [
        ("on_time", "on_time"),
        (" On Time ", "on_time"),
        ("OTIF_order", "otif_order"),
        ("OTIF", "otif_order"),
        ("准时足量率", "otif_order"),
        ("准时足量率（OTIF）", "otif_order"),
        ("净推荐值", "nps"),
        ("pick hours", ""),
        ("", ""),
    ],
)
def test_indicators_are_named_by_key_or_name(metric, indicator):
    assert indicator_of(metric) == indicator


def test_the_language_in_use_stays_as_it_was():
    indicator_of("something else")
    assert words.language() == "en"
