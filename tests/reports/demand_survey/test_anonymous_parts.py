"""An anonymous wave in which everything is rare: no page in any language tells how rare."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from tests.reports.demand_survey.hostile import NEEDS, frame_of, opened, wave
from tests.reports.demand_survey.test_hostile_waves import OWN
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.privacy import without_small_groups

N = 37
#: A count of a few people, as a sentence or a cell would have it; not "1 to 4" of a scale, not "2 questions",
#: nor the answers that the interval of the NPS adds (另加3份).
FEW = {
    "en": re.compile(
        r"(?<![\d.,–−+-])[1-4] (?:of \d+|answers?|responses?|customers?|people|promoters?|detractors?)\b"
    ),
    "zh": re.compile(
        r"(?<![\d.,–−+加-])[1-4](?:份(?:答卷|作答)|家|人|位)|\d+(?:份|家|人)中(?:的)?[1-4](?:份|家|人)"
    ),
}
COUNTS = re.compile(r"(?i)answers|answered|responses|customers|base|^n$|chosen|作答|答卷|客户|人数|选择")


def rare(few):
    """Return a wave of which only ``few`` are detractors, choose an option, or answer by telephone."""
    rng = np.random.default_rng(5)
    survey = wave(
        N, anonymous=True, mode=["telephone"] * few + ["web"] * (N - few),
        **{"class": ["A"] * 3 + ["B"] * 9 + ["C"] * 25, "industry": ["pharma"] * few + ["food"] * (N - few)},
    )  # fmt: skip
    for name in survey.scores:
        low, high = survey.questions.loc[name, ["scale_min", "scale_max"]]
        survey.scores[name] = np.clip(np.round(rng.normal(0.75 * high, 0.25 * high, N)), low, high)
    # promoters less detractors are 18 for any few
    survey.scores["REC"] = [10] * (18 + few) + [8] * (N - 18 - 2 * few) + [3] * few
    survey.choices["CH"]["mail"] = [place < few for place in range(N)]
    survey.choices["CH"]["phone"] = ~survey.choices["CH"]["mail"]
    for place, need in enumerate(NEEDS):
        survey.choices["NEED"][need] = [row < (25, few, 15)[place] for row in range(N)]
    survey.scores["KD"] = [5] * (15 + few) + [3] * (N - 15 - few)  # photos: few in the Kano pair alone
    survey.scores["KF"] = 1
    survey.texts["TXT"] = ["Goods came damaged." if row < few else "Dispatch was late." for row in range(N)]
    frame = frame_of(150)
    return without_small_groups(survey, frame, 5), frame


@pytest.fixture(scope="module", params=["en", "zh"])
def language(request):
    before = words.language()
    words.use(request.param)
    yield request.param
    words.use(before)


@pytest.fixture(scope="module")
def pages(language):
    """Return all sections of the wave with 2 and with 3 rare people, and what leaves beside them."""
    made = []
    for few in (2, 3):
        survey, frame = rare(few)
        review = opened(survey, frame=frame, language=language)
        sections = {
            name: review.section(name) for name in OWN if name not in ("record", "inputs", "glossary")
        }
        rest = [review.headline, json.dumps(review.figures), *map(str, review.actions)]
        rest += [table.to_csv() for table in review.report.files(review).values()]
        made.append((sections, rest))
    return made


def texts_of(sections):
    return "\n".join(
        f"{block.text}\n{block.alt or ''}" for part in sections.values() for block in part.blocks
    )


def test_no_sentence_and_no_alternative_text_counts_a_few(pages, language):
    for sections, rest in pages:
        text = "\n".join([texts_of(sections), *rest])
        assert [text[max(0, m.start() - 60) : m.end()] for m in FEW[language].finditer(text)] == []


def test_no_column_counts_a_few_or_all_but_a_few(pages):
    found = []
    for name, section in pages[0][0].items():
        for key, table in section.tables.items():
            for head, column in table.items():
                numbers = pd.to_numeric(column, errors="coerce").dropna()
                whole = numbers[numbers % 1 == 0]
                if COUNTS.search(str(head)) and (whole.between(1, 4) | whole.between(N - 4, N - 1)).any():
                    found.append(f"{name}.{key}: {head}")
    assert found == []


def test_the_score_its_interval_and_its_change_are_the_same_for_2_and_3_detractors(pages):
    (_one, first), (_other, second) = pages
    assert json.loads(first[1])["nps"] == json.loads(second[1])["nps"] == pytest.approx(100 * 18 / N, abs=0.1)
    assert all(json.loads(first[1])[end] == json.loads(second[1])[end] for end in ("nps_low", "nps_high"))


def test_the_share_of_a_need_does_not_tell_who_wants_it_in_one_question_alone(pages):
    shares = pages[0][0]["needs"].tables["needs"].set_index(pages[0][0]["needs"].tables["needs"].columns[0])
    assert pd.isna(shares.loc["photos"].iloc[1])  # 15 chose it and 17 want it
    assert shares.loc["slots"].iloc[1] == pytest.approx(25 / N)


def test_no_quote_is_of_a_theme_of_a_few(pages):
    for sections, _rest in pages:
        assert "damaged" not in texts_of(sections)
