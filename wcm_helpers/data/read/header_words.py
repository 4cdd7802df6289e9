"""Understand the words in brackets behind a header: a unit, a tax basis, a currency, or none of them."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from wcm_helpers.data.tables.schema import Column, brackets_of

#: The factor of the numbers below a header; whole where it can be.
Factor = int | Decimal

# Words as they are written in brackets, with slashes between.
_WITH_VAT = "含税/含增值税/价税合计/incl vat/including vat/with vat/gross/incl tax/tax included/including tax"
_WITHOUT_VAT = (
    "不含税/不含增值税/未含税/未税/除税/ex vat/excl vat/excluding vat/without vat/net/net of vat/excl tax/"
    "ex tax/excluding tax"
)
_PERCENT = ("%", "百分比", "percent", "percentage", "pct")
#: Words that say nothing about the numbers.
_NEUTRAL = ("", "必填", "选填", "可选", "required", "optional", "数字", "数值", "number")
_CURRENCIES = {
    "CNY": "人民币/人民币元/rmb/元人民币/cn¥",
    "USD": "us$/美元/美金",
    "EUR": "€/欧元/euro",
    "GBP": "£/英镑",
    "HKD": "hk$/港元/港币",
    "JPY": "日元/円/yen",
    "KRW": "韩元/₩",
    "TWD": "nt$/新台币/台币",
    "SGD": "s$/新加坡元/新元",
    "AUD": "a$/澳元",
    "CAD": "c$/加元",
    "RUB": "卢布/₽",
    "THB": "泰铢/฿",
    "VND": "越南盾/₫",
    "INR": "卢比/₹",
}
_OTHER_CURRENCIES = "CHF/MYR/IDR/PHP/AED/BRL/MXN/NZD/SEK/NOK/DKK/PLN/MOP/SAR/TRY/ZAR/KZT"
_CURRENCY_OF = {code.lower(): code for code in (*_CURRENCIES, *_OTHER_CURRENCIES.split("/"))}
_CURRENCY_OF |= {word: code for code, words in _CURRENCIES.items() for word in words.split("/")}
#: Signs that several currencies share; the first is meant where the site has none of them.
_SHARED_SIGNS = {
    "元": ("CNY", "TWD", "HKD", "SGD", "MOP"),
    "yuan": ("CNY",),
    "¥": ("CNY", "JPY"),
    "$": ("USD", "AUD", "CAD", "HKD", "SGD", "TWD", "NZD", "MXN", "BRL"),
}
_TIMES = {"千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000, "k": 1_000}
_TIMES[""] = 1
_GRAM, _LITRE, _CUBIC_CENTIMETRE = Decimal("0.001"), Decimal("0.001"), Decimal("0.000001")
_MASS = {"kg": 1, "kgs": 1, "千克": 1, "公斤": 1, "吨": 1_000, "t": 1_000, "g": _GRAM, "克": _GRAM}
_VOLUME = {"m3": 1, "m^3": 1, "cbm": 1, "立方米": 1, "立方": 1, "方": 1, "l": _LITRE, "升": _LITRE}
_VOLUME |= {"dm3": _LITRE, "cm3": _CUBIC_CENTIMETRE, "立方厘米": _CUBIC_CENTIMETRE}
_HOURS = dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "小时", "时"), 1)
_MINUTES = dict.fromkeys(("min", "mins", "minute", "minutes", "分钟", "分"), 1) | dict.fromkeys(_HOURS, 60)
_DAYS = dict.fromkeys(("d", "day", "days", "天", "日"), 1)
_PIECE_WORDS = (
    "件/个/箱/托/盘/板/行/单/票/条/次/包/袋/桶/卷/瓶/台/套/只/支/双/人/车/柜/托盘/托位/库位/平方米/平米/m2/pcs/pc/"
    "piece/pieces/ea/each/unit/units/carton/cartons/ctn/ctns/box/boxes/pallet/pallets/plt/line/lines/times"
)
_PIECES = dict.fromkeys(_PIECE_WORDS.split("/"), 1) | {"千件": 1_000, "万件": 10_000, "k": 1_000}
#: The units of the columns whose names end in one; any other number may be in each of them.
_UNITS_OF = {"kg": _MASS, "m3": _VOLUME, "hours": _HOURS, "minutes": _MINUTES, "days": _DAYS}
#: The capacity of a pool is in minutes, or in positions.
_UNITS_OF["capacity"] = _MINUTES | _PIECES | _VOLUME
_ANY_UNIT = _PIECES | _MASS | _VOLUME | _HOURS | _DAYS


@dataclass(frozen=True)
class HeaderWords:
    """What the brackets behind a header say of the numbers below it.

    Attributes
    ----------
    factor : int or Decimal
        What the unit multiplies them by.
    unit : str
        The unit, as it is written.
    currency : str
        ISO 4217, empty if none is named.
    vat : str
        ``"included"``, ``"excluded"``, or empty.
    unknown : str
        A word that means nothing for this column.
    """

    factor: Factor = 1
    unit: str = ""
    currency: str = ""
    vat: str = ""
    unknown: str = ""


def vat_word(text: str) -> str:
    """Return whether a word says ``"included"`` or ``"excluded"``; empty if neither.

    Examples
    --------
    >>> vat_word("不含税"), vat_word("incl. VAT"), vat_word("元")
    ('excluded', 'included', '')
    """
    word = _folded(text)
    return "included" if word in _VAT_INCLUDED else "excluded" if word in _VAT_EXCLUDED else ""


def understood(header: str, column: Column, currency: str) -> HeaderWords:
    """Return what the brackets behind a header mean for a column; nothing for one without a unit.

    Parameters
    ----------
    header : str
        As the export writes it.
    column : Column
        The column that is read from it.
    currency : str
        That of the site, which decides between currencies of one sign.

    Examples
    --------
    >>> from wcm_helpers.data.tables import TABLES
    >>> amount = TABLES["billing"]["amount_ex_vat"]
    >>> understood("金额（万美元，不含税）", amount, "CNY")
    HeaderWords(factor=10000, unit='万美元', currency='USD', vat='excluded', unknown='')
    """
    if column.kind not in ("number", "amount", "price", "share") or column.name == "fx_rate":
        return HeaderWords()
    money = column.kind in ("amount", "price")
    plain = unicodedata.normalize("NFKC", header)
    vat = "excluded" if money and re.match(r"\s*(不含税|未税)", plain) else ""
    factor, unit, named, unknown = 1, "", "", ""
    for part in (part for text in brackets_of(header) for part in re.split("[,;、]", text)):
        word = _folded(part)
        base = word.partition("/")[0]  # of a price for each piece
        times = _times(column, base)
        if word in _NEUTRAL:
            continue
        if vat_word(part):
            vat = vat or (vat_word(part) if money else "")
        elif times is not None and not unit:
            factor, unit = times, part.strip()
        elif money and not named and (amount := _money(base, currency)):
            (factor, named), unit = amount, part.strip()
        else:
            unknown = part.strip()
    return HeaderWords(factor, unit, named, vat, unknown)


def _times(column: Column, word: str) -> Factor | None:
    """Return the factor of a unit of quantity or share; ``None`` where the column cannot be in it."""
    if column.kind == "share":
        return Decimal("0.01") if word in _PERCENT else None
    if column.kind == "number":
        return _UNITS_OF.get(column.name.rpartition("_")[2], _ANY_UNIT).get(word)
    return None


def _money(word: str, currency: str) -> tuple[int, str] | None:
    for times, factor in _TIMES.items():
        rest = word.removeprefix(times)
        if times and rest == word:
            continue
        if not rest:
            return factor, ""
        if rest in _SHARED_SIGNS:
            shared = _SHARED_SIGNS[rest]
            return factor, currency if currency in shared else shared[0]
        if rest in _CURRENCY_OF:
            return factor, _CURRENCY_OF[rest]
    return None


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower().replace("³", "3").replace("￥", "¥")
    return re.sub(r"^(单位|unit|in)[:\s]+|[\s.]+", "", plain.strip())


_VAT_INCLUDED = frozenset(map(_folded, _WITH_VAT.split("/")))
_VAT_EXCLUDED = frozenset(map(_folded, _WITHOUT_VAT.split("/")))
