"""A report of one section, opened on the exports of a test: the contract without a registered report."""

from types import MappingProxyType

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.history import History, read_history
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.reporting import appendix, blocks
from wcm_helpers.reporting.parameters import ReportParameters, ReportSettings, check_parameters
from wcm_helpers.reporting.report import Readiness, Report, Review
from wcm_helpers.reporting.section import SectionDefinition

SECTIONS = {
    "total": SectionDefinition(lambda review: blocks.lead(f"Total {total(review):,}.")),
    **appendix.SECTIONS,
}


def total(review) -> int:
    """Return the revenue billed up to the month, in currency units."""
    facts = review.history.facts.billing
    return int(facts[facts["month"] <= review.month]["revenue"].sum()) // 10_000


def small_report(name: str = "totals", **changed) -> Report:
    values = {
        "title": lambda: f"Report {name}",
        "notebook": f"{name}.ipynb",
        "parameters": ReportParameters,
        "settings": ReportSettings,
        "reads": ("billing",),
        "missing": lambda intake, parameters: "",
        "latest_month": lambda history, parameters, today: history.facts.billing["month"].max(),
        "open": lambda history, parameters: SmallReview(reports[name], history, parameters),
        "readiness": lambda history, parameters, today: Readiness(("Ready.",), months=("2026-05",)),
        "figures": lambda review: {"total": total(review)},
        "sections": MappingProxyType(SECTIONS),
    }
    reports = {name: Report(name, **{**values, **changed})}
    return reports[name]


class SmallReview(Review):
    @property
    def headline(self) -> str:
        return f"Total {total(self)}."


def refuse(reason):
    """Return a ``latest_month`` that has no month to offer."""

    def latest_month(history, parameters, today):
        raise WorkbookError(reason)

    return latest_month


def read(shop) -> History:
    return read_history(load_settings(shop.settings))


def parameters(shop, month: str = "2026-05") -> ReportParameters:
    return check_parameters(ReportParameters, {"month": month, "settings": str(shop.settings)})


def review(shop, month: str = "2026-05", **changed) -> Review:
    return small_report(**changed).open(read(shop), parameters(shop, month))
