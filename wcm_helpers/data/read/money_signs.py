"""Which signs and words before or behind an amount name the currency of the site, and which another."""

import re

from wcm_helpers.data.sql import quoted

#: How amounts in a currency are marked; a sign may belong to several.
SIGNS = {
    "CNY": ("CN¥", "¥", "￥", "人民币", "元", "RMB", "CNY"),
    "USD": ("US$", "$", "USD", "美元"),
    "EUR": ("€", "EUR", "欧元"),
    "GBP": ("£", "GBP", "英镑"),
    "JPY": ("JP¥", "¥", "￥", "円", "JPY", "日元"),
    "HKD": ("HK$", "$", "HKD", "港币", "港元"),
    "TWD": ("NT$", "$", "TWD", "NTD", "新台币"),
    "SGD": ("S$", "$", "SGD"),
    "AUD": ("A$", "AU$", "$", "AUD"),
    "CAD": ("C$", "CA$", "$", "CAD"),
    "KRW": ("₩", "KRW"),
    "INR": ("₹", "INR"),
}

_BLANK = " \u00a0\u202f"
_ANY_CODE = re.compile(r"^[-+(]*\s*[A-Z]{3}(?=[\s\d.(-])|(?<=[\s\d.)-])[A-Z]{3}[-)]*$")
_NUMBER = re.compile(r"\d")


def signs_of(currency: str) -> tuple[str, ...]:
    """Return the signs of a currency, its code among them.

    Examples
    --------
    >>> signs_of("EUR"), signs_of("CHF")
    (('€', 'EUR', '欧元'), ('CHF',))
    """
    return SIGNS.get(currency.upper(), (currency.upper(),))


def own_code(currency: str) -> str:
    """Return the code of a currency that a settings file or a cell may name by a sign of CNY.

    Examples
    --------
    >>> own_code("RMB"), own_code("usd")
    ('CNY', 'USD')
    """
    return "CNY" if currency.upper() in SIGNS["CNY"] else currency.upper()


def without_sign(text: str, currency: str) -> str:
    """Return the SQL of a text without the sign of a currency at its start or end; others stay in it."""
    signs = "|".join(re.escape(sign) for sign in sorted(signs_of(currency), key=len, reverse=True))
    before = quoted(rf"^([-+(]*)[{_BLANK}]*(?i:{signs})[{_BLANK}]*")
    behind = quoted(rf"[{_BLANK}]*(?i:{signs})[{_BLANK}]*([-)]*)$")
    return f"regexp_replace(regexp_replace({text}, {before}, '\\1'), {behind}, '\\1')"


def without_sign_of_row(text: str, currency: str, cell: str) -> str:
    """Return the same for rows that name their currency in ``cell``; a row that does not has the site's."""
    others = " ".join(
        f"when {quoted(code)} then {without_sign(text, code)}" for code in SIGNS if code != currency.upper()
    )
    return f"case upper(trim({cell})) {others} else {without_sign(text, currency)} end"


def names_other_currency(value: str, currency: str) -> bool:
    """Return whether a cell holds a number and the sign of another currency than ``currency``.

    Examples
    --------
    >>> [names_other_currency(text, "CNY") for text in ("$1,000.00", "USD 500", "CHF 5", "¥5", "12 5", "$")]
    [True, True, True, False, False, False]
    """
    own, text = signs_of(currency), value.strip()
    if not _NUMBER.search(text):
        return False
    other = {sign for signs in SIGNS.values() for sign in signs} - set(own)
    upper = text.upper()
    if any(upper.lstrip("-+( ").startswith(sign) or upper.rstrip("-) ").endswith(sign) for sign in other):
        return True
    code = _ANY_CODE.search(upper)
    return bool(code) and code[0].strip("-+() ") not in own
