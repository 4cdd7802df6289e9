"""The waves of a site's survey, read from their exports."""

from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Formatted, message, nmessage
from wcm_helpers.core.months import add_months
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.survey.doubles import same_again, there_before
from wcm_helpers.data.survey.long_form import LongForm, read_long_wave
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.data.survey.wave import read_wave

#: So many months after its last response a wave still closes.
_LONG = 3


def read_waves(
    settings: Settings,
    customers: pd.DataFrame | None,
    month: str,
    tables: LongForm | None = None,
) -> list[Survey]:
    """Return the waves that had closed by a month, the oldest first.

    A response submitted after the month is not counted; the notes of its wave say so.

    Parameters
    ----------
    settings : Settings
    customers : pd.DataFrame, optional
        The used rows of the customers table; responses are matched with it by number or name.
    month : str
        YYYY-MM.
    tables : LongForm, optional
        The rows of waves without an export.

    Raises
    ------
    WorkbookError
        If an export, a question file or the settings of a wave cannot be used, or two waves have one month.
    """
    sources = sorted(
        (source.month, name) for name, source in settings.surveys.items() if source.month <= month
    )
    _refuse_one_month(sources)
    zone = ZoneInfo(settings.site.time_zone)
    waves = []
    for _month, name in sources:
        source = settings.surveys[name]
        if source.path:
            wave = read_wave(name, source, settings.folder, customers, zone)
        else:
            wave = read_long_wave(name, source, tables or LongForm(), customers, zone)
        waves.append(_with_repeats(_up_to(_dated(wave), month)))
    return [with_earlier(wave, waves[:number]) for number, wave in enumerate(waves)]


def _refuse_one_month(sources: list[tuple[str, str]]) -> None:
    for (month, name), (next_month, other) in pairwise(sources):
        if month == next_month:
            raise WorkbookError(
                message(
                    "[surveys.{wave}] and [surveys.{other}] are both of {month}, and one would be taken for "
                    "the wave before the other. Put their answers into one export, or correct month.",
                    wave=name,
                    other=other,
                    month=Formatted("month_name", month),
                )
            )


def _dated(wave: Survey) -> Survey:
    """Return a wave with a note where its month is not that of its answers."""
    months = wave.responses["submitted_at"].dropna().dt.strftime("%Y-%m")
    if months.empty:
        return wave
    notes = []
    words = {"place": wave.file, "month": Formatted("month_name", wave.month)}
    if (months > wave.month).mean() > 1 / 2:
        notes.append(
            message(
                "{place}: most responses were submitted after {month}, the month of the wave. Check month "
                "under [surveys.{wave}].",
                wave=wave.name,
                **words,
            )
        )
    if add_months(max(months), _LONG) < wave.month:
        notes.append(
            message(
                "{place}: the last response is of {last}, long before {month}, the month of the wave. Check "
                "path and month under [surveys.{wave}].",
                last=Formatted("month_name", max(months)),
                wave=wave.name,
                **words,
            )
        )
    return replace(wave, notes=(*wave.notes, *notes))


def _up_to(wave: Survey, month: str) -> Survey:
    """Return a wave without the responses submitted after a month."""
    later = wave.responses["submitted_at"].dt.strftime("%Y-%m") > month
    if not later.any():
        return wave
    note = nmessage(
        "{place}: {n} response was submitted after {month} and is not counted.",
        "{place}: {n} responses were submitted after {month} and are not counted.",
        int(later.sum()),
        place=wave.file,
        month=Formatted("month_name", month),
    )
    return cut(wave, ~later, note)


def cut(wave: Survey, rows: pd.Series, *notes: object) -> Survey:
    """Return a wave with some of its responses alone, and further notes."""
    remaining = wave.responses.index[rows.to_numpy(dtype=bool)]
    return replace(
        wave,
        responses=wave.responses.loc[remaining],
        states=wave.states.loc[remaining],
        scores=wave.scores.loc[remaining],
        choices={name: frame.loc[remaining] for name, frame in wave.choices.items()},
        ranks={name: frame.loc[remaining] for name, frame in wave.ranks.items()},
        texts=wave.texts.loc[remaining],
        others=wave.others[wave.others["response_id"].isin(remaining)].reset_index(drop=True),
        notes=(*wave.notes, *notes),
    )


def _with_repeats(wave: Survey) -> Survey:
    """Return a wave with a note on responses that are there twice."""
    notes = []
    if repeats := [again for _first, again in same_again(wave)]:
        notes.append(
            nmessage(
                "{place}: {n} response repeats an earlier one of the same sender with the same answers "
                "({ids}). Both are counted.",
                "{place}: {n} responses repeat earlier ones of the same sender with the same answers "
                "({ids}). All are counted.",
                len(repeats),
                place=wave.file,
                ids=repeats,
            )
        )
    return replace(wave, notes=(*wave.notes, *notes)) if notes else wave


def with_earlier(wave: Survey, before: list[Survey]) -> Survey:
    """Return a wave with a note on what is in an earlier wave too: its export, or some responses."""
    notes = []
    for other in before:
        if wave.fingerprint and wave.fingerprint == other.fingerprint:
            notes.append(
                message(
                    "[surveys.{wave}] and [surveys.{other}] have the same export ({file}). One of them "
                    "names the wrong file.",
                    wave=wave.name,
                    other=other.name,
                    file=wave.file,
                )
            )
        elif both := there_before(wave, other):
            notes.append(
                nmessage(
                    "{place}: {n} response has the sender and all answers of one in [surveys.{other}] "
                    "({ids}). Check that the export is of one wave only.",
                    "{place}: {n} responses have the sender and all answers of some in [surveys.{other}] "
                    "({ids}). Check that the export is of one wave only.",
                    len(both),
                    place=wave.file,
                    other=other.name,
                    ids=both,
                )
            )
    return replace(wave, notes=(*wave.notes, *notes)) if notes else wave
