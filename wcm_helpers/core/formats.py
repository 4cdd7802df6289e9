"""Formats of numbers, shares and months in the language in use (thousands, 万 and 亿, percent)."""

import math
from functools import cache
from typing import TYPE_CHECKING

from wcm_helpers.core import words
from wcm_helpers.core.months import year_and_number

if TYPE_CHECKING:
    from babel import Locale

#: Amounts and quantities are integers of a ten-thousandth, so that sums and ties are exact.
SCALE = 10_000

_MISSING = "–"
#: A minus as wide as a plus, which no line break separates from its number.
_MINUS = "−"


def _locale() -> "Locale":
    return _known({"zh": "zh_Hans_CN"}.get(words.language(), words.language()))


@cache
def _known(name: str) -> "Locale":
    from babel import Locale

    return Locale.parse(name)


def missing(value: object) -> bool:
    """Return whether a value is absent: None, NaN or NA."""
    return value is None or type(value).__name__ == "NAType" or value != value


def number(value: float, decimals: int = 0) -> str:
    """Return a number with thousands separated and exactly ``decimals`` decimals; a dash where it is absent.

    Examples
    --------
    >>> number(1265793.04, 2), number(-0.5, 1)
    ('1,265,793.04', '−0.5')
    >>> number(float("nan"))
    '–'
    """
    if missing(value) or math.isinf(value):
        return _MISSING
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    # The last digits of a quotient are noise: 45.85 and 45.849999999999994 are one number of hours.
    settled = round(float(value), 9)
    rounded = round(settled, decimals) + 0.0 if decimals else round(settled)
    return format_decimal(rounded, format=pattern, locale=_locale()).replace("-", _MINUS)


def amount(scaled: float, decimals: int = 0) -> str:
    """Return an amount in ten-thousandths as a number.

    Examples
    --------
    >>> amount(12_657_930_433, 2)
    '1,265,793.04'
    """
    return _MISSING if missing(scaled) else number(scaled / SCALE, decimals)


def short_amount(scaled: float) -> str:
    """Return an amount in ten-thousandths with three digits and a unit word.

    Examples
    --------
    >>> short_amount(12_657_930_433), short_amount(3_390_437_100), short_amount(98_760_000)
    ('1.27M', '339k', '9,876')
    """
    if missing(scaled):
        return _MISSING
    value = scaled / SCALE
    size, unit = next(((size, unit) for least, size, unit in _steps() if abs(value) >= least), (1, ""))
    in_unit = value / size
    decimals = max(0, 2 - int(math.log10(max(1, abs(in_unit)))))
    return number(in_unit, decimals if unit else 0) + unit


def _steps() -> list[tuple[float, float, str]]:
    """Return the smallest value, the size and the word of each unit, the largest first."""
    if words.language().startswith("zh"):
        return [(1e8, 1e8, "亿"), (1e4, 1e4, "万")]
    return [(1e9, 1e9, "bn"), (1e6, 1e6, "M"), (1e4, 1e3, "k")]


def currency(code: str) -> str:
    """Return a currency as it stands beside an amount: its code, in Chinese its name.

    Examples
    --------
    >>> currency("CNY")
    'CNY'
    """
    if not code or not words.language().startswith("zh"):
        return code
    # The name of CNY in Babel is that of the money, 人民币; beside an amount stands its unit.
    return "元" if code == "CNY" else _locale().currencies.get(code, code)


def percent(share: float, decimals: int = 1) -> str:
    """Return a share as percent; a dash where it is absent.

    Examples
    --------
    >>> percent(0.8007)
    '80.1%'
    """
    return _MISSING if missing(share) else number(100 * share, decimals) + "%"


#: So far a sum of shares may be off its value by the rounding of floating point.
_ROUNDING = 1e-9


def share(part: float, decimals: int = 0) -> str:
    """Return a share as percent, with a decimal more where it would read as nothing or as everything.

    Examples
    --------
    >>> [share(part) for part in (0.1849, 0.004, 0.0001, 0.0, 0.9968, 1.0)]
    ['18%', '0.4%', 'less than 0.1%', '0%', '99.7%', '100%']
    """
    if missing(part) or part == 0 or abs(part - 1) < _ROUNDING:  # shares that add up to one
        return percent(part, decimals)
    if 0 < part < 0.0005:
        return words._("less than {share}", share=percent(0.001))
    if 0.9995 <= part < 1:
        return words._("more than {share}", share=percent(0.999))
    return percent(part, max(decimals, int(abs(part) < 0.01 or 0.995 <= part < 1)))


def signed(text: str, value: float) -> str:
    """Return ``text`` with a plus before a rise and a real minus before a fall.

    Examples
    --------
    >>> signed(percent(-0.031), -0.031)
    '−3.1%'
    """
    bare = text.lstrip("-" + _MINUS)
    return text if missing(value) else ("+" if value > 0 else _MINUS if value < 0 else "") + bare


def month_name(month: str) -> str:
    """Return the name of a month with its year.

    Examples
    --------
    >>> month_name("2026-05")
    'May 2026'
    """
    from datetime import date

    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", date(*year_and_number(month), 1), locale=_locale())


def listed(names: list[str]) -> str:
    """Return names joined for a sentence.

    Examples
    --------
    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    from babel.lists import format_list

    return format_list(names, style="standard", locale=_locale()).replace(", and ", " and ") if names else ""
