"""One section of a report: the blocks its cell displays, with their frames, charts and sentences."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from wcm_helpers.core.errors import UnknownNameError
from wcm_helpers.core.messages import Text, message, sentences
from wcm_helpers.reporting.block import EMPTY, Block, Blocks, from_template, join
from wcm_helpers.reporting.csv_files import to_csv

if TYPE_CHECKING:
    import pandas as pd

    from wcm_helpers.charts.style import Chart

#: Characters that the name of a file cannot have on every system, and the sign of their codes.
_NOT_IN_FILES = '<>:"/\\|?*%'

_SENTENCES = ("lead", "paragraph", "actions", "box")


#: The kind of the notice that stands for a section switched off.
OFF = "off"

#: The two layers of a report: what a manager reads, and what an analyst looks up.
Layer = Literal["reading", "appendix"]


@dataclass(frozen=True)
class SectionDefinition:
    """A section as its report registers it.

    Attributes
    ----------
    make : callable, from the review to blocks
    title : callable, optional
        Returns the heading in the language in use; a section without one continues the section above.
    layer : {"reading", "appendix"}
    shown : bool or tuple of int
        Whether it is shown where the settings say nothing: always, never, or in these months of the year.
    """

    make: "Callable[[Any], Block | Blocks | Section]"
    title: Callable[[], str] | None = None
    layer: Layer = "reading"
    shown: bool | tuple[int, ...] = True


@dataclass(frozen=True)
class Section:
    """A section as displayed, with its frames.

    Attributes
    ----------
    name : str
        Its key within the report.
    blocks : tuple of Block
        The blocks in display order, none of them empty.
    figures : mapping of str to number
        Its figures for ``run.json``.
    layer : {"reading", "appendix"}
    """

    name: str
    blocks: tuple[Block, ...]
    figures: Mapping[str, object] = field(default_factory=dict)
    layer: Layer = "reading"

    @property
    def tables(self) -> dict[str, "pd.DataFrame"]:
        """Its tables by name, as on the page: columns under their labels, amounts in whole units."""
        return _Named(self, {key: block.content for key, block in self._named("table").items()})

    @property
    def charts(self) -> dict[str, "Chart"]:
        """Its charts by name, each with ``figure`` (matplotlib) and ``alt`` (its alternative text)."""
        return _Named(self, {key: block.content for key, block in self._named("chart").items()})

    @property
    def pictures(self) -> dict[str, str]:
        """Its charts as SVG, by name."""
        return {key: block.more["image/svg+xml"] for key, block in self._named("chart").items()}

    @property
    def sentences(self) -> list[str]:
        """The sentences of its text blocks, in order."""
        return [block.text for block in self.blocks if block.kind in _SENTENCES]

    @property
    def rules(self) -> dict[str, str]:
        """The rules of its computation: term and meaning."""
        items = [block.content for block in self.blocks if block.kind in ("rules", "details")]
        return {term: meaning for group in items for term, meaning in group or ()}

    def save(self, folder: str | Path, name: str = "") -> list[Path]:
        """Write tables as CSV and charts as SVG, and return the files.

        Parameters
        ----------
        folder : str or Path
            Created if necessary; files ``<section>-<name>.csv`` and ``.svg`` are replaced.
        name : str
            The table or chart to write, a key of ``tables`` or ``charts``; all of them by default.

        Raises
        ------
        WorkbookError
            If there is no table or chart of that name, with those there are.
        """
        content = self._files()
        if name:
            content = {key: data for key, data in content.items() if key.rpartition(".")[0] == name}
            if not content:
                raise UnknownNameError(self.refusal(name))
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        paths = {key: target / f"{_file_part(self.name)}-{key}" for key in content}
        for key, path in paths.items():
            path.write_bytes(content[key])
        return list(paths.values())

    def _files(self) -> dict[str, bytes]:
        """Return the content of the files to save, by table or chart and suffix."""
        tables = {f"{key}.csv": to_csv(table) for key, table in self.tables.items()}
        return tables | {f"{key}.svg": svg.encode("utf-8") for key, svg in self.pictures.items()}

    def refusal(self, name: object) -> Text:
        """Return the message that it has no table or chart of a name, and which it has."""
        names = [*self.tables, *self.charts]
        if not names:
            return message("{section} has no table and no chart to save.", section=self.name)
        refusal = message("{section} has no table or chart {name}.", section=self.name, name=repr(name))
        return sentences(refusal, message("It has {names}.", names=names))

    def _named(self, kind: str) -> dict[str, Block]:
        """Return the blocks of a kind by name; a second one of a name is numbered."""
        taken: Counter[str] = Counter()
        named = {}
        for block in self.blocks:
            if block.kind == kind:
                taken[block.name] += 1
                key = block.name if taken[block.name] == 1 else f"{block.name}_{taken[block.name]}"
                named[key] = block
        return named

    def __repr__(self) -> str:
        lines = [f"Section {self.name!r}"]
        lines += [
            f"  tables: {key} ({len(table)} rows: {', '.join(map(str, table.columns))})"
            for key, table in self.tables.items()
        ]
        lines += [f"  charts: {key}" for key in self.charts]
        lines += [f"  sentences: {len(self.sentences)}, rules: {len(self.rules)}"]
        return "\n".join(lines)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for block in self.blocks or (EMPTY,):
            display(block)


class _Named(dict[str, Any]):
    """The tables or the charts of a section by name; a name it does not have is refused with those it has."""

    def __init__(self, owner: Section, content: Mapping[str, Any]) -> None:
        super().__init__(content)
        self._owner = owner

    def __missing__(self, name: object) -> Any:
        raise UnknownNameError(self._owner.refusal(name))


def section(
    name: str,
    content: "Block | Blocks | Section",
    *,
    title: str = "",
    layer: Layer = "reading",
) -> Section:
    """Return a section made of blocks, under its heading if it has a title.

    Examples
    --------
    >>> section("first", Block("lead", "<p>One.</p>", "One.")).sentences
    ['One.']
    >>> [block.kind for block in section("first", Block("lead", "<p>One.</p>", "One."), title="First").blocks]
    ['heading', 'lead']
    """
    pieces = content.blocks if isinstance(content, Section) else join(content).pieces
    figures = content.figures if isinstance(content, Section) else {}
    heading = (from_template("heading", title, anchor=anchor(name), title=title),) if title else ()
    return Section(name, (*heading, *pieces), figures, layer)


def switched_off(name: str, notice: str) -> Section:
    """Return a section that the settings do not show: a notice in a notebook, nothing on the page."""
    return Section(name, (Block(OFF, "", notice),))


def _file_part(name: str) -> str:
    """Return a name as a part of a file's name; the characters that no file may have are written as codes.

    Examples
    --------
    >>> _file_part("customer-A/12"), _file_part("customer-启东")
    ('customer-A%2F12', 'customer-启东')
    """
    return "".join(
        f"%{ord(letter):02X}" if letter in _NOT_IN_FILES or ord(letter) < ord(" ") else letter
        for letter in name
    )


def anchor(name: str) -> str:
    """Return the id of a section's heading, the same in every language.

    Examples
    --------
    >>> anchor("change_split")
    'change-split'
    """
    return name.replace("_", "-")
