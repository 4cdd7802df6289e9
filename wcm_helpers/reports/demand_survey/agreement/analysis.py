"""How answers were given, and how far the coders of interview notes agree."""

import pandas as pd

from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.agreement import alpha_interval, cohen_kappa, krippendorff_alpha
from wcm_helpers.methods.disclosure import groups_shown, share_shown
from wcm_helpers.methods.proportions import share_of
from wcm_helpers.reports.demand_survey.agreement.result import Coding, Interviews

_MODES = ["mode", "responses", "answered", "share", "low", "high"]


def analyse(survey: Survey, codes: pd.DataFrame | None, smallest: int) -> Interviews:
    """Return the modes and the coding of a wave.

    Parameters
    ----------
    survey : Survey
    codes : pd.DataFrame, optional
        The used rows of the table ``survey_codes``, of all waves.
    smallest : int
        In an anonymous survey no smaller mode is shown.
    """
    question = next(iter(survey.of_type("csat")), "")
    sizes = survey.responses.loc[~survey.responses["empty"], "mode"].fillna("").value_counts().sort_index()
    shown = groups_shown(sizes, smallest) if survey.anonymous else list(sizes.index)
    rows = [_mode(survey, question, mode, int(sizes[mode]), smallest) for mode in shown]
    modes = pd.DataFrame(rows, columns=_MODES).sort_values(
        ["responses", "mode"], ascending=[False, True], kind="stable"
    )
    coding = _coding(survey, codes, smallest)
    return Interviews(modes.reset_index(drop=True), len(shown) < len(sizes), question, coding)


def _mode(survey: Survey, question: str, mode: str, responses: int, smallest: int) -> tuple:
    """Return the row of a mode; the share is left out where it could tell of few people."""
    nothing = (mode, responses, 0, float("nan"), float("nan"), float("nan"))
    if not question:
        return nothing
    of_mode = (survey.responses["mode"].fillna("") == mode).to_numpy()
    happy = survey.top_two()[question][of_mode].dropna()
    if survey.anonymous and not share_shown(int(happy.sum()), len(happy), smallest):
        return nothing
    share = share_of(happy, None if survey.anonymous else survey.responses["customer_id"])
    return (mode, responses, share.n, share.value, share.low, share.high)


def _coding(survey: Survey, codes: pd.DataFrame | None, smallest: int) -> Coding | None:
    """Return the agreement of those who coded the notes of a wave; None without codes.

    In an anonymous survey the themes of few notes are left out: each would tell of few people.
    """
    if codes is None or not (codes["survey_id"] == survey.name).any():
        return None
    own = codes[codes["survey_id"] == survey.name]
    wide = own.pivot(index="note_id", columns="coder", values="code")  # noqa: PD010
    twice = wide[wide.notna().sum(axis=1) >= 2].dropna(axis=1, how="all").astype(object)
    coders = twice.shape[1]
    of_these = own[own["note_id"].isin(twice.index)]
    given = of_these["code"].value_counts()
    if survey.anonymous:
        given = given[groups_shown(of_these.groupby("code")["note_id"].nunique(), smallest)]
    frame = given.rename_axis("code").reset_index(name="given")
    frame = frame.sort_values(["given", "code"], ascending=[False, True], kind="stable")
    frame["alpha"] = [
        krippendorff_alpha(twice.eq(code).astype(float).where(twice.notna())) for code in frame["code"]
    ]
    return Coding(
        len(twice),
        coders,
        int(twice.apply(lambda codes: len(set(codes.dropna())) == 1, axis=1).sum()) if len(twice) else 0,
        krippendorff_alpha(twice),
        alpha_interval(twice),
        cohen_kappa(twice.iloc[:, 0], twice.iloc[:, 1]) if coders == 2 else float("nan"),
        frame.reset_index(drop=True),
        hidden=len(given) < of_these["code"].nunique(),
    )
