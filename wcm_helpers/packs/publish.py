"""Write the packs of a month: a page for each chosen customer, and one for each role."""

import hashlib
import re
import shutil
from collections.abc import Callable, Mapping
from contextvars import copy_context
from datetime import date
from pathlib import Path

from wcm_helpers.classes.in_force import classes_in_force
from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message
from wcm_helpers.core.months import parse_month
from wcm_helpers.core.paths import display_path
from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History, read_history
from wcm_helpers.packs.chosen import chosen_customers
from wcm_helpers.packs.customer_pack import Reader, customer_pack
from wcm_helpers.packs.document import outputs_of, write_document
from wcm_helpers.packs.facts_of_customers import FactsOfCustomers, facts_of
from wcm_helpers.packs.roles import SECTIONS, role_outputs
from wcm_helpers.packs.secrecy import foreign
from wcm_helpers.reporting.index_pages import published_run
from wcm_helpers.reporting.opening import open_settings
from wcm_helpers.reporting.pack_settings import SECTION, PackSettings
from wcm_helpers.reporting.parameters import check_parameters
from wcm_helpers.reporting.report import Report, Review

_PLAIN = re.compile(r"[\w.-]+")
_LONGEST = 60


def write_packs(
    settings_file: Path,
    reports: Mapping[str, Report],
    published: Path,
    out: Path,
    month: str,
    today: date,
    progress: Callable[[str], None],
) -> list[Path]:
    """Write the packs of a site and month to ``<out>/<site>/<month>``, and return the files.

    Parameters
    ----------
    settings_file : Path
    reports : mapping of name to Report
        All that are registered.
    published : Path
        The folder of all reports: packs of roles are made of what is published there for the month.
    out : Path
        The folder of all packs, which is not that of the reports: each pack is for other readers.
    month : str
        YYYY-MM; empty for the latest that the service, else the classes, can be reported of.
    today : date
    progress : callable
        Called with each step.

    Raises
    ------
    WorkbookError
        If no customer is chosen and nothing is published, or the data do not allow the month.
    """
    settings = open_settings(settings_file, reports)
    words.use(settings.site.language)
    history = read_history(settings)
    month = parse_month(month) if month else _latest(history, reports, today)
    target = out / settings.site.id / month
    part = target.with_name(f".part-{month}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        names = [
            *_roles(published / settings.site.id / month, part, month, progress),
            *_customers(history, reports, month, part, progress),
        ]
        if not names:
            raise WorkbookError(_nothing(settings_file))
        shutil.rmtree(target, ignore_errors=True)
        part.rename(target)
    except OSError as error:
        raise WorkbookError(
            message(
                "{file} cannot be written ({reason}).",
                file=display_path(target),
                reason=error.strerror or str(error),
            )
        ) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return [target / name for name in names]


def _nothing(settings_file: Path) -> object:
    return message(
        "{file}: there is nothing to make a pack of. Name customers under [packs] in the settings "
        '(customers = "A", or a list of their numbers), or publish the reports of the month first.',
        file=display_path(settings_file),
    )


def _latest(history: History, reports: Mapping[str, Report], today: date) -> str:
    errors = []
    for name in ("performance", "classification"):
        try:
            parameters = _parameters(reports[name], history, "2000-01")
            return reports[name].latest_month(history, parameters, today)
        except WorkbookError as error:
            errors.append(error)
    raise errors[0]


def _parameters(report: Report, history: History, month: str) -> object:
    return check_parameters(report.parameters, {"month": month, "settings": str(history.settings.file)})


def _opened(report: Report, history: History, month: str) -> Review | None:
    """Return the review of a month; None where the data do not allow it."""
    parameters = _parameters(report, history, month)
    if history.intake.faults_of(report.reads) or report.missing(history.intake, parameters):
        return None
    try:
        return report.open(history, parameters)
    except WorkbookError:
        return None


def _roles(folder: Path, part: Path, month: str, progress: Callable[[str], None]) -> list[str]:
    run = published_run(folder)
    if not run:
        return []
    files = []
    for role in SECTIONS:
        outputs = role_outputs(role, folder, run, run["language"])
        if outputs:
            progress(_("writing {file}", file=f"{role}.html"))
            files += [path.name for path in write_document(outputs, month, part / role)]
    return files


def _customers(
    history: History, reports: Mapping[str, Report], month: str, part: Path, progress: Callable[[str], None]
) -> list[str]:
    chosen_settings = history.settings.section(SECTION, PackSettings)
    if not chosen_settings.customers:
        return []
    in_force = classes_in_force(history, month)
    classes = {} if in_force is None else in_force.customers["class"].dropna().to_dict()
    names = _names(history)
    customers = chosen_customers(history.settings, {**dict.fromkeys(names, ""), **classes})
    performance, survey = (
        _opened(reports[name], history, month) for name in ("performance", "demand_survey")
    )
    facts = facts_of(history, month, customers, performance, survey)
    files = []
    for place, customer in enumerate(customers, 1):
        progress(_("pack {n} of {total}: {customer}", n=place, total=len(customers), customer=customer))
        language = chosen_settings.languages.get(customer, history.settings.site.language)
        reader = Reader(customer, names.get(customer, customer), history, month)
        files += copy_context().run(_write, reader, facts, language, names, part / file_name(customer))
    return files


def _write(
    reader: Reader, facts: FactsOfCustomers, language: str, names: dict[str, str], path: Path
) -> list[str]:
    words.use(language)
    shown = [block for section in customer_pack(reader, facts) for block in section.blocks]
    if others := foreign("\n".join(block.text for block in shown), reader.customer_id, names):
        raise WorkbookError(
            message(
                "The pack of {customer} would name another customer ({others}), so no pack is written. "
                "Correct the text in the tables of bills, tickets or measures.",
                customer=reader.customer_id,
                others=others[:3],
            )
        )
    return [file.name for file in write_document(outputs_of(shown), reader.month, path)]


def _names(history: History) -> dict[str, str]:
    """Return the name of every customer that any table has, its number where it has none."""
    ids = {*history.facts.orders["customer_id"], *history.facts.billing["customer_id"]}
    names = {customer: customer for customer in ids}
    if (table := history.customers) is not None:
        pairs = zip(table["customer_id"].astype(str), table["customer_name"], strict=True)
        names |= {customer: name if isinstance(name, str) and name else customer for customer, name in pairs}
    return names


def file_name(customer: str) -> str:
    """Return a name for the files of a customer that every file system takes.

    Examples
    --------
    >>> file_name("C00042"), file_name("a/b").startswith("a_b-")
    ('C00042', True)
    """
    if _PLAIN.fullmatch(customer) and not customer.startswith(".") and len(customer) <= _LONGEST:
        return customer
    digest = hashlib.sha256(customer.encode()).hexdigest()[:8]
    plain = re.sub(r"[^\w.-]", "_", customer).lstrip(".")[:_LONGEST]
    return f"{plain}-{digest}"
