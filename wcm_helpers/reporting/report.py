"""The contract of a report: its tables, parameters and sections, and the review of one month.

The kit below the reports knows them only through this contract. A new report is a folder under
``wcm_helpers/reports`` with a :class:`Report`, one line in ``REPORTS`` and one notebook.
"""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from wcm_helpers.core.errors import UnknownNameError
from wcm_helpers.core.formats import month_name
from wcm_helpers.core.messages import Text, message, sentences, suggestion
from wcm_helpers.core.months import parse_month
from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.intake import Intake
from wcm_helpers.data.settings import Settings
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reporting.block import REPORT, Blocks
from wcm_helpers.reporting.comparable import Comparable
from wcm_helpers.reporting.comparison import side_by_side
from wcm_helpers.reporting.customer_lookup import CustomerLookup, CustomerPages, lookup
from wcm_helpers.reporting.customer_packs import PackSection
from wcm_helpers.reporting.indicators import Card, Indicator
from wcm_helpers.reporting.parameters import ReportParameters, ReportSettings
from wcm_helpers.reporting.private_files import PrivateFiles
from wcm_helpers.reporting.section import Section, SectionDefinition, section, switched_off

Result = TypeVar("Result")


@dataclass(frozen=True)
class Readiness:
    """What ``wcm check`` says of one report, in whole sentences.

    Attributes
    ----------
    notes, warnings : tuple of str
        What the report is made of, and what to look at.
    blocking : tuple of str
        Faults that forbid it.
    months : tuple of str
        The months it can be made of, YYYY-MM, oldest first.
    not_yet : str
        Why it cannot be made, where that is no fault.
    setting : str
        The setting or option that would let it run.
    """

    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    blocking: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    not_yet: str = ""
    setting: str = ""


class Review:
    """One month of one report at one site: parameters, data, result, and its sections as attributes.

    ``review.moves`` is the section ``moves``, computed on first access. A report derives its own class,
    which adds the result and overrides its entries of ``run.json``.

    Parameters
    ----------
    report : Report
    history : History
        The tables and facts of the site; the report itself must ignore rows after the month.
    parameters : ReportParameters
    draft : bool
        Whether the data do not cover the month yet.
    """

    def __init__(
        self, report: "Report", history: History, parameters: ReportParameters, *, draft: bool = False
    ) -> None:
        self.report, self.history, self.parameters, self.draft = report, history, parameters, draft

    def with_parameters(self, parameters: ReportParameters) -> "Review":
        """Return this review for another language: results are shared, sections are made anew."""
        other = copy(self)
        other.parameters = parameters
        other.__dict__.pop("_sections", None)
        other.__dict__["_results"] = self._results
        return other

    @property
    def month(self) -> str:
        """The month under review, YYYY-MM."""
        return self.parameters.month

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return self.history.settings

    @property
    def headline(self) -> str:
        """What is new this month, in a sentence or two, for the pages that link to the report."""
        return self.report.headline(self)

    @property
    def actions(self) -> list[Action]:
        """What the first page asks to be done this month, the gravest first."""
        return self.report.actions(self)

    @property
    def cards(self) -> list[Card]:
        """The key figures of the first page; empty for a report without any."""
        names = [name for name, definition in self.report.sections.items() if definition.layer == "reading"]
        pieces = (block for name in names for block in self.section(name).blocks)
        return next((list(block.content) for block in pieces if block.kind == "cards"), [])

    @property
    def data_up_to(self) -> str:
        """The last day the data reach, as the head of the report says; empty where it has none."""
        if "head" not in self.report.sections:
            return ""
        described = (block.more[REPORT] for block in self.section("head").blocks if REPORT in block.more)
        return next((about["data_up_to"] for about in described), "")

    @property
    def figures(self) -> dict[str, object]:
        """The headline figures for ``run.json``, by id."""
        return self.computed(self.report.figures)

    @property
    def comparable(self) -> list[Comparable]:
        """The figures by which the sites of a group are compared, their labels in the language in use."""
        return self.report.comparable(self)  # not kept: a review is shown in each of its languages

    @property
    def rules_in_force(self) -> dict[str, object]:
        """The rules the figures were computed by, as ``run.json`` records them."""
        return {}

    @property
    def other_rules(self) -> dict[str, object]:
        """The rules of this run that override the settings."""
        return {}

    @property
    def terms(self) -> dict[str, str]:
        """The glossary of the report: term and meaning."""
        return {}

    @property
    def data_notes(self) -> list[str]:
        """Further paragraphs of the data page, one string each."""
        return []

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {}

    @property
    def made(self) -> Mapping[str, Section]:
        """The sections computed so far, by name."""
        return self._sections

    @cached_property
    def _results(self) -> dict[object, Any]:
        return {}

    def computed(self, function: Callable[["Review"], Result]) -> Result:
        """Return the result of a function of this review, computed once and shared by sections."""
        if function not in self._results:
            self._results[function] = function(self)
        return self._results[function]

    def section(self, name: str) -> Section:
        """Return a section by name, computed once; a notice if the settings switch it off.

        Raises
        ------
        KeyError
            If the report has no such section.
        """
        definition = self.report.sections[name]
        if not self.shows(name):
            notice = _(
                "This section is switched off. [{report}.sections] {name} = true in the settings shows it.",
                report=self.report.name,
                name=name,
            )
            return switched_off(name, notice)
        if name not in self._sections:
            title = definition.title() if definition.title else ""
            content = definition.make(self)
            self._sections[name] = section(name, content, title=title, layer=definition.layer)
        return self._sections[name]

    @property
    def customer(self) -> CustomerLookup:
        """The pages of customers: ``review.customer("C00035")``, or by a name that no other customer has."""
        return lookup(self, self._sections)

    def at(self, month: str) -> "Review":
        """Return the review of another month of the same data, opened once, by the rule in force in it.

        Raises
        ------
        WorkbookError
            If the data do not allow the month.
        """
        key = ("month", parse_month(month))
        if key not in self._results:
            parameters = self.parameters.model_copy(update={"month": key[1]})
            self._results[key] = self.report.open(self.history, parameters)
        return self._results[key]

    def compare(self, month: str) -> Section:
        """Return this month beside another one: the figures of both, and what the report compares more.

        Raises
        ------
        WorkbookError
            If the data do not allow the month, or if it is the month under review itself.
        """
        other = self.at(month)
        key = f"compare-{other.month}"
        if key not in self._sections:
            self._sections[key] = side_by_side(self, other)
        return self._sections[key]

    def shows(self, name: str) -> bool:
        """Return whether the settings show a section in this month."""
        chosen = self.settings.section(self.report.name, self.report.settings).sections
        shown = chosen.get(name, self.report.sections[name].shown)
        return shown if isinstance(shown, bool) else int(self.month[-2:]) in shown

    def __getattr__(self, name: str) -> Section:
        if name.startswith("_") or "report" not in vars(self):
            raise AttributeError(f"{type(self).__name__} has no {name!r}")
        if name in self.report.sections:
            return self.section(name)
        refusal = message("This report has no {name}.", name=name)
        public = [known for known in dir(self) if not known.startswith("_")]
        raise UnknownNameError(sentences(refusal, suggestion(name, public)))

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.report.sections]

    def save(self, folder: str | Path) -> list[Path]:
        """Write the tables and charts of every section to a folder, and return the files."""
        return [path for name in self.report.sections for path in self.section(name).save(folder)]

    def __repr__(self) -> str:
        names = ", ".join(self.report.sections)
        site = self.settings.site.name
        return f"{self.report.name} of {site}, {month_name(self.month)}\n  sections: {names}"


@dataclass(frozen=True)
class Report:
    """A report as the command line, the notebooks and the published pages know it.

    Attributes
    ----------
    name : str
        The name of its folder, its files, its section of the settings file and its key in ``run.json``.
    title : callable
        Returns the title in the language in use.
    notebook : str
        The file under ``notebooks/``.
    parameters : type
        The parameters of its notebook, a :class:`ReportParameters`.
    settings : type
        The model of its section of the settings file, a :class:`ReportSettings`.
    reads : tuple of str
        The tables it reads; a fault in another table does not stop it.
    missing : callable, from intake and parameters to str
        The required table or column that is absent, in one line; empty if the report can run.
    remedy : callable, from intake and parameters to str
        The setting that would let it run with the tables there are; empty without one.
    latest_month : callable, from history, parameters and a day to str
        The newest month that the data cover and that had ended by that day; WorkbookError if there is none.
    open : callable, from history and parameters to Review
        WorkbookError if the data do not allow the month.
    sections : mapping of name to SectionDefinition
        In the order of the page. They end with ``appendix.SECTIONS``, which every report has: data, glossary,
        versions, record.
    figures : callable, from a review to numbers by id
        The headline figures for ``run.json``.
    headline : callable, from a review to str
        What is new this month, in a sentence or two of the language in use.
    actions : callable, from a review to a list of Action
        The lines of the first page, in the language in use.
    readiness : callable, from history, parameters and a day to Readiness
        The lines ``wcm check`` prints.
    files : callable, from a review to frames by file name
        The tables published beside the report, as CSV.
    indicators : callable, from a review to a list of Indicator
        Names and units of the figures, for ``review.compare``; the id of a part has a dot: ``classes.A``.
    changes : callable, from the reviews of two months, the earlier first, to Blocks
        What ``review.compare`` shows under the figures.
    customers : CustomerPages, optional
        The pages of single customers, for ``review.customer``.
    comparable : callable, from a review to a list of Comparable
        The figures by which the sites of a group are compared, in the language in use.
    pack : mapping of name to PackSection
        What it adds to the pack of a customer.
    private : PrivateFiles, optional
        The files with personal data that the monthly run writes to a folder of the settings, never published.
    """

    name: str
    title: Callable[[], str]
    notebook: str
    parameters: type[ReportParameters]
    settings: type[ReportSettings]
    reads: tuple[str, ...]
    missing: Callable[[Intake, Any], Text]
    latest_month: Callable[[History, Any, date], str]
    open: Callable[[History, Any], Review]
    sections: Mapping[str, SectionDefinition]
    readiness: Callable[[History, Any, date], Readiness]
    remedy: Callable[[Intake, Any], Text] = lambda intake, parameters: ""
    figures: Callable[[Any], dict[str, object]] = lambda review: {}
    headline: Callable[[Any], str] = lambda review: ""
    actions: Callable[[Any], list[Action]] = lambda review: []
    files: Callable[[Any], dict[str, pd.DataFrame]] = lambda review: {}
    indicators: Callable[[Any], list[Indicator]] = lambda review: []
    changes: Callable[[Any, Any], Blocks] = lambda earlier, later: Blocks(())
    customers: CustomerPages | None = None
    comparable: Callable[[Any], list[Comparable]] = lambda review: []
    pack: Mapping[str, PackSection] = field(default_factory=dict)
    private: PrivateFiles | None = None
