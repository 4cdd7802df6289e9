"""The fonts of every report, and the treatment of characters none of them can draw.

Chinese comes from Noto Sans SC (SIL Open Font Licence, installed with the workbook), everything else it lacks
from DejaVu Sans (comes with Matplotlib), and the rest from a font of the machine. A character that cannot be
drawn, or that would be invisible or reverse its neighbours, is written as its number: a name is never printed
as an empty box or in another order than it is stored.
"""

import base64
import io
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from matplotlib.font_manager import FontManager

#: Families a machine may have, tried in this order for a character the workbook's own fonts lack.
INSTALLED = ("Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "SimHei")

#: Name of the family in :func:`embedded_css`.
EMBEDDED = "Workbook Chinese"
#: Family of the Chinese fonts of a reader's machine, which know more weights than the embedded one.
LOCAL = "Local Chinese"
_LOCAL_NAMES = {
    400: (
        "PingFang SC",
        "PingFangSC-Regular",
        "Microsoft YaHei",
        "Noto Sans CJK SC",
        "NotoSansCJKsc-Regular",
    ),
    700: ("PingFangSC-Semibold", "Microsoft YaHei Bold", "Noto Sans CJK SC Bold", "NotoSansCJKsc-Bold"),
}
_CHINESE = "U+2E80-9FFF,U+F900-FAFF,U+FE30-FE4F,U+FF00-FFEF,U+20000-3FFFF"

# Control, format (bidirectional overrides, zero-width), surrogate, private use, unassigned, line separators.
_MARKED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# From here on a machine without Chinese fonts may lack a glyph: arrows, shapes, everything Chinese.
_FIRST_EMBEDDED = 0x2190


# Tables of layout, which no browser needs for upright Chinese, and which take time to read.
_OF_LAYOUT = {"BASE", "VORG", "vhea", "vmtx", "GSUB", "GPOS", "GDEF"}


class _Face(NamedTuple):
    family: str
    path: Path
    index: int


def chinese_font() -> Path:
    """Return the file of the Chinese font that is installed with the workbook."""
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.sans_path())


@cache
def _own_faces() -> tuple[_Face, ...]:
    from importlib.util import find_spec

    # Its folder is read without importing it, which takes longer than reading both fonts.
    latin = Path(find_spec("matplotlib").origin).with_name("mpl-data") / "fonts" / "ttf" / "DejaVuSans.ttf"
    return (_Face("Noto Sans SC", chinese_font(), 0), _Face("DejaVu Sans", latin, 0))


@cache
def _installed_faces() -> tuple[_Face, ...]:
    from matplotlib.font_manager import fontManager

    faces = {}
    for entry in fontManager.ttflist:
        if entry.name in INSTALLED and entry.style == "normal" and entry.weight in (400, "regular", "normal"):
            faces.setdefault(entry.name, _Face(entry.name, Path(entry.fname), getattr(entry, "index", 0)))
    return tuple(faces[name] for name in INSTALLED if name in faces)


@cache
def _covered(face: _Face) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(face.path, lazy=True, fontNumber=face.index) as font:
        return frozenset(font.getBestCmap())


def folders() -> list[Path]:
    """Return the folders of the workbook's own fonts, for the typesetter."""
    return [face.path.parent for face in _own_faces()]


def needs_installed(text: str) -> bool:
    """Return whether ``text`` has a character that only a font of the machine can draw."""
    return any(not _drawn(character, _own_faces()) for character in set(text))


def families(text: str = "") -> list[str]:
    """Return the font families to draw ``text`` with in the order to try them, registered with Matplotlib.

    They are registered by their files: Matplotlib's own list may be older than the fonts, and a family
    it does not list is drawn as empty boxes. Accented letters the Chinese font lacks would be drawn as a
    letter with an accent beside it; a text that has some is drawn with DejaVu Sans first.

    Examples
    --------
    >>> families("华东 Ltd")[:2], families("华东 Łódź")[:2]
    (['Noto Sans SC', 'DejaVu Sans'], ['DejaVu Sans', 'Noto Sans SC'])
    """
    from matplotlib.font_manager import fontManager

    _register(fontManager)
    chinese, latin = _own_faces()
    composed = {ord(character) for character in set(text) if unicodedata.decomposition(character)}
    lacking = (composed & _covered(latin)) - _covered(chinese)
    first = (latin, chinese) if lacking else (chinese, latin)
    return [face.family for face in (*first, *_installed_faces())]


def needed(text: str) -> list[str]:
    """Return the font families to draw ``text`` with: the first one alone where it has all characters.

    Matplotlib searches for every family of a text each time it measures it.

    Examples
    --------
    >>> needed("华东 Ltd")
    ['Noto Sans SC']
    """
    all_families = families(text)
    first = next(face for face in _own_faces() if face.family == all_families[0])
    return all_families[:1] if all(_drawn(character, (first,)) for character in set(text)) else all_families


@cache
def _register(manager: "FontManager") -> None:
    """Register the workbook's own fonts with Matplotlib; once, since every text needs them."""
    registered = {entry.fname for entry in manager.ttflist}
    for face in _own_faces():
        if str(face.path) not in registered:
            manager.addfont(face.path)


def _drawn(character: str, faces: tuple[_Face, ...]) -> bool:
    return character == "\n" or any(ord(character) in _covered(face) for face in faces)


@cache
def _printable(character: str) -> str:
    if character == "\n" or " " <= character <= "~":
        return character
    if character == "\t":
        return " "
    is_unseen = unicodedata.category(character) in _MARKED or not (
        _drawn(character, _own_faces()) or _drawn(character, _installed_faces())
    )
    return f"⟨U+{ord(character):04X}⟩" if is_unseen else character


def printable(text: str) -> str:
    r"""Return text from outside with every hidden character made visible.

    A line break stays and a tab becomes a space; a control, zero-width or direction-changing character and a
    character without a glyph become their number in angle brackets.

    Examples
    --------
    >>> printable("华东零售 \u202egpj.exe")
    '华东零售 ⟨U+202E⟩gpj.exe'
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_printable, text))


def missing_glyphs(text: str) -> list[str]:
    r"""Return the characters of ``text`` no font here can draw as they are, each once, in code order.

    Examples
    --------
    >>> missing_glyphs("华东 A\u200b\ue000")
    ['\u200b', '\ue000']
    """
    return sorted({character for character in text if _printable(character) not in (character, " ")})


def embedded_css(text: str) -> str:
    """Return an ``@font-face`` rule with the Chinese characters of ``text``, for readers without such a font.

    Parameters
    ----------
    text : str
        All text of the page; characters below U+2190 use the fonts of the reader's machine.

    Returns
    -------
    str
        Rules for the family :data:`LOCAL`, Chinese fonts of the reader's machine, and for :data:`EMBEDDED`,
        with the font as WOFF, the same bytes for the same characters; empty when there is nothing to embed.
        Both stand first in a list of families, limited to their characters: Chromium keeps boxes for words
        that it drew before a font behind one of the machine had come.
    """
    codes = {ord(character) for character in text if ord(character) >= _FIRST_EMBEDDED}
    codes &= _covered(_own_faces()[0])
    if not codes:
        return ""
    data = base64.b64encode(_subset(frozenset(codes))).decode("ascii")
    return _local_faces() + (
        f'@font-face{{font-family:"{EMBEDDED}";font-weight:400;font-style:normal;'
        f"unicode-range:U+{_FIRST_EMBEDDED:04X}-10FFFF;"
        f'src:url(data:font/woff;base64,{data}) format("woff")}}'
    )


def _local_faces() -> str:
    rules = []
    for weight, names in _LOCAL_NAMES.items():
        sources = ",".join(f'local("{name}")' for name in names)
        rules.append(
            f'@font-face{{font-family:"{LOCAL}";font-weight:{weight};font-style:normal;'
            f"unicode-range:{_CHINESE};src:{sources}}}"
        )
    return "".join(rules)


@cache
def _subset(codes: frozenset[int]) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    # Hints stay and boxes are not measured again: either would run every outline once more.
    options = subset.Options(
        layout_features=[], hinting=True, desubroutinize=True, name_IDs=[1, 2], notdef_outline=True
    )
    with TTFont(chinese_font(), lazy=True, recalcTimestamp=False, recalcBBoxes=False) as font:
        for table in _OF_LAYOUT & set(font.keys()):
            del font[table]
        tool = subset.Subsetter(options)
        tool.populate(unicodes=codes)
        tool.subset(font)
        font.flavor = "woff"
        written = io.BytesIO()
        font.save(written, reorderTables=True)
    return written.getvalue()
