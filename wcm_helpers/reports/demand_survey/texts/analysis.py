"""Count who writes about which theme, choose quotes, and compare the lexicon with a person.

A person or customer counts once for a theme, however often it writes about it. Industries are compared with
all others by Fisher's exact test, adjusted for every theme and industry that was tested.
"""

import numpy as np
import pandas as pd

from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.methods.association import cells
from wcm_helpers.methods.disclosure import groups_shown, share_shown, shares_hidden
from wcm_helpers.methods.multiple_tests import benjamini_hochberg
from wcm_helpers.methods.redaction import redact
from wcm_helpers.methods.themes import compare_coding, match_themes, says_nothing
from wcm_helpers.methods.topics import find_topics
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.texts.lexicon import Lexicon
from wcm_helpers.reports.demand_survey.texts.quotes import choose_quotes, names_to_hide
from wcm_helpers.reports.demand_survey.texts.result import LEVEL, Texts


def analyse_texts(
    month: SurveyMonth, lexicon: Lexicon, smallest: int, coded: pd.DataFrame | None = None
) -> Texts:
    """Return what customers write.

    Parameters
    ----------
    month : SurveyMonth
    lexicon : Lexicon
    smallest : int
        No quote is of a theme that fewer write about, and an anonymous survey shows no smaller group.
    coded : pd.DataFrame of bool, optional
        Texts by themes, as a person gave them.
    """
    survey = month.survey
    texts = long_texts(survey)
    unmatched = texts.loc[texts["person"].isna(), "response_id"].nunique()
    counted = texts[texts["person"].notna()].reset_index(drop=True)
    says = ~counted["text"].map(says_nothing).astype(bool)
    nothing = set(counted["person"]) - set(counted.loc[says, "person"])
    written = counted[says].reset_index(drop=True)
    matched = match_themes(written["text"], lexicon.words)
    of_person = matched.groupby(written["person"].to_numpy()).any()
    groups = written.drop_duplicates("person").set_index("person")[["class", "industry"]]
    classes, themes = count_themes(of_person, groups["class"], smallest, survey.anonymous)
    shown = themes.index[~themes["hidden"]]
    enough = [theme for theme in shown if themes.loc[theme, "people"] >= smallest]
    names = names_to_hide(month.frame["customer_name"])
    topics, alone = _topics(written, matched, names, smallest if survey.anonymous else 1)
    compared = None if coded is None or coded.empty else compare_with_person(coded, lexicon)
    return Texts(
        asked=bool(survey.of_type("text")),
        anonymous=survey.anonymous,
        answered=_answered(survey),
        wrote=len(of_person),
        nothing=len(nothing),
        unmatched=unmatched,
        themes=themes,
        classes=classes,
        groups=tell_industries(of_person[[] if survey.anonymous else enough], groups["industry"], smallest),
        quotes=choose_quotes(written, matched[enough], names),
        without=alone,
        topics=topics,
        agreement=compared,
        coded=0 if coded is None else len(coded),
        lexicon=lexicon,
    )


def long_texts(survey: Survey) -> pd.DataFrame:
    """Return one row a text that is not empty.

    Returns
    -------
    pd.DataFrame
        ``person`` (the customer in a named survey, None where unknown; the response in an anonymous one),
        ``response_id``, ``class``, ``industry`` (None unknown) and ``text``.
    """
    responses = survey.responses
    person = responses["response_id"] if survey.anonymous else responses["customer_id"]
    parts = [
        pd.DataFrame(
            {
                "person": person, "response_id": responses["response_id"], "class": responses["class"],
                "industry": responses["industry"], "text": survey.texts[name].fillna("").astype(str),
            }
        )
        for name in survey.of_type("text")
    ]  # fmt: skip
    columns = ["person", "response_id", "class", "industry", "text"]
    texts = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns, dtype=object)
    texts["text"] = texts["text"].str.split().str.join(" ")
    return texts[texts["text"] != ""].reset_index(drop=True)


def count_themes(
    of_person: pd.DataFrame, classes: pd.Series, smallest: int, anonymous: bool
) -> tuple[pd.Series, pd.DataFrame]:
    """Return who wrote by class, and the themes; see :class:`Texts`."""
    known = classes.reindex(of_person.index)
    sizes = known.value_counts().sort_index()
    counts = of_person.groupby(known.to_numpy()).sum().reindex(sizes.index).astype("Int64")
    themes = pd.DataFrame({"people": of_person.sum().astype(int)})
    themes["share"] = themes["people"] / max(len(of_person), 1)
    themes["hidden"] = False
    if anonymous:
        themes["hidden"] = [not share_shown(n, len(of_person), smallest) for n in themes["people"]]
        everybody = known.fillna("").value_counts()
        # A class in which nobody wrote is hidden like a small one.
        everybody = everybody.reindex(sorted({*everybody.index, *CLASSES[:3]}), fill_value=0)
        parts = of_person.groupby(known.fillna("").to_numpy()).sum()
        parts = parts.reindex(everybody.index, fill_value=0).astype(int)
        counts = parts.astype("Int64").mask(shares_hidden(parts, everybody, smallest))
        counts = counts[counts.index != ""]
        shown = [name for name in groups_shown(everybody, smallest) if name != ""]
        sizes, counts = sizes.loc[shown], counts.loc[shown]
    themes = pd.concat([themes, counts.T.reindex(themes.index)], axis=1)
    themes.loc[themes["hidden"], list(sizes.index)] = pd.NA
    order = np.lexsort([np.arange(len(themes)), -themes["people"].where(~themes["hidden"], 0)])
    return sizes, themes.iloc[order]


def tell_industries(of_person: pd.DataFrame, industries: pd.Series, smallest: int) -> pd.DataFrame:
    """Return the industries that write about a theme more often than all others by more than chance explains.

    Returns
    -------
    pd.DataFrame
        ``theme``, ``industry``, ``people`` (of the industry, about the theme), ``of_theme`` (all who write
        about it), ``wrote`` (of the industry, about anything).
    """
    known = industries.reindex(of_person.index)
    sizes = known.value_counts().sort_index()
    rows = []
    for industry in sizes.index[sizes >= smallest]:
        inside = (known == industry).to_numpy(dtype=bool)
        for theme in of_person:
            writes = of_person[theme].to_numpy(dtype=bool)
            both, total, size = int((inside & writes).sum()), int(writes.sum()), int(inside.sum())
            others = len(inside) - size
            table = pd.DataFrame([[both, size - both], [total - both, others - total + both]])
            more = both * others > (total - both) * size
            rows.append((theme, industry, both, total, size, cells(table)["p"].iloc[0], more))
    columns = ["theme", "industry", "people", "of_theme", "wrote", "p", "more"]
    tested = pd.DataFrame(rows, columns=columns)
    certain = benjamini_hochberg(tested["p"].to_numpy(dtype=float)) <= LEVEL
    return (
        tested[certain & tested["more"].to_numpy(dtype=bool)]
        .drop(columns=["p", "more"])
        .reset_index(drop=True)
    )


def compare_with_person(coded: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """Return precision, recall and κ by theme, and of all pairs of text and theme together as ``""``."""
    texts = pd.Series(coded.index, index=coded.index, dtype=object)
    matched = match_themes(texts, lexicon.words)[list(coded)]
    together = [pd.DataFrame({"": frame.to_numpy().ravel()}) for frame in (coded, matched)]
    by_theme = compare_coding(coded, matched)
    return pd.concat([by_theme[by_theme[["coded", "matched"]].any(axis=1)], compare_coding(*together)])


def _topics(
    written: pd.DataFrame, matched: pd.DataFrame, names: list[str], least: int
) -> tuple[list[tuple[tuple[str, ...], int]], int]:
    """Return the topics with their people, and how many people write what no theme matches."""
    rest = written[~matched.any(axis=1).to_numpy(dtype=bool)]
    redacted = rest["text"].map(lambda text: redact(text, names)).astype(object)
    topics = [
        (topic.words, rest.loc[list(topic.texts), "person"].nunique()) for topic in find_topics(redacted)
    ]
    return [(topic, n) for topic, n in topics if n >= least], rest["person"].nunique()


def _answered(survey: Survey) -> int:
    responses = survey.responses[~survey.responses["empty"].astype(bool)]
    return len(responses) if survey.anonymous else responses["customer_id"].nunique()
