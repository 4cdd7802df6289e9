"""Read the list of themes and their words, and texts whose themes a person has given."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Message, message, sentences, suggestion
from wcm_helpers.core.paths import display_path
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.survey.cells import read_cells
from wcm_helpers.methods.themes import fold
from wcm_helpers.reports.demand_survey.parameters import SECTION, SurveySettings

#: The list that comes with the workbook; a site names its own as ``lexicon``.
OWN_LEXICON = Path(__file__).with_name("lexicon.csv")
_HEADERS = {"主题": "theme", "名称": "label", "词语": "words", "原文": "text", "文本": "text"}


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The themes of a list, in its order.

    Attributes
    ----------
    words : dict of str to tuple of str
        The words of each theme, of all languages.
    labels : dict of str to dict of str to str
        The names of each theme by language; the empty one is for every language.
    """

    words: dict[str, tuple[str, ...]]
    labels: dict[str, dict[str, str]]

    def label(self, theme: str) -> str:
        """Return how a theme is shown in the language in use."""
        names = self.labels[theme]
        return names.get(words.language()) or names.get("") or next(iter(names.values()), theme)


def read_lists(settings: Settings) -> tuple[Lexicon, pd.DataFrame | None]:
    """Return the lexicon and the hand-coded texts that the settings name: the list of the workbook, and None.

    Raises
    ------
    WorkbookError
        If a file cannot be used.
    """
    rule = settings.section(SECTION, SurveySettings)
    lexicon = read_lexicon(settings.folder / rule.lexicon if rule.lexicon else OWN_LEXICON)
    coded = read_hand_coded(settings.folder / rule.hand_coded, lexicon) if rule.hand_coded else None
    return lexicon, coded


def read_lexicon(path: Path) -> Lexicon:
    """Return the themes of a file: a CSV or Excel file with the columns ``theme`` and ``words``.

    ``label`` is how a theme is shown; every column may have a language behind it, such as ``label@en``. Words
    are separated by ``|``. A byte order mark, line ends, full-width blanks and separators make no difference.

    Raises
    ------
    WorkbookError
        If the file cannot be read, a column is missing, a theme is listed twice or has no word; with its row.
    """
    of_words: dict[str, tuple[str, ...]] = {}
    labels: dict[str, dict[str, str]] = {}
    for place, row in _rows(path, ("theme", "words")):
        theme = row.get("theme", "")
        if theme in of_words:
            raise _fault(path, place, message("{theme} is listed twice. Keep one row a theme.", theme=theme))
        cells = [text for name, text in row.items() if name.split("@")[0] == "words"]
        every = tuple(dict.fromkeys(word for cell in cells for word in _split(cell)))
        if not theme or not every:
            raise _fault(path, place, message("A theme needs a name and at least one word."))
        of_words[theme] = every
        labels[theme] = {
            name.partition("@")[2]: text
            for name, text in row.items()
            if name.split("@")[0] == "label" and text
        }
    return Lexicon(of_words, labels)


def read_hand_coded(path: Path, lexicon: Lexicon) -> pd.DataFrame:
    """Return texts that a person has given themes.

    Parameters
    ----------
    path : Path
        A file with the columns ``text`` and ``theme``: ids of the lexicon, several with ``|`` between, empty
        for none.

    Returns
    -------
    pd.DataFrame of bool
        By text, each once; a column a theme of the lexicon.

    Raises
    ------
    WorkbookError
        If the file cannot be read, a column is missing or a theme is none of the lexicon; with its row.
    """
    themes = list(lexicon.words)
    known = {fold(theme): theme for theme in themes}
    coded: dict[str, dict[str, bool]] = {}
    for place, row in _rows(path, ("text", "theme")):
        given = _split(row.get("theme", ""))
        for theme in given:
            if fold(theme) not in known:
                wrong = message("the theme {theme} is not in the lexicon.", theme=repr(theme))
                raise _fault(path, place, sentences(wrong, suggestion(theme, themes)))
        chosen = {known[fold(theme)] for theme in given}
        coded[row.get("text", "")] = {theme: theme in chosen for theme in themes}
    return pd.DataFrame.from_dict(coded, orient="index", columns=themes).astype(bool)


def _split(cell: str) -> list[str]:
    parts = cell.replace("｜", "|").split("|")
    return [part for part in (" ".join(part.split()) for part in parts) if part]


def _rows(path: Path, needed: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Return the rows that are not blank by the names of their columns, with their numbers."""
    if not path.is_file():
        raise WorkbookError(message("There is no file {file}.", file=display_path(path)))
    cells = read_cells(path, display_path(path), delimiter=_delimiter(path))
    header = [_header(cell) for cell in cells.rows[0]] if cells.rows else []
    for name in needed:
        if not any(cell.split("@")[0] == name for cell in header):
            raise _fault(path, 1, message("The column {column} is missing.", column=name))
    rows = []
    for place, line in zip(cells.records[1:], cells.rows[1:], strict=True):
        row = {name: " ".join(cell.split()) for name, cell in zip(header, line, strict=False) if name}
        if any(row.values()):
            rows.append((place, row))
    return rows


def _delimiter(path: Path) -> str:
    """Return the delimiter of a text file: the lists of words have the ``|`` in them."""
    first = path.read_bytes().split(b"\n", 1)[0]
    return max((b",", b";", b"\t"), key=first.count).decode()


def _header(cell: str) -> str:
    name, _at, language = fold(cell).partition("@")
    name = _HEADERS.get(name, name)
    return f"{name}@{language}" if language else name


def _fault(path: Path, row: int, what: Message) -> WorkbookError:
    return WorkbookError(
        message("{file}, row {row}: {fault}", file=display_path(path), row=str(row), fault=what)
    )
