"""One wave of the survey, read: questions, responses and answers, every response of the export in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from wcm_helpers.core import words
from wcm_helpers.core.messages import Text

#: Questions answered on a scale, from worst to best; Kano answers from "like" (1) to "dislike" (5).
SCALE_TYPES = ("likert", "performance", "importance", "csat", "nps", "kano_f", "kano_d")
#: Questions answered by choosing options, and those answered in words.
CHOICE_TYPES = ("single", "multi")
TYPES = (*SCALE_TYPES, *CHOICE_TYPES, "ranking", "text")

#: What became of a question in a response.
ANSWERED, NOT_APPLICABLE, NOT_SHOWN, BLANK = "answered", "not_applicable", "not_shown", "blank"

QUESTION_COLUMNS = (
    "question_id", "type", "text", "item", "levels", "scale_min", "scale_max", "reversed", "pair_id",
    "dimension", "other", "shown_if", "need",
)  # fmt: skip
RESPONSE_COLUMNS = (
    "response_id", "record", "customer_id", "customer_text", "respondent", "submitted_at", "duration_s",
    "mode", "class", "industry", "site", "weight", "empty",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Survey:
    """One wave; nothing is dropped: double, partial, careless and unmatched responses are all in it.

    Every frame of answers has the index of ``responses``: the ``response_id``, in the order of the export.

    Attributes
    ----------
    name, month : str
        The key in the settings, and the month in which the wave closed.
    anonymous : bool
        No response has a customer then.
    questions : pd.DataFrame
        One row a question, by ``question_id`` (index and column), in the order of the question file:
        ``type`` (one of TYPES), ``text`` (the stem), ``item`` (the statement within a matrix, or empty),
        ``levels`` (tuple of str: from worst to best on a scale, the options of a choice, ``other`` last; a
        recommend question has none), ``scale_min``, ``scale_max`` (int, of a scale), ``reversed`` (bool),
        ``pair_id`` (the same for the importance and the performance of a service, and for the two Kano
        questions), ``dimension``, ``other`` (the option that has words of its own, or empty), ``shown_if``
        (``Q=option``, or empty), ``need`` (the need a scale stands for, or a tuple parallel to ``levels`` of
        a choice; empty for none). Columns
        ``text@zh``, ``item@zh``, ``levels@zh``, ``dimension@zh`` (and ``@en``) are the same in another
        language, where given.
    responses : pd.DataFrame
        One row a response, by ``response_id`` (index and column): ``record`` (int, its number in the file),
        ``customer_id`` (of the customers table; None where unmatched or anonymous), ``customer_text`` (as
        written; empty if anonymous), ``respondent``, ``submitted_at`` (local, NaT unknown), ``duration_s``
        (float, NaN unknown), ``mode``, ``class``, ``industry``, ``site`` (None unknown: from the customers
        table, or of the export), ``weight`` (design weight, 1 without), ``empty`` (no question answered).
    states : pd.DataFrame
        A column a question: ``answered``, ``not_applicable``, ``not_shown`` or ``blank``.
    scores : pd.DataFrame
        A column a scale question: ``scale_min`` … ``scale_max`` as answered, NaN otherwise. Reversed items
        are as answered; see :meth:`scored`.
    choices : mapping of question to pd.DataFrame
        Of single and multiple choice: a column an option, True where chosen; rows not answered are all
        False, and ``states`` tells why.
    ranks : mapping of question to pd.DataFrame
        Of rankings: a column an option, 1 for the first place, NaN where not ranked.
    texts : pd.DataFrame
        A column a text question; empty where not answered.
    others : pd.DataFrame
        The words of "other": ``response_id``, ``question_id``, ``text``.
    notes : tuple of Text
        What reading remarked: rows that are no responses, sub-forms, columns not used.
    file, fingerprint : str
        The export as messages name it, and its SHA-256.
    header_rows : int
        Of the export.
    """

    name: str
    month: str
    anonymous: bool
    questions: pd.DataFrame
    responses: pd.DataFrame
    states: pd.DataFrame
    scores: pd.DataFrame
    choices: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    ranks: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    texts: pd.DataFrame = field(default_factory=pd.DataFrame)
    others: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=["response_id", "question_id", "text"])
    )
    notes: tuple[Text, ...] = ()
    file: str = ""
    fingerprint: str = ""
    header_rows: int = 1

    def of_type(self, *types: str) -> list[str]:
        """Return the ids of the questions of these types, in order."""
        return self.questions.loc[self.questions["type"].isin(types), "question_id"].tolist()

    def label(self, question_id: str) -> str:
        """Return the statement of a question within a matrix, else its text, in the language in use."""
        row = self.questions.loc[question_id]
        return _spoken(row, "item") or _spoken(row, "text")

    def stem(self, question_id: str) -> str:
        """Return the text of a question, above the statements of a matrix, in the language in use."""
        return _spoken(self.questions.loc[question_id], "text")

    def dimension_label(self, dimension: str) -> str:
        """Return how a dimension is shown in the language in use: as the first of its questions has it."""
        rows = self.questions[self.questions["dimension"] == dimension]
        names = (_spoken(row, "dimension") for _name, row in rows.iterrows())
        return next((name for name in names if name != dimension), dimension)

    def level_labels(self, question_id: str) -> dict[str, str]:
        """Return how each level or option is shown in the language in use."""
        row = self.questions.loc[question_id]
        return dict(zip(row["levels"], _spoken(row, "levels") or row["levels"], strict=True))

    def needs(self) -> pd.DataFrame:
        """Return one row a question and option that stands for a need.

        Returns
        -------
        pd.DataFrame
            ``need``, ``question_id``, ``option`` (empty for a scale), in the order of the questionnaire.
        """
        rows = []
        for name, need in self.questions["need"].items():
            if isinstance(need, str):
                rows += [(need, name, "")] if need else []
            else:
                options = zip(need, self.questions.loc[name, "levels"], strict=True)
                rows += [(one, name, option) for one, option in options if one]
        return pd.DataFrame(rows, columns=["need", "question_id", "option"])

    def need_label(self, need: str) -> str:
        """Return how a need is shown: the option or statement that stands for it first."""
        question_id, option = self._sources[need]
        return self.level_labels(question_id)[option] if option else self.label(question_id)

    @cached_property
    def _sources(self) -> dict[str, tuple[str, str]]:
        """The question and option that stand for each need first."""
        sources: dict[str, tuple[str, str]] = {}
        for need, question_id, option in self.needs().itertuples(index=False):
            sources.setdefault(need, (question_id, option))
        return sources

    def scored(self) -> pd.DataFrame:
        """Return ``scores`` with declared reversed items turned: ``scale_min + scale_max − answer``."""
        turned = self.scores.copy()
        for name in turned.columns[self.questions.loc[turned.columns, "reversed"].astype(bool)]:
            ends = self.questions.loc[name, ["scale_min", "scale_max"]].sum()
            turned[name] = ends - turned[name]
        return turned

    def top_two(self) -> pd.DataFrame:
        """Return whether each scale answer is one of the two best, NaN where not answered, as floats.

        A recommend question has promoters, 9 and 10. Kano questions have no column.
        """
        names = [name for name in self.scores if not self.questions.loc[name, "type"].startswith("kano")]
        turned = self.scored()[names]
        best = self.questions.loc[names, "scale_max"].astype(float)
        return turned.ge(best - 1, axis=1).astype(float).where(turned.notna())


def _spoken(row: pd.Series, name: str) -> Any:
    """Return a cell of a question in the language in use, where the question file has it."""
    other = row.get(f"{name}@{words.language()}")
    return other if isinstance(other, str | tuple) and other else row[name]
