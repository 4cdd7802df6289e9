"""Write the packs of a month: a page for each chosen customer, and one for each role."""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from wcm_helpers.classes.in_force import classes_in_force
from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, fault_of_the_workbook, message
from wcm_helpers.core.months import window
from wcm_helpers.core.paths import display_path
from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.packs.chosen import chosen_customers
from wcm_helpers.packs.customer_pack import Month, customer_pack
from wcm_helpers.packs.document import outputs_of, write_document
from wcm_helpers.packs.invoice import billed, billed_by_month
from wcm_helpers.packs.roles import SECTIONS, role_outputs
from wcm_helpers.packs.secrecy import Customers
from wcm_helpers.packs.volumes import MONTHS
from wcm_helpers.reporting.index_pages import published_run
from wcm_helpers.reporting.pack_settings import SECTION, PackSettings
from wcm_helpers.reporting.publish import put_in_place
from wcm_helpers.reporting.report import Report, Review

_PLAIN = re.compile(r"[\w.-]+")
_LONGEST = 60

#: Opens the reviews that give parts, by report name; None for one whose tables are not there.
OpenReviews = Callable[[], Mapping[str, Review | None]]


@dataclass(frozen=True)
class Packs:
    """The packs of a month as written.

    Attributes
    ----------
    folder : Path
    files : list of Path
    notes : list of Text
        What an analyst should look at: texts that were left out.
    failures : list of Text
        One for each customer whose pack could not be made.
    """

    folder: Path
    files: list[Path] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    failures: list[Text] = field(default_factory=list)


def write_packs(
    history: History,
    month: str,
    reports: Mapping[str, Report],
    reviews: OpenReviews,
    published: Path,
    out: Path,
    progress: Callable[[str], None],
) -> Packs:
    """Write the packs of a site and month to ``<out>/<site>/<month>``.

    Parameters
    ----------
    history : History
    month : str
        YYYY-MM.
    reports : mapping of name to Report
        All that are registered.
    reviews : callable
        Called once, where a customer gets a pack.
    published : Path
        The folder of all reports: packs of roles are made of what is published there for the month.
    out : Path
        The folder of all packs, which is not that of the reports: each pack is for other readers.
    progress : callable
        Called with each step.

    Raises
    ------
    WorkbookError
        If nobody is chosen and nothing is published, or the folder cannot be written to. The packs written
        before stay as they are.
    """
    site = history.settings.site.id
    with _replaced(out / site, month) as part:
        files = _roles(published / site / month, part, month, progress)
        packs = _customers(history, month, reports, reviews, part, progress)
        if not files and not packs.files and not packs.failures:
            raise WorkbookError(_nothing(history.settings.file))
    target = out / site / month
    named = [target / file.name for file in (*files, *packs.files)]
    return Packs(target, named, packs.notes, packs.failures)


@contextmanager
def _replaced(home: Path, month: str) -> Iterator[Path]:
    """Yield a folder that takes the place of a month's when the block ends without an error."""
    part = home / f".part-{month}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / f".{month}.lock"):
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            try:
                yield part
                put_in_place(part, home / month)
            finally:
                shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise WorkbookError(
            message(
                "{file} cannot be written ({reason}).",
                file=display_path(home / month),
                reason=error.strerror or str(error),
            )
        ) from None


def _nothing(settings_file: Path) -> Text:
    return message(
        "{file}: there is nothing to make a pack of. Name customers under [packs] in the settings "
        '(customers = "A", or a list of their numbers), or publish the reports of the month first.',
        file=display_path(settings_file),
    )


def _roles(folder: Path, part: Path, month: str, progress: Callable[[str], None]) -> list[Path]:
    run = published_run(folder)
    files: list[Path] = []
    for role in SECTIONS if run else ():
        outputs = role_outputs(role, folder, run, run["language"])
        if outputs:
            progress(_("writing {file}", file=f"{role}.html"))
            files += write_document(outputs, month, part / role)
    return files


def _customers(
    history: History,
    month: str,
    reports: Mapping[str, Report],
    reviews: OpenReviews,
    part: Path,
    progress: Callable[[str], None],
) -> Packs:
    settings = history.settings.section(SECTION, PackSettings)
    packs = Packs(part)
    if not settings.customers:
        return packs
    in_force = classes_in_force(history, month)
    classes = {} if in_force is None else in_force.customers["class"].dropna().to_dict()
    names = names_of(history)
    chosen = chosen_customers(history.settings, {**dict.fromkeys(names, ""), **classes})
    bills = billed(history.intake, month, chosen)
    by_month = billed_by_month(history.intake, window(month, MONTHS), chosen)
    month_of_all = Month(history, month, bills, by_month, reviews(), reports, Customers(names))
    for place, customer in enumerate(chosen, 1):
        progress(_("pack {n} of {total}: {customer}", n=place, total=len(chosen), customer=customer))
        language = settings.languages.get(customer, history.settings.site.language)
        arguments = (month_of_all, customer, names.get(customer, customer), language, part)
        try:
            files, withheld = copy_context().run(_write, *arguments)
        except OSError:  # of the folder, which all of them share
            raise
        except Exception as error:  # of one pack: the others are written all the same
            known = isinstance(error, WorkbookError)
            reason = error.text if known else fault_of_the_workbook(error, history.settings.secrets)
            packs.failures.append(message("{place}: {fault}", place=customer, fault=reason))
            for left in part.glob(f"{file_name(customer)}.*"):
                left.unlink()
        else:
            packs.files.extend(files)
            packs.notes.extend(withheld)
    return packs


def _write(month: Month, customer: str, name: str, language: str, part: Path) -> tuple[list[Path], list]:
    words.use(language)
    file = file_name(customer)
    pack = customer_pack(month, customer, name, f"{file}.html")
    shown = [block for section in pack.sections for block in section.blocks]
    return write_document(outputs_of(shown), month.month, part / file), pack.withheld


def names_of(history: History) -> dict[str, str]:
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
    taken = customer in SECTIONS
    plain = _PLAIN.fullmatch(customer) and not customer.startswith(".") and len(customer) <= _LONGEST
    if plain and not taken:
        return customer
    digest = hashlib.sha256(customer.encode()).hexdigest()[:8]
    stem = re.sub(r"[^\w.-]", "_", customer).lstrip(".")[:_LONGEST]
    return f"{stem}-{digest}"
