"""The sentences on who answered, and on what weighting changes or what forbids it."""

import pandas as pd

from wcm_helpers.core.formats import listed, number, percent, signed
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reports.demand_survey.respondents.figures import MainFigures
from wcm_helpers.reports.demand_survey.respondents.result import Respondents, Weighting
from wcm_helpers.reports.demand_survey.respondents.weighting import OTHER

#: A change of a figure below this, as a share, is none that a reader would act on.
SMALL = 0.03
#: The response rate of a smaller group is not pointed out.
LEAST_ASKED = 5
#: The number of pooled groups that are named.
NAMED = 8


def group_name(dimension: str, group: str) -> str:
    """Return a group as it is named within a sentence."""
    if not group:
        return {
            "class": _("customers without a class"),
            "industry": _("customers without an industry"),
        }.get(dimension, _("customers without a site"))
    if dimension == "class":
        return _("group N") if group == "N" else _("class {letter}", letter=group)
    if group == OTHER:
        return _("other industries") if dimension == "industry" else _("other groups")
    return group


def dimension_name(dimension: str) -> str:
    """Return what customers are grouped by, within a sentence."""
    return {"class": _("class"), "industry": _("industry"), "site": _("site")}.get(dimension, dimension)


def response(result: Respondents) -> str:
    """Return how many answered, of how many."""
    if result.anonymous:
        return ngettext(
            "{n} response is counted. The survey is anonymous, so nobody knows how many customers answered.",
            "{n} responses are counted. The survey is anonymous, so nobody knows how many customers "
            "answered.",
            result.responses,
        )
    if not result.asked:
        return _("There is no customer list, so nobody knows who did not answer.")
    return ngettext(
        "{answered} of {n} customer asked answered ({rate}).",
        "{answered} of {n} customers asked answered ({rate}).",
        result.asked,
        answered=number(result.answered),
        rate=percent(result.rate, 0),
    )


def other_responses(result: Respondents) -> list[str]:
    """Return the sentences on customers with several responses and on responses without a customer."""
    several = ngettext(
        "{n} customer gave several responses.", "{n} customers gave several responses.", result.several
    )
    unmatched = ngettext(
        "{n} response belongs to no customer of the list.",
        "{n} responses belong to no customer of the list.",
        result.unmatched,
    )
    return [several if result.several else "", unmatched if result.unmatched else ""]


def finding(result: Respondents) -> str:
    """Return which group is missing most, the title of the chart."""
    missing = _marked(result, "missing")
    if not missing.empty:
        return _too_few(result, missing.iloc[0])
    over = _marked(result, "over")
    if not over.empty:
        return _too_many(result, over.iloc[0])
    return _("No group answered more or less often than chance explains.")


def also_missing(result: Respondents) -> str:
    """Return the other groups that are missing; empty if there are none."""
    rest = _marked(result, "missing").iloc[1:]
    names = [group_name(row["dimension"], row["group"]) for row in rest.to_dict("records")]
    return _("Too few answered in {groups} as well.", groups=listed(names)) if names else ""


def lowest(result: Respondents) -> str:
    """Return the group with the lowest response rate where no group is missing beyond chance; else empty."""
    rows = result.groups[(result.groups["asked"] >= LEAST_ASKED) & (result.groups["group"] != "")]
    if result.anonymous or rows.empty or not _marked(result, "missing").empty:
        return ""
    row = rows.loc[rows["rate"].astype(float).idxmin()]
    if row["rate"] >= result.rate:
        return ""
    return _(
        "The lowest response rate is that of {group}, {rate} ({answered} of {asked}); this may be chance.",
        group=group_name(row["dimension"], row["group"]),
        **{name: value for name, value in _counts(result, row).items() if name != "all"},
    )


def who_to_ask(result: Respondents) -> str:
    """Return the step that would bring the missing group in; empty if none is missing or nobody knows who."""
    missing = _marked(result, "missing")
    if missing.empty or result.anonymous:
        return ""
    row = missing.iloc[0]
    return ngettext(
        "Call the {n} customer of {group} that has not answered before relying on figures for all.",
        "Call some of the {n} customers of {group} that have not answered before relying on figures for all.",
        int(row["asked"] - row["answered"]),
        group=group_name(row["dimension"], row["group"]),
    )


def _marked(result: Respondents, mark: str) -> pd.DataFrame:
    """Return the groups with a mark, the one furthest from its share first."""
    rows = result.groups[(result.groups["mark"] == mark) & (result.groups["group"] != "")]
    apart = (rows["of_answered"].astype(float) - rows["of_asked"].astype(float)).abs()
    return rows.loc[apart.sort_values(ascending=False, kind="stable").index]


def _too_few(result: Respondents, row: pd.Series) -> str:
    group = group_name(row["dimension"], row["group"])
    if result.anonymous:
        return _(
            "Too few answers come from {group}: {share} of the answers, against {base} of the customers.",
            group=group,
            share=percent(row["of_answered"], 0),
            base=percent(row["of_asked"], 0),
        )
    return _(
        "Too few customers of {group} answered: {answered} of {asked} ({rate}), against {all} of all "
        "customers asked.",
        group=group,
        **_counts(result, row),
    )


def _too_many(result: Respondents, row: pd.Series) -> str:
    group = group_name(row["dimension"], row["group"])
    if result.anonymous:
        return _(
            "Many answers come from {group}: {share} of the answers, against {base} of the customers.",
            group=group,
            share=percent(row["of_answered"], 0),
            base=percent(row["of_asked"], 0),
        )
    return _(
        "Customers of {group} answered more often than the others: {answered} of {asked} ({rate}), against "
        "{all} of all customers asked.",
        group=group,
        **_counts(result, row),
    )


def _counts(result: Respondents, row: pd.Series) -> dict[str, str]:
    return {
        "answered": number(row["answered"]),
        "asked": number(row["asked"]),
        "rate": percent(row["rate"], 0),
        "all": percent(result.rate, 0),
    }


def weighting(result: Weighting, figures: MainFigures, survey: Survey) -> str:
    """Return what weighting changes, or why the answers are not weighted."""
    if not result.weighted:
        return refusal(result)
    row = figures.largest
    by = listed([dimension_name(name) for name in result.used])
    if row is None:
        return _("The answers are weighted by {margins}.", margins=by)
    if abs(row["change"]) < SMALL:
        return _(
            "Weighted by {margins}, no main figure changes by {points} percentage points or more.",
            margins=by,
            points=number(100 * SMALL),
        )
    return _(
        "Weighted by {margins}, “{figure}” changes most: {value} instead of {plain}.",
        margins=by,
        figure=figure_name(row["kind"], row["key"], survey),
        value=figure_value(row["kind"], row["other"]),
        plain=figure_value(row["kind"], row["plain"]),
    )


def cost(result: Weighting) -> str:
    """Return the warning where weighting costs more than half of the answers; empty otherwise."""
    if not result.costly:
        return ""
    return _(
        "With weights the {n} customers that answered count like {effective}: rely on the unweighted "
        "figures.",
        n=number(result.n),
        effective=number(result.n_eff),
    )


def figure_name(kind: str, key: str, survey: Survey) -> str:
    """Return the name of a main figure."""
    if kind == "nps":
        return _("NPS")
    if kind == "need":
        return survey.need_label(key)
    return _("Satisfaction: two best levels") if len(survey.of_type("csat")) == 1 else survey.label(key)


def figure_value(kind: str, value: float) -> str:
    """Return a main figure as it is shown: the NPS from −100 to 100, others in percent."""
    return signed(number(100 * value, 1), value) if kind == "nps" else percent(value, 1)


def figure_change(value: float) -> str:
    """Return the change of a main figure in points."""
    return signed(number(100 * value, 1), round(value, 3))


def refusal(result: Weighting) -> str:
    """Return why the answers are not weighted, with the margin that forbids it."""
    named = {
        "margin": dimension_name(result.margin),
        "level": group_name(result.margin, result.level) if result.margin else "",
    }
    sentences = {
        "anonymous": _(
            "The answers are not weighted: the survey is anonymous, so no answer belongs to a known customer."
        ),
        "frame": _(
            "The answers are not weighted: without a customer list nobody knows what they should represent."
        ),
        "nobody": _("The answers are not weighted: none belongs to a customer of the list."),
        "groups": _(
            "The answers are not weighted: class, industry and site are unknown or the same for all "
            "customers."
        ),
        "empty": _(
            "The answers are not weighted: by {margin}, nobody of {level} answered, and weights cannot "
            "replace "
            "them.",
            **named,
        ),
        "contradictory": _(
            "The answers are not weighted: no weights can meet the shares by {margin} together with the "
            "others, because too few combinations of groups answered.",
            **named,
        ),
        "cap": _(
            "The answers are not weighted: by {margin}, some customer would need a weight above the cap.",
            **named,
        ),
    }
    other = _("The answers are not weighted: the shares by {margin} cannot be met.", **named)
    return sentences.get(result.reason, other)


def pooled(result: Weighting) -> list[str]:
    """Return which small groups are weighted together, and how many customers are left out."""
    lines = []
    for name, groups in result.pooled.items():
        names = [group_name(name, group) for group in groups[:NAMED]]
        more = [_("others")] if len(groups) > NAMED else []
        lines.append(
            _(
                "By {margin}, these small groups are weighted together: {groups}.",
                margin=dimension_name(name),
                groups=listed(names + more),
            )
        )
    left_out = ngettext(
        "{n} customer of a small group without an answer is not represented.",
        "{n} customers of small groups without an answer are not represented.",
        result.left_out,
    )
    return [*lines, left_out if result.left_out else ""]
