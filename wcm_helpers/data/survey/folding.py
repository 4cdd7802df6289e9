"""How headers, options and names are compared: without width, case, blanks, numbering and marks."""

import re
import unicodedata
from functools import lru_cache

_TAG = re.compile(r"<[^<>]{1,200}>")
_NUMBERING = re.compile(r"^[qQ]?\d{1,3}\s*(?:[、.:)]\s*(?!\d)|(?=\s*\[))")
_MARK = re.compile(
    r"(?:[(\[](?:可多选|多选|多选题|单选|单选题|必填|选填|量表题|填空题|矩阵题|排序题"
    r"|selectallthatapply|required|optional)[)\]]|\*)+$"
)
_BLANK = re.compile(r"[\s\u200b\ufeff]+")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return a text as answers and options are compared: half-width, without blanks, in lower case.

    Examples
    --------
    >>> fold(" 贴标， 换标 "), fold("Very  Satisfied")
    ('贴标,换标', 'verysatisfied')
    """
    return _BLANK.sub("", unicodedata.normalize("NFKC", text)).casefold()


@lru_cache(maxsize=65_536)
def fold_header(text: str) -> str:
    """Return a header as it is compared: also without numbering, notes such as "(可多选)" and punctuation.

    Examples
    --------
    >>> fold_header("7、未来一年需要哪些服务？（可多选）"), fold_header(" Overall, how satisfied? ")
    ('未来一年需要哪些服务', 'overallhowsatisfied')
    >>> fold_header("表现 [收货及时]") == fold_header("表现 / 收货及时")
    True
    """
    plain = unicodedata.normalize("NFKC", _TAG.sub("", text)).strip()
    plain = fold(_NUMBERING.sub("", plain))
    plain = _MARK.sub("", plain.rstrip(":")).rstrip(":")
    bare = "".join(letter for letter in plain if letter.isalnum())
    return bare or plain


def header_number(text: str) -> str:
    """Return the number a header begins with; empty without one.

    Examples
    --------
    >>> header_number("2、拣货准确"), header_number("Q12. Speed"), header_number("Speed")
    ('2', '12', '')
    """
    numbering = _NUMBERING.match(unicodedata.normalize("NFKC", _TAG.sub("", text)).strip())
    return re.sub(r"\D", "", numbering[0]) if numbering else ""
