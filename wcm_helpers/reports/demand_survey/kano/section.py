"""The section on Kano: what must be there, what pleases, and for which class."""

import pandas as pd

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.disclosure import groups_shown
from wcm_helpers.methods.kano import CATEGORIES, Kano
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.kano import analysis, chart, sentences
from wcm_helpers.reports.demand_survey.kano.analysis import EVERYONE, KanoServices, service_label
from wcm_helpers.reports.demand_survey.review import SurveyReview


def kano(review: SurveyReview) -> Blocks:
    """Return the map of services, and their category among everyone and by class."""
    result = review.computed(kano_of)
    if not result.services:
        return blocks.join(_nothing(result))
    survey = review.result.survey
    drawn = chart.drawable(result)
    picture = blocks.chart(chart.draw(result, survey), "map") if drawn else blocks.EMPTY
    first, *others = sentences.findings(result, survey)
    remark = [
        *(others if drawn else [first, *others]),
        *sentences.differences(result, survey),
        sentences.faulty(result, survey),
        sentences.hidden(result),
    ]
    text = joined(remark)
    return blocks.join(picture, _table(review, result), blocks.paragraph(text) if text else blocks.EMPTY)


def kano_detail(review: SurveyReview) -> Blocks:
    """Return the counts of every category, the coefficients and the test."""
    result, survey = review.computed(kano_of), review.result.survey
    rows = [
        _row(service_label(survey, name), group, kano, review.rule.smallest_group if survey.anonymous else 0)
        for name, groups in result.services.items()
        for group, kano in groups.items()
        if result.counts_shown[name] and (group == EVERYONE or not survey.anonymous)
    ]
    if not rows:
        return blocks.join(_nothing(result))
    columns = [
        Column("service", _("Service"), width="name"),
        Column("group", _("Group")),
        Column("n", _("Answers"), "right", number),
        *(Column(key, sentences.term(key), "right", number) for key in CATEGORIES),
        Column("better", _("Better"), "right", lambda share: percent(share, 0)),
        Column("worse", _("Worse"), "right", lambda share: percent(share, 0)),
        Column("lead", _("Lead (needed)"), "right"),
        Column("verdict", _("Verdict")),
    ]
    note = joined([sentences.coefficients(), sentences.rule(), sentences.hidden(result)])
    table = blocks.table(
        pd.DataFrame(rows), columns, name="counts", caption=_("Kano categories by service and class"),
        note=note, wide=True, row_class=lambda row: "strong" if row["everyone"] else "",
    )  # fmt: skip
    return blocks.join(table)


def kano_of(review: SurveyReview) -> KanoServices:
    """Return the Kano categories of the wave."""
    return analysis.analyse_kano(review.result.survey, review.rule.smallest_group)


def _nothing(result: KanoServices) -> Block:
    if result.asked:
        return blocks.paragraph(_("Too few answers to the pairs of Kano questions to show anything."))
    return blocks.missing(
        _(
            "The questionnaire has no pair of Kano questions (types kano_f and kano_d with one pair_id). "
            "With them this section shows what must be there, what pleases and what does not matter."
        )
    )


def _row(service: str, group: str, kano: Kano, smallest: int) -> dict[str, object]:
    shown = groups_shown(pd.Series(kano.counts), smallest) if smallest else CATEGORIES
    return {
        "service": service,
        "group": group_label(group),
        "everyone": group == EVERYONE,
        "n": kano.n,
        **{key: kano.counts[key] if key in shown else None for key in CATEGORIES},
        "better": kano.better,
        "worse": kano.worse,
        "lead": _("{lead} ({needed})", lead=number(kano.difference), needed=number(kano.limit, 1)),
        "verdict": sentences.verdict(kano),
    }


def group_label(group: str) -> str:
    """Return the name of a group: everyone, or a class."""
    return _("Everyone") if group == EVERYONE else _("Class {letter}", letter=group)


def _table(review: SurveyReview, result: KanoServices) -> Block:
    groups = [EVERYONE, *result.classes]
    rows = []
    for name, kanos in result.services.items():
        row = {"service": service_label(review.result.survey, name)}
        for group in groups:
            row[f"group_{group}"] = _cell(kanos[group]) if group in kanos else "–"
        rows.append(row)
    columns = [
        Column("service", _("Service"), width="name"),
        *(Column(f"group_{group}", group_label(group), strong=group == EVERYONE) for group in groups),
    ]
    return blocks.table(
        pd.DataFrame(rows), columns, name="services", caption=_("Services to everyone and by class"),
        note=joined([_("In brackets the answers."), sentences.rule()]),
    )  # fmt: skip


def _cell(kano: Kano) -> str:
    return _("{verdict} ({n})", verdict=sentences.verdict(kano), n=number(kano.n))
