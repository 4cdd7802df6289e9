"""Count the Kano categories of each service, among everyone and by class."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.methods.disclosure import groups_shown
from wcm_helpers.methods.kano import CATEGORIES, Kano, categorise, count, judge
from wcm_helpers.reports.demand_survey.kano.wording import what_differs

#: The group of all responses; the others are classes.
EVERYONE = ""


@dataclass(frozen=True, eq=False)
class KanoServices:
    """The services asked about in pairs of Kano questions.

    Attributes
    ----------
    services : dict of str to dict of str to Kano
        By the question with the service, then by group: everyone (empty) first, then the classes that have
        answers and may be shown.
    counts_shown : dict of str to bool
        Whether counts and coefficients of a service may be shown; always in a named survey.
    asked : int
        The services asked about, also those nobody answered or that may not be shown.
    """

    services: dict[str, dict[str, Kano]]
    counts_shown: dict[str, bool]
    asked: int

    def everyone(self) -> dict[str, Kano]:
        """Return the categories of each service among everyone."""
        return {name: groups[EVERYONE] for name, groups in self.services.items()}

    @property
    def classes(self) -> list[str]:
        """The classes of which something is shown."""
        present = {group for groups in self.services.values() for group in groups}
        return [letter for letter in CLASSES if letter in present]


def pair_kano(survey: Survey) -> dict[str, str]:
    """Return the question without a service by the question with it, tied by ``pair_id``."""
    questions = survey.questions
    without = {questions.loc[name, "pair_id"]: name for name in survey.of_type("kano_d")}
    pairs = {name: without.get(questions.loc[name, "pair_id"]) for name in survey.of_type("kano_f")}
    return {name: partner for name, partner in pairs.items() if partner}


def service_label(survey: Survey, question_id: str) -> str:
    """Return the service a Kano pair asks about: the need it stands for, else what only this question has."""
    need = survey.questions.loc[question_id, "need"]
    if isinstance(need, str) and need:
        return survey.need_label(need)
    asked = [name for name in survey.of_type("kano_f") if not survey.questions.loc[name, "item"]]
    if question_id not in asked:
        return survey.label(question_id)
    return what_differs([survey.label(name) for name in asked])[asked.index(question_id)]


def analyse_kano(survey: Survey, smallest: int) -> KanoServices:
    """Return the Kano categories of every service; every response counts.

    Parameters
    ----------
    survey : Survey
    smallest : int
        Of an anonymous survey no smaller group is shown, nor counts that tell one.
    """
    pairs = pair_kano(survey)
    services, shown = {}, {}
    for name, partner in pairs.items():
        categories = categorise(survey.scores[name], survey.scores[partner])
        everyone = judge(count(categories))
        if everyone.n == 0 or (survey.anonymous and everyone.n < smallest):
            continue
        groups = _groups(categories, survey.responses["class"], smallest if survey.anonymous else 0)
        services[name] = {EVERYONE: everyone, **groups}
        shown[name] = not survey.anonymous or _counts_shown(everyone, smallest)
    return KanoServices(services, shown, len(pairs))


def _groups(categories: pd.Series, classes: pd.Series, smallest: int) -> dict[str, Kano]:
    answered = categories.notna()
    known = classes[answered].where(classes[answered].isin(list(CLASSES)), "-")
    sizes = known.value_counts().reindex([*CLASSES, "-"], fill_value=0)
    names = groups_shown(sizes, smallest) if smallest else sizes.index[sizes > 0].tolist()
    letters = [name for name in names if name != "-" and sizes[name]]
    return {letter: judge(count(categories[answered][known == letter])) for letter in letters}


def _counts_shown(everyone: Kano, smallest: int) -> bool:
    """Return whether no count of 1 to 4 people can be told from the coefficients."""
    shown = groups_shown(pd.Series(everyone.counts), smallest)
    return set(CATEGORIES[:4]) <= set(shown)
