"""Surveys made up in memory, for tests of what is computed from answers."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from wcm_helpers.data.survey.survey import ANSWERED, BLANK, SCALE_TYPES, Survey

FIVE = ("1", "2", "3", "4", "5")


def question(question_id: str, kind: str, **more: object) -> dict[str, object]:
    """Return one row of ``Survey.questions``: a 1–5 scale unless told otherwise, 0–10 for a recommend one."""
    scale = {"scale_min": 0, "scale_max": 10} if kind == "nps" else {"scale_min": 1, "scale_max": 5}
    empty = dict.fromkeys(("item", "pair_id", "dimension", "other", "shown_if", "need"), "")
    levels = FIVE if kind in SCALE_TYPES and kind != "nps" else ()
    return {
        "question_id": question_id, "type": kind, "text": question_id, "levels": levels, "reversed": False,
        **scale, **empty, **more,
    }  # fmt: skip


def survey_of(
    questions: Sequence[Mapping[str, object]],
    answers: Mapping[str, Sequence[object]],
    *,
    customer_id: Sequence[str | None] = (),
    name: str = "wave",
    month: str = "2026-05",
    anonymous: bool = False,
    **responses: Sequence[object],
) -> Survey:
    """Return a survey from columns of answers.

    Parameters
    ----------
    questions : rows of :func:`question`
    answers : mapping of question to one answer a response
        A number or None on a scale, a list of options (None: blank) for a choice, a text.
    customer_id : sequence of str, optional
        One a response; by default every response is a customer of its own, ``k000`` and on.
    **responses
        Further columns of ``Survey.responses``.
    """
    frame = pd.DataFrame(questions).set_index("question_id", drop=False)
    n = len(next(iter(answers.values())))
    ids = pd.Index([f"r{place:03d}" for place in range(n)], name="response_id")
    scores = pd.DataFrame(index=ids)
    states = pd.DataFrame(index=ids)
    texts = pd.DataFrame(index=ids)
    choices = {}
    for name_of, kind in frame["type"].items():
        column = list(answers[name_of])
        blank = [value is None or value == "" or value != value for value in column]
        states[name_of] = np.where(blank, BLANK, ANSWERED)
        if kind in SCALE_TYPES:
            scores[name_of] = pd.array(
                [np.nan if value is None else value for value in column], dtype="float64"
            )
        elif kind in ("single", "multi"):
            options = frame.loc[name_of, "levels"]
            picked = [value if isinstance(value, list | tuple) else [value] for value in column]
            choices[name_of] = pd.DataFrame(
                {option: [option in chosen for chosen in picked] for option in options}, index=ids
            )
        else:
            texts[name_of] = [value or "" for value in column]
    if anonymous:
        customer_id = [None] * n
    customers = list(customer_id) or [f"k{place:03d}" for place in range(n)]
    known = pd.DataFrame(
        {
            "response_id": ids, "record": range(1, n + 1),
            "customer_id": pd.Series(customers, dtype=object).to_numpy(), "customer_text": "",
            "respondent": ids, "submitted_at": pd.Timestamp("2026-05-12 10:00"), "duration_s": np.nan,
            "mode": "", "class": None, "industry": None, "site": None, "weight": 1.0,
            "empty": (states == BLANK).all(axis=1).to_numpy(), **responses,
        },
        index=ids,
    )  # fmt: skip
    return Survey(name, month, anonymous, frame, known, states, scores, choices, {}, texts)
