"""The answers of the invented survey follow what was planted: drivers, a reversed item, Kano pairs."""

import numpy as np
import pandas as pd
import pytest

from tests.sample.committed import SAMPLE, read
from wcm_helpers.sample.survey_questions import question_file

AGREE = {"非常不同意": 1, "不同意": 2, "一般": 3, "同意": 4, "非常同意": 5}
SATISFIED = {"非常不满意": 1, "不满意": 2, "一般": 3, "满意": 4, "非常满意": 5}


@pytest.fixture(scope="module")
def careful():
    truth = read(SAMPLE / "truth" / "survey_responses.csv")
    parts = []
    for wave in ("2026-03", "2026-09"):
        frame = read(SAMPLE / f"survey-{wave}.csv")
        keep = (truth.loc[truth["wave"] == wave, "careless"] == "false").to_numpy()
        parts.append(frame[keep])
    columns = question_file().set_index("columns")["question_id"]
    return pd.concat(parts, ignore_index=True).rename(columns=columns)


def test_satisfaction_follows_dispatch_and_response_most(careful):
    frame = careful[[f"P{n}" for n in range(1, 7)] + ["SAT"]].replace(SATISFIED)
    frame = frame.apply(pd.to_numeric, errors="coerce").dropna()
    services = np.column_stack([np.ones(len(frame)), frame.iloc[:, :6]])
    slopes = pd.Series(np.linalg.lstsq(services, frame["SAT"], rcond=None)[0][1:], frame.columns[:6])
    assert slopes.nlargest(2).index.tolist() == ["P3", "P5"]
    assert slopes.nlargest(2).min() > 2 * slopes.drop(["P3", "P5"]).max()


def test_one_statement_says_the_opposite(careful):
    frame = careful[["R1", "R2", "R3", "R4"]].apply(lambda column: column.map(AGREE)).dropna()
    rest = {name: frame[name].corr(frame.drop(columns=[name, "R3"]).mean(axis=1)) for name in frame}
    assert {name for name, value in rest.items() if value < 0} == {"R3"}
    assert min(abs(value) for value in rest.values()) > 0.3


def test_a_stock_view_is_attractive_and_dispatch_on_holidays_a_must_for_who_needs_it(careful):
    pairs = careful["K1F"].str.cat(careful["K1D"], sep="/").value_counts(normalize=True)
    assert pairs["很喜欢/无所谓"] > 0.7
    needs_it = careful["NEED"].str.contains("节假日出库")
    must = (careful["K2F"] == "理应如此") & (careful["K2D"] == "很不喜欢")
    assert must[needs_it].mean() > 0.95
    assert must[~needs_it].mean() < 0.05
