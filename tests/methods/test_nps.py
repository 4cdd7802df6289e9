import json

import pandas as pd
import pytest

from tests.golden import shared
from wcm_helpers.methods.nps import net_promoter_score, nps_difference

CASES = ("wjx_text", "feishu", "msforms", "google_forms", "surveymonkey", "limesurvey", "kobo", "jiandaoyun")


@pytest.mark.parametrize("case", CASES)
def test_the_counted_surveys(case):
    expected = json.loads(shared(f"surveys/{case}/expected.json").read_text(encoding="utf-8"))["questions"][
        "NPS"
    ]
    scores = [int(level) for level, count in expected["counts"].items() for _ in range(count)]
    result = net_promoter_score(pd.Series(scores, dtype="float64"))
    assert result[:3] == tuple(expected[name] for name in ("promoters", "passives", "detractors"))
    assert 100 * result.estimate.value == pytest.approx(expected["nps"], abs=1e-4)
    ends = [100 * end for end in result.estimate[1:3]]
    assert ends == pytest.approx(expected["adjusted_interval95"], abs=6e-4)


def test_zero_is_a_detractor_and_nobody_is_no_score():
    assert net_promoter_score(pd.Series([0.0, None])).detractors == 1
    nobody = net_promoter_score(pd.Series([], dtype="float64"))
    assert nobody.estimate.n == 0
    assert nps_difference(nobody, nobody).n == 0


def test_the_interval_ends_at_a_hundred():
    result = net_promoter_score(pd.Series([10.0] * 8)).estimate
    # (8 + ¾ − ¾) / 11 = .727; variance (9.5/11 − .727²) / 11 = .0304: .727 + 1.96·.174 = 1.07
    assert (result.value, result.high) == (1.0, 1.0)
    assert result.low == pytest.approx(8 / 11 - 1.959964 * ((9.5 / 11 - (8 / 11) ** 2) / 11) ** 0.5, abs=1e-6)


def test_answers_of_one_customer_widen_and_a_known_frame_narrows():
    scores = pd.Series([10.0, 10.0, 10.0, 3.0, 3.0, 3.0, 8.0, 8.0, 8.0] * 2)
    owners = pd.Series([f"c{place // 3}" for place in range(18)])
    apart = net_promoter_score(scores).estimate
    together = net_promoter_score(scores, owners).estimate
    of_seven = net_promoter_score(scores, owners, population=7).estimate
    everybody = net_promoter_score(scores, owners, population=6).estimate

    def width(estimate):
        return estimate.high - estimate.low

    assert width(of_seven) < width(apart) < width(together)
    assert (everybody.low, everybody.high, everybody.census) == (everybody.value, everybody.value, True)


def test_a_difference_adds_the_variances():
    # the same 13/10/16 twice: half = √2 times the half of one
    wave = net_promoter_score(pd.Series([9.0] * 13 + [8.0] * 10 + [0.0] * 16))
    half = (wave.estimate.high - wave.estimate.low) / 2
    difference = nps_difference(wave, wave)
    assert difference[:3] == pytest.approx((0, -half * 2**0.5, half * 2**0.5))
