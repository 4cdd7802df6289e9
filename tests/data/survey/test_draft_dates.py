"""The month of the last answer, and how its times are written."""

from datetime import datetime

import pytest

from tests.data.survey.grids import grid_of
from wcm_helpers.data.survey.draft_dates import last_month


@pytest.mark.parametrize(
    ("cells", "month", "date_format"),
    [
        (["2026/5/9 9:03:11", "2026/12/1 9:00:00"], "2026-12", ""),
        (["2026年5月9日", "2025-12-31"], "2026-05", ""),
        (["05/11/2026 09:49:00 AM", "06/02/2026 01:00:00 PM"], "2026-06", "%m/%d/%Y %I:%M:%S %p"),
        (["31.05.2026 09:49", "02.04.2026 10:00"], "2026-05", "%d.%m.%Y %H:%M"),
        (["1980-01-01 00:00:00", ""], "", ""),
        (["soon"], "", ""),
    ],
)
def test_the_month_and_the_format(tmp_path, cells, month, date_format):
    grid = grid_of(tmp_path, "end,q\n" + "".join(f'"{cell}",1\n' for cell in cells))
    assert last_month(grid, 0) == (month, date_format)
    if date_format:
        assert datetime.strptime(cells[0], date_format).year == 2026


def test_no_column_of_times_has_no_month(tmp_path):
    assert last_month(grid_of(tmp_path, "q\n1\n"), None) == ("", "")
