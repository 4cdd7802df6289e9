"""The month of the last answer of an export, and the format of its times."""

import re

from wcm_helpers.data.survey.grid import Grid

_YEAR_FIRST = re.compile(r"^\s*((?:19|20)\d\d)[-/.年](\d{1,2})")
_YEAR_LAST = re.compile(r"^\s*(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)(.*)$")


def last_month(grid: Grid, place: int | None) -> tuple[str, str]:
    """Return the month of the last answer, and the format where the year does not come first."""
    cells = [] if place is None else [str(cell) for cell in grid.columns[place]]
    months = [f"{m[1]}-{int(m[2]):02d}" for cell in cells if (m := _YEAR_FIRST.match(cell))]
    if months := [month for month in months if month > "1980-01"]:
        return max(months), ""
    dates = [match for cell in cells if (match := _YEAR_LAST.match(cell))]
    if not dates:
        return "", ""
    month_first = _month_first(dates)
    sign = dates[0][2]
    day = sign.join(["%m", "%d", "%Y"] if month_first else ["%d", "%m", "%Y"])
    rest = dates[0][5]
    time = re.sub(r"\d+", "{}", rest).format(*("%H", "%M", "%S", "%f")[: len(re.findall(r"\d+", rest))])
    if re.search(r"[AP]M", rest, re.IGNORECASE):
        time = re.sub(r"[AP]M", "%p", time.replace("%H", "%I"), flags=re.IGNORECASE)
    last = max((match[4], int(match[1 if month_first else 3])) for match in dates)
    return f"{last[0]}-{last[1]:02d}", day + time


def either_way(grid: Grid, place: int | None) -> bool:
    """Return whether dates without the year first can be read with the day or the month first."""
    cells = [] if place is None else [str(cell) for cell in grid.columns[place]]
    dates = [match for cell in cells if (match := _YEAR_LAST.match(cell))]
    return bool(dates) and all(int(match[1]) <= 12 and int(match[3]) <= 12 for match in dates)


def _month_first(dates: list[re.Match[str]]) -> bool:
    """Return whether the month comes first: as the days show, else as the fewest months are spanned."""
    firsts, seconds = ({int(match[part]) for match in dates} for part in (1, 3))
    if max(firsts | seconds) > 12:
        return max(firsts) <= 12
    return len(firsts) <= len(seconds)
