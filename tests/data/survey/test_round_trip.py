"""Whatever was answered is read back, however the tool writes it, also options with separators in them."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.survey.exports import wave

OPTIONS = ("贴标, 换标", "组合装/拆零", "Pick; pack", "夜间出库", "A、B类质检")
LEVELS = ("bad", "poor", "fair", "good", "best")
SEPARATORS = ("┋", ";", ", ", ",", "、", "|", "\n")

response = st.fixed_dictionaries(
    {
        "multi": st.sets(st.sampled_from(OPTIONS)),
        "words": st.sampled_from(["", "报关", "own EDI link", "驻场客服"]),
        "scale": st.one_of(st.none(), st.integers(1, 5)),
        "recommend": st.one_of(st.none(), st.integers(0, 10)),
        "text": st.sampled_from(["", "=1+1", "N/A", "line\nbreak", '"quoted"', "a,b;c", "007"]),
    }
)


def multi_cell(answer, separator, other):
    words = [other.format(answer["words"])] if answer["words"] else []
    return separator.join([*sorted(answer["multi"]), *words])


@settings(max_examples=30, deadline=None)
@given(
    st.lists(response, min_size=1, max_size=8),
    st.sampled_from(SEPARATORS),
    st.sampled_from(["{}", "其他〖{}〗", "其他({})", "其他：{}"]),
    st.sampled_from(["{word}", "{number}-{word}", "{word} ({number})"]),
    st.sampled_from(["{}", "N{}", "{} - likely", "likely - {}"]),
)
def test_answers_come_back(answers, separator, other, level, recommend):
    questions = [
        {"question_id": "M", "type": "multi", "text": "Which?", "levels": "|".join(OPTIONS), "other": "其他"},
        {"question_id": "S", "type": "csat", "text": "Rate", "levels": "|".join(LEVELS)},
        {"question_id": "N", "type": "nps", "text": "Recommend"},
        {"question_id": "T", "type": "text", "text": "More"},
    ]
    rows = [["id", "Which?", "Rate", "Recommend", "More"]]
    for number, answer in enumerate(answers):
        scale, score = answer["scale"], answer["recommend"]
        rows.append(
            [
                f"r{number}",
                multi_cell(answer, separator, other),
                level.format(number=scale, word=LEVELS[scale - 1]) if scale else "",
                recommend.format(score) if score is not None else "",
                answer["text"],
            ]
        )
    with TemporaryDirectory() as folder:
        # five answers in words of their own and no option look like another column
        bare = [answer for answer in answers if answer["words"] and not answer["multi"]]
        if len(bare) >= 5 and not any(answer["multi"] for answer in answers):
            return
        survey = wave(Path(folder), questions, rows, separator=separator if separator == "\n" else "")
    chosen = survey.choices["M"]
    for name, answer in zip(chosen.index, answers, strict=True):
        assert {option for option in OPTIONS if chosen.loc[name, option]} == answer["multi"]
        assert chosen.loc[name, "其他"] == bool(answer["words"])
    words = dict(zip(survey.others["response_id"], survey.others["text"], strict=True))
    assert words == {f"r{n}": answer["words"] for n, answer in enumerate(answers) if answer["words"]}
    assert survey.scores["S"].fillna(0).tolist() == [answer["scale"] or 0 for answer in answers]
    assert survey.scores["N"].fillna(-1).tolist() == [
        -1 if answer["recommend"] is None else answer["recommend"] for answer in answers
    ]
    assert survey.texts["T"].tolist() == [answer["text"] for answer in answers]
