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
    repeats = keys[keys.duplicated()]
    first = {key: name for name, key in keys[~keys.duplicated() & keys.isin(set(repeats))].items()}
    return [(first[key], again) for again, key in repeats.items()]


def there_before(survey: Survey, earlier: Survey) -> list[str]:
    """Return the responses of a wave that an earlier one has too: same sender, same answers, same texts."""
    if earlier.questions.index.tolist() != survey.questions.index.tolist():
        return []
    keys = _keys(survey)
    return keys.index[keys.isin(set(_keys(earlier)))].tolist()


def _keys(survey: Survey) -> pd.Series:
    """Return a hash of sender and answers of each response, without empty ones and unknown senders."""
    frame = survey.responses
    written = frame["customer_text"].map(fold)
    sender = frame["customer_id"].where(frame["customer_id"].notna(), written)
    sender = sender.where(sender != "", frame["respondent"])
    known = (sender != "") & ~frame["empty"]
    if not known.any():
        return pd.Series([], index=frame.index[:0], dtype="uint64")
    answers = [survey.states, survey.scores, *survey.choices.values(), *survey.ranks.values(), survey.texts]
    together = pd.concat([sender.rename("sender"), *answers], axis=1)
    together.columns = range(together.shape[1])  # options of two questions may have one name
    return pd.util.hash_pandas_object(together.loc[known.to_numpy(dtype=bool)], index=False)
