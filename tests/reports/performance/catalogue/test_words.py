"""Values in words."""

from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.words import write_interval, write_value


def test_values_carry_their_unit():
    assert write_value(DEFINITIONS["nps"], -8.0) == "−8.0"
    assert write_value(DEFINITIONS["lines_damaged"], 12.34) == "12.3"
    assert write_value(DEFINITIONS["on_time"], float("nan")) == "–"


def test_an_interval_names_its_cases():
    low_and_high = write_interval(DEFINITIONS["on_time"], 0.9, 0.95, 1200)
    assert low_and_high == "90.0% to 95.0%, 1,200 cases"
    assert write_interval(DEFINITIONS["revenue"], float("nan"), float("nan"), 1) == "1 case"
