"""Mark the parts of a page that are in another language than the page, for screen readers and typesetting."""

import re
from collections.abc import Iterator
from html import unescape

#: The ``lang`` of a page or a run: for Chinese it names the script, and the browser selects its glyphs.
_LANG = {"zh": "zh-Hans"}
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"<(/?[^\s>]*)")
_WIDE = r"[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
_CHINESE_RUN = re.compile(rf"{_WIDE}+(?:[ ·]{_WIDE}+)*")
_LATIN = r"A-Za-z\u00c0-\u024f"
_WORD = rf"(?:[{_LATIN}0-9.,'’-]|&amp;|&#39;)"
#: Two words or more: a name or a phrase; a single word is a unit, an id or a term of the trade.
_LATIN_RUN = re.compile(rf"(?<![&#{_LATIN}0-9])[{_LATIN}]{_WORD}*(?: {_WORD}+)+")
_LATIN_NAME = re.compile(rf"(?=.*[{_LATIN}]{{2}})[ -~\u00c0-\u024f’–]+")
#: In Chinese no space follows a full-width mark, whatever stands between two elements of a template.
_SPACE_AFTER_MARK = re.compile(
    r"([，。；：！？、）”](?:</[a-z]+>)*)[ \n]+(?=[^\s<]|<(?:span|strong|bdi|b|a|em)\b)"
)
#: Nor stands one before an opening bracket.
_SPACE_BEFORE_BRACKET = re.compile(r"(?<=[^\s])[ \n]+(?=(?:<(?:span|strong|bdi|b|a|em)\b[^>]*>)*（)")


def tag(language: str) -> str:
    """Return the ``lang`` of a page in a language.

    Examples
    --------
    >>> tag("zh"), tag("en")
    ('zh-Hans', 'en')
    """
    return _LANG.get(language, language)


def mark(html: str, language: str) -> str:
    """Return HTML with ``lang`` on every run in another language than the page's.

    On a page in English these are the runs of Chinese characters; on a page in Chinese the names in ``<bdi>``
    without a Chinese character, and two Latin words or more in a sentence.

    Examples
    --------
    >>> mark("<p>Call <bdi>启东东沐</bdi>.</p>", "en")
    '<p>Call <bdi lang="zh-Hans">启东东沐</bdi>.</p>'
    >>> mark("<p>请致电 <bdi>Northwind Ltd</bdi>。</p>", "zh")
    '<p>请致电 <bdi lang="en">Northwind Ltd</bdi>。</p>'
    """
    chinese = language.startswith("zh")
    if not chinese and not _CHINESE_RUN.search(html):
        return html
    run, whole, other = (
        (_LATIN_RUN, _LATIN_NAME, "en") if chinese else (_CHINESE_RUN, _CHINESE_RUN, tag("zh"))
    )
    pieces = _TAG.split(html)
    for place in _unmarked(pieces):
        text = pieces[place]
        if place and pieces[place - 1] == "<bdi>" and whole.fullmatch(unescape(text)):
            pieces[place - 1] = f'<bdi lang="{other}">'
        else:
            pieces[place] = run.sub(lambda found: f'<bdi lang="{other}">{found[0]}</bdi>', text)
    marked = "".join(pieces)
    return _SPACE_BEFORE_BRACKET.sub("", _SPACE_AFTER_MARK.sub(r"\1", marked)) if chinese else marked


def _unmarked(pieces: list[str]) -> Iterator[int]:
    """Yield the places of texts that are in no element with a language of its own."""
    inside, depth = "", 0
    for place, piece in enumerate(pieces):
        if place % 2 and piece.startswith("<"):
            name = _NAME.match(piece)[1]
            if inside:
                depth += (name == inside) - (name == f"/{inside}")
                inside = inside if depth else ""
            elif ' lang="' in piece:
                inside, depth = name, 1
        elif not inside and piece and not piece.isspace():
            yield place
