"""The pages that link the reports: of one month, and of all sites and months, from their ``run.json``."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from contextvars import copy_context
from functools import cache
from pathlib import Path, PurePath

from jinja2 import Environment, FileSystemLoader

from wcm_helpers.core import fonts, words
from wcm_helpers.core.formats import listed, month_name
from wcm_helpers.core.words import _
from wcm_helpers.reporting import language_runs, month_comparison_words
from wcm_helpers.reporting.editions import editions
from wcm_helpers.reporting.month_comparison_form import has_the_form
from wcm_helpers.reporting.page import style_sheets
from wcm_helpers.reporting.restatements import restated_by

#: The files of a month that belong to no report; the last one is that of an earlier version.
MONTH_FILES = ("index.html", "run.json", "rejected.csv", "set_aside.csv")

#: The form of a month, and of the name of its folder.
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def published_run(folder: Path) -> dict:
    """Return the ``run.json`` of a published month, each report with its ``files``; empty if there is none.

    A record of an earlier version has no ``reports``: all files but the month's own belong to its one report.
    A damaged record is as none.
    """
    try:
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not _has_the_form(run):
        return {}
    if "reports" not in run:
        files = sorted(path.name for path in folder.iterdir() if path.name not in MONTH_FILES)
        run["reports"] = {name: {"status": "published", "files": files} for name in run.get("headline", {})}
    return run


def _has_the_form(run: object) -> bool:
    """Return whether a record has what the pages read, each of its kind."""
    if not isinstance(run, dict) or not isinstance(run.get("site"), dict):
        return False
    texts = (run["site"].get("name"), run.get("month"), run.get("language"))
    if not all(isinstance(text, str) for text in texts) or not MONTH.fullmatch(run["month"]):
        return False
    headline, entries = run.get("headline"), run.get("reports", {})
    if not isinstance(headline, dict) or not isinstance(entries, dict) or not has_the_form(run):
        return False
    return all(isinstance(entry, dict) and all(_of_its_kind(entry)) for entry in entries.values())


def _of_its_kind(entry: dict) -> Iterator[bool]:
    yield isinstance(entry.get("status"), str)
    for names in (entry.get("files", []), entry.get("languages", [])):
        yield isinstance(names, list) and all(isinstance(name, str) for name in names)
    yield all(_is_within(name) for name in entry.get("files", []) if isinstance(name, str))
    translations = entry.get("translations", {})
    yield isinstance(entry.get("other_rules", {}), dict) and isinstance(translations, dict)
    yield isinstance(entry.get("data_up_to", ""), str) and _are_cards(entry.get("cards", []))
    yield all(
        _are_cards(words.get("cards", [])) for words in translations.values() if isinstance(words, dict)
    )
    yield isinstance(translations, dict) and all(isinstance(words, dict) for words in translations.values())


def _is_within(name: str) -> bool:
    """Return whether a name is that of a file of the month's folder, or of its pictures."""
    parts = PurePath(name).parts
    return parts[-1:] == (name.removeprefix("figures/"),) and name not in ("", ".", "..")


def _are_cards(cards: object) -> bool:
    return isinstance(cards, list) and all(
        isinstance(card, dict)
        and all(isinstance(card.get(key), str) for key in ("label", "value", "earlier"))
        for card in cards
    )


def left_out(reports: Path) -> list[str]:
    """Return a sentence on each month that the index does not list because its ``run.json`` is damaged."""
    files = [file for file in sorted(reports.glob("*/*/run.json")) if not published_run(file.parent)]
    return [
        _(
            "{file} is damaged, so the list of all months leaves this month out. Publish the month again.",
            file=file.relative_to(reports).as_posix(),
        )
        for file in files
    ]


def write_index(reports: Path) -> None:
    """Write ``index.html`` of all sites and months from the ``run.json`` of each, and those of the months.

    The page of a month links to its neighbours, so it is written again when one of them is published.
    """
    sites: dict[str, dict] = {}
    runs: dict[str, dict[str, dict]] = {}
    for file in sorted(reports.glob("*/*/run.json")):
        if run := published_run(file.parent):
            site = sites.setdefault(file.parent.parent.name, {"months": []})
            site["name"] = run["site"]["name"]
            runs.setdefault(file.parent.parent.name, {})[file.parent.name] = run
            month = {**run, "folder": file.parent.name, "name": month_name(run["month"])}
            site["months"].insert(0, {**month, "entries": list(_entries(run))})
    for name, site in sites.items():
        for month in site["months"]:
            newer = restated_by(runs[name], month["folder"])
            month["restated_since"] = month_comparison_words.restated_mark(newer) if newer else ""
    folders = Counter(month["folder"] for site in sites.values() for month in site["months"])
    together = [(each, month_name(each)) for each in sorted(folders, reverse=True) if folders[each] > 1]
    title = _("Customer reports")
    page = fill("sites", sites=sites, title=title, left_out=left_out(reports), together=together)
    write_atomically(reports / "index.html", page)
    for name, site in sites.items():
        months = [month["folder"] for month in reversed(site["months"])]
        for place, folder in enumerate(months):
            beside = [*months[max(place - 1, 0) : place], *months[place + 1 : place + 2]]
            home, run = reports / name / folder, runs[name][folder]
            copy_context().run(_write_month_page, home, run, beside, together=folders[folder] > 1)


def _write_month_page(folder: Path, run: dict, beside: list[str], *, together: bool) -> None:
    """Write the page of a published month in its own language, if it is another than before."""
    if run["language"] not in words.languages():
        return
    words.use(run["language"])
    page = month_page(run, beside, together=together)
    with suppress(OSError):  # another run exchanges the month just now, and writes its page afterwards
        if (folder / "index.html").read_text(encoding="utf-8") != page:
            write_atomically(folder / "index.html", page)


def month_page(run: dict, beside: Sequence[str] = (), *, together: bool = False) -> str:
    """Return the ``index.html`` of one month: each report in its languages, or the reason of its failure.

    ``beside`` are the published months before and after it; ``together`` says whether other sites have
    published the month, so that there is a page of the group.
    """
    links = [(month, month_name(month)) for month in beside]
    return fill(
        "month",
        run=run,
        entries=list(_entries(run)),
        month=month_name(run["month"]),
        beside=links,
        together=f"{run['month']}.html" if together else "",
        since_title=month_comparison_words.since_title(run),
        since=month_comparison_words.since_lines(run),
        restated=month_comparison_words.restated_entries(run),
    )


def write_atomically(path: Path, content: str) -> None:
    """Write a text file through a temporary one, so that it is never incomplete."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_text(content, encoding="utf-8")
    part.replace(path)


@cache
def _templates() -> Environment:
    """Return the templates, each compiled once: a run writes the pages of all months many times."""
    folder = Path(__file__).with_name("templates") / "index"
    options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    return Environment(loader=FileSystemLoader(folder), **options)  # noqa: S701 -- autoescape is on


def fill(name: str, **values: object) -> str:
    """Return a page of the folder of reports from its template, complete with style and fonts."""
    lang = words.language()
    html = (
        _templates()
        .get_template(f"{name}.html.j2")
        .render(**values, lang=language_runs.tag(lang), words=_words(), style="{}")
    )
    head, body, rest = html.partition("<body>")
    style = fonts.embedded_css("".join(sorted(set(html)))) + style_sheets()
    head = head.replace("<style>{}</style>", f"<style>{style}</style>", 1)
    return head + body + language_runs.mark(rest, lang)


def _entries(run: dict) -> Iterator[dict]:
    """Yield the reports of a month for its pages, including failed ones, without absent ones."""
    for name, entry in run["reports"].items():
        if entry["status"] == "no data":
            continue
        rules = [f"{rule} = {value}" for rule, value in entry.get("other_rules", {}).items()]
        yield {
            "name": name,
            "title": name,
            "headline": run["headline"].get(name, ""),
            "reason": "",
            **entry,
            "other": _("Other rules than in the settings: {rules}", rules=listed(rules)) if rules else "",
            "editions": list(editions(run, name, entry)),
            "tables": [file for file in entry.get("files", ()) if file.endswith(".csv")],
        }


def _words() -> dict[str, str]:
    return {
        "draft": _("Draft: the month is not complete."),
        "failed": _("This report could not be made."),
        "earlier": _("The files linked below were published earlier."),
        "table": _("Table (CSV)"),
        "rejected": _("Rejected rows (CSV)"),
        "run": _("Record of the run (JSON)"),
        "all": _("All sites and months"),
        "elsewhere": _("Other pages"),
        "data_up_to": _("Data up to"),
        "none": _("Nothing is published yet."),
        "restated": _("Restated since published"),
        "restated_note": _(
            "These months would come out otherwise from today’s data and rules. Their pages are "
            "as they were published."
        ),
        "reason": _("Reason"),
        "all_sites": _("All sites"),
        "together": _("All sites this month"),
        "site": _("Site"),
        "missing": _("Sites and reports that are missing"),
        "latest": _("Latest month:"),
        "nothing_to_compare": _(
            "The reports of this month have no figures to compare. Publish the month again."
        ),
    }
