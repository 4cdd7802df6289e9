"""Take out of a text what identifies a person or a customer: names, numbers, addresses, plates.

What is recognised: names with a title (张经理, Mr Smith) or after words such as 联系人 and "contact", Chinese
names that the segmentation knows as such, phone numbers in digits or Chinese numerals, mail and web
addresses, accounts of chats, number plates, identity numbers, and any other number of seven digits or more
or code with five. A name without any of these signs stays, so a quote is for internal readers all the same.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from wcm_helpers.core.contacts import MARK

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜"
    "戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_TITLES = (
    "经理|总监|先生|女士|小姐|主管|师傅|主任|老师|队长|组长|班长|店长|厂长|部长|老板|会计|"
    "助理|工程师|董事长|总经理"
)
#: Titles that are parts of ordinary words too: only right behind a surname, and not before these characters.
_SHORT_TITLES = "哥|姐|总(?![量是体部共之额数的结得要会价计和])|工(?![作人厂艺序资期具程])"
#: Ordinary words that the segmentation takes for names.
_NO_NAMES = frozenset({
    "谢谢", "谢谢您", "顾客", "常客", "易碎品", "高峰", "高超", "叶子", "马虎", "白搭", "白费",
    "白班", "段时间", "万幸", "毛病", "毛发", "江浙沪", "何时能", "高速", "高度", "高效", "高层",
    "金额", "常态", "常用", "程度", "程序", "周末", "周期", "周转", "方案", "余量", "马路边",
})  # fmt: skip
#: Surnames so common that 小 or 老 before one makes a name.
_COMMON = "王李张刘陈杨赵吴徐孙朱胡郭何罗梁宋郑谢唐冯许曹彭沈"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
_CAPITALISED = r"[A-Z]['’]?[A-Za-z]+(?:-[A-Z][a-z]+)?"

#: In this order: what is within another (a number in an address) goes with it.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?i:https?://|www\.)[^\s，。；、）)]+",
        r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
        r"(?i:(?<![a-z])(?:微信|wechat|weixin|qq|whatsapp|telegram))(?:号|群)?\s*[:：是为]?\s*[A-Za-z0-9_-]{5,}",
        rf"[{_PROVINCES}][A-Z][·.\s-]?[A-Z0-9]{{4,6}}[挂学警港澳领]?(?![A-Z0-9])",
        r"(?<!\d)\d{17}[\dXx](?![\dXx])",
        r"(?<![A-Za-z0-9])[A-Z]{1,4}-?\d{5,}(?!\d)",
        r"(?<!\d)\+?\(?\d(?:[\s()-]?\d){6,}(?!\d)",
        r"[零〇一二三四五六七八九幺]{7,}",
        rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+{_CAPITALISED}(?:\s+{_CAPITALISED}){{0,2}}",
        rf"(?<=\b[Cc]ontact )(?:{_CAPITALISED})(?:\s+{_CAPITALISED}){{0,2}}",
        rf"(?<=\b[Aa]sk for )(?:{_CAPITALISED})(?:\s+{_CAPITALISED}){{0,2}}",
        rf"[小老]?(?:欧阳|诸葛|上官|司马|[{_SURNAMES}])[\u4e00-\u9fff]{{0,2}}?(?:{_TITLES})",
        rf"[小老]?[{_SURNAMES}](?:{_SHORT_TITLES})",
        rf"[小老][{_COMMON}](?![\u4e00-\u9fff]*[期规量件])",
        rf"(?<=联系人)[:：]?\s*[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}",
    )
)
_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94) if chr(0x21 + n).isalnum() or chr(0x21 + n) in "@+"}


def redact(text: str, names: Iterable[str] = ()) -> str:
    """Return a text without what identifies a person or a customer, with ``MARK`` in its place.

    Parameters
    ----------
    text : str
        One answer.
    names : iterable of str
        Names to take out wherever they are, such as those of customers; shorter than two characters are
        ignored.

    Examples
    --------
    >>> redact("请张经理联系我，电话13800000000")
    '请[…]联系我，电话[…]'
    >>> redact("Please call Ms Brown on 138 0000 0000.")
    'Please call […] on […].'
    >>> redact("车辆沪A12345等了四个小时")
    '车辆[…]等了四个小时'
    """
    text = text.translate(_FULL_WIDTH)
    known = tuple(names)
    if known:
        text = _any_of(known).sub(MARK, text)
    for pattern in _PATTERNS:
        text = pattern.sub(MARK, text)
    for name in _known_names(text):
        text = text.replace(name, MARK)
    return re.sub(rf"(?:{re.escape(MARK)}\s?){{2,}}", lambda run: MARK + " " * run[0].endswith(" "), text)


def _known_names(text: str) -> list[str]:
    """Return the Chinese personal names that the segmentation recognises, two or three characters long."""
    if not re.search(r"[\u4e00-\u9fff]", text):
        return []
    import rjieba  # it reads its dictionary

    return [
        word
        for word, tag in rjieba.tag(text)
        if tag == "nr" and 2 <= len(word) <= 3 and word[0] in _SURNAMES and word not in _NO_NAMES
    ]


@lru_cache(maxsize=4)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of all names, the longest first, that matches nothing if there are none."""
    longest = sorted({name for name in names if len(name) > 1}, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest)) or r"(?!)", re.IGNORECASE)
