"""Responses with the same answers: sent twice within a wave, or there in two waves."""

import pandas as pd

from wcm_helpers.data.survey.folding import fold
from wcm_helpers.data.survey.survey import Survey


def same_again(survey: Survey) -> list[tuple[str, str]]:
    """Return the responses that repeat another one of the same customer or respondent.

    Returns
    -------
    list of (first, repeat)
        Response ids. Empty responses, and those whose sender is unknown, are never repeats.
    """
    keys = _keys(survey)
    first = keys.groupby(keys).transform(lambda group: group.index[0]) if len(keys) else keys
    return [(one, again) for again, one in first.items() if one != again]


def there_before(survey: Survey, earlier: Survey) -> list[str]:
    """Return the responses of a wave that an earlier one has too: same sender, same answers, same texts."""
    if earlier.questions.index.tolist() != survey.questions.index.tolist():
        return []
    keys = _keys(survey)
    return keys.index[keys.isin(set(_keys(earlier)))].tolist()


def _keys(survey: Survey) -> pd.Series:
    """Return sender and answers of each response as one value; without empty ones and unknown senders."""
    frame = survey.responses
    written = frame["customer_text"].map(fold)
    sender = frame["customer_id"].where(frame["customer_id"].notna(), written)
    sender = sender.where(sender != "", frame["respondent"])
    known = (sender != "") & ~frame["empty"]
    answers = [survey.states, survey.scores, *survey.choices.values(), *survey.ranks.values(), survey.texts]
    if not known.any():
        return pd.Series([], index=frame.index[:0], dtype=object)
    hashed = [pd.util.hash_pandas_object(part, index=False) for part in answers if len(part.columns)]
    rows = pd.concat(hashed, axis=1).loc[known.to_numpy()].astype(str)
    return sender[known].astype(str) + "\n" + rows.agg(" ".join, axis=1)
