"""Write the invented survey: two waves as a questionnaire tool exports them, the question file, the truth."""

from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from wcm_helpers.sample import survey_answers as answers
from wcm_helpers.sample.chance import stream
from wcm_helpers.sample.survey_plan import RESPONSE, Plan, plan
from wcm_helpers.sample.survey_questions import (
    CUSTOMER_HEADER,
    NEEDS,
    NONE_OF_THESE,
    NOT_APPLICABLE,
    OTHER,
    QUESTIONS,
    REVERSED,
    question_file,
)  # fmt: skip
from wcm_helpers.sample.survey_texts import ALSO, DAMAGED_INDUSTRY, SENTENCES
from wcm_helpers.sample.world import World
from wcm_helpers.sample.writing import Files

_PART = 9
_SKIPPED, _EMPTY, _AND = "(跳过)", "(空)", "┋"
_SOURCES = ("微信", "链接", "手机提交")
#: Blocks of addresses that belong to nobody.
_BLOCKS = ("192.0.2", "198.51.100", "203.0.113")
_PLACES = ("浙江-杭州", "江苏-苏州", "上海-上海")
_OPEN_DAYS, _WORKING_HOURS = 10, (9, 18)
_UNKNOWN_CUSTOMER = "C99999"
_OTHER_NEED = "报关协助"


def write(files: Files, world: World, seed: int) -> None:
    """Write ``survey-<month>.csv`` a wave, ``survey-questions.csv`` and ``survey-hand-coded.csv``."""
    scheme = plan(world, seed)
    truth = []
    for place, wave in enumerate(scheme.waves):
        export, planted = _wave(world, scheme, place, seed)
        files.write(f"survey-{wave}.csv", export)
        truth.append(planted)
    files.write("survey-questions.csv", question_file())
    files.write("survey-hand-coded.csv", hand_coded())
    files.write("truth/survey.csv", _facts(scheme))
    files.write("truth/survey_needs.csv", scheme.truth)
    files.write("truth/survey_responses.csv", pd.concat(truth, ignore_index=True))


def hand_coded() -> pd.DataFrame:
    """Return the sentences as a person codes them: ``text`` and ``theme``, several with ``|`` between."""
    rows = [
        (text, "|".join(filter(None, ["" if theme == "none" else theme, ALSO.get(text, "")])))
        for theme, texts in SENTENCES.items()
        for text in texts
    ]
    return pd.DataFrame(rows, columns=["text", "theme"])


def _wave(world: World, scheme: Plan, place: int, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    chance = stream(seed, _PART, place + 1)
    frame = answers.respondents(world, scheme, place, chance)
    frame["submitted_at"] = _times(scheme.waves[place], len(frame), chance)
    frame = frame.sort_values("submitted_at", kind="stable", ignore_index=True)
    # A customer thinks alike in both waves, so the stream of its mood does not depend on the wave.
    mood = stream(seed, _PART).normal(0, 0.55, len(world.customers))[frame["customer"]]
    newest = place == len(scheme.waves) - 1
    known = world.customers.iloc[frame["customer"]]
    frame["customer_id"] = known["customer_id"].to_numpy()
    frame["duration"] = np.where(
        frame["careless"],
        chance.integers(20, 41, len(frame)),
        np.rint(np.clip(260 * np.exp(chance.normal(0, 0.35, len(frame))), 110, 900)).astype(int),
    )
    frame["source"] = chance.choice(_SOURCES, len(frame))
    frame["address"] = [
        f"{_BLOCKS[row // 254 % 3]}.{row % 254 + 1}({place_name})"
        for row, place_name in enumerate(chance.choice(_PLACES, len(frame)))
    ]
    scores = pd.concat(
        [answers.scores(frame, mood, newest, chance), answers.kano(frame, scheme, chance)], axis=1
    )
    frame["theme"], texts = answers.remarks(frame, known["industry"].to_numpy(), chance)
    cells = _cells(frame, scheme, scores, texts, chance)
    frame["total"] = scores.drop(columns=["NPS", "K1F", "K1D", "K2F", "K2D"]).clip(lower=0).sum(axis=1)
    frame, cells = _spoil(frame, cells)
    return _export(frame, cells), _truth(frame, scheme.waves[place])


def _times(wave: str, count: int, chance: np.random.Generator) -> list[datetime]:
    first = datetime.fromisoformat(f"{wave}-08")
    low, high = _WORKING_HOURS
    days = chance.integers(0, _OPEN_DAYS, count)
    seconds = chance.integers(low * 3600, high * 3600, count)
    return [
        first + timedelta(days=int(day), seconds=int(second))
        for day, second in zip(days, seconds, strict=True)
    ]


def _cells(
    frame: pd.DataFrame, scheme: Plan, scores: pd.DataFrame, texts: list[str], chance: np.random.Generator
) -> pd.DataFrame:
    """Return the answers as the export writes them, a column a question."""
    columns = {}
    for question in QUESTIONS:
        if question.question_id in scores:
            columns[question.question_id] = _labels(question.levels, scores[question.question_id])
    columns["CH"] = [
        f"{OTHER}〖现场沟通〗" if one == OTHER else one for one in answers.channels(frame, chance)
    ]
    names = np.array([option for _, option, _ in NEEDS], dtype=object)
    more = chance.random(len(frame)) < 0.03
    columns["NEED"] = [
        _AND.join([*names[row], *([f"{OTHER}〖{_OTHER_NEED}〗"] if extra else [])]) or NONE_OF_THESE
        for row, extra in zip(answers.needs(frame, scheme), more & ~frame["careless"], strict=True)
    ]
    complained, reasons = answers.complaints(frame["theme"].tolist(), chance)
    complained &= ~frame["careless"].to_numpy()
    columns["CLM"] = np.where(complained, "是", "否")
    columns["CLT"] = np.where(complained, reasons, _SKIPPED)
    columns["TXT"] = [text or _EMPTY for text in texts]
    return pd.DataFrame(columns)[[question.question_id for question in QUESTIONS]]


def _labels(levels: tuple[str, ...], values: pd.Series) -> list[str]:
    words = {-1.0: NOT_APPLICABLE} | dict(enumerate(levels, start=1))
    return [_EMPTY if value != value else words.get(value, f"{value:.0f}") for value in values]


def _spoil(frame: pd.DataFrame, cells: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Send one response twice, name a customer that does not exist in one, and break one off half-way."""
    frame = frame.assign(double=False, unmatched=False, broken_off=False)
    careful = frame.index[~frame["careless"] & ~frame["leaving"] & (frame["respondent"] == 1)]
    careful = careful[~frame.loc[careful, "customer"].duplicated(keep=False)]
    if len(careful) >= 10:
        twice, unknown, off = careful[len(careful) // 3], careful[len(careful) // 2], careful[-4]
        frame.loc[unknown, "unmatched"] = True
        frame.loc[off, "broken_off"] = True
        cells.loc[off, "CH":] = _EMPTY
        again = frame.loc[[twice]].assign(
            double=True, submitted_at=frame.loc[twice, "submitted_at"] + timedelta(seconds=41)
        )
        frame = pd.concat([frame, again], ignore_index=True)
        cells = pd.concat([cells, cells.loc[[twice]]], ignore_index=True)
        order = frame["submitted_at"].argsort(kind="stable")
        frame, cells = (part.iloc[order].reset_index(drop=True) for part in (frame, cells))
    return frame.assign(record=range(1, len(frame) + 1)), cells


def _export(frame: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    export = pd.DataFrame(
        {
            "序号": frame["record"],
            "提交答卷时间": [
                f"{at.year}/{at.month}/{at.day} {at.hour}:{at:%M:%S}" for at in frame["submitted_at"]
            ],
            "所用时间": [f"{seconds}秒" for seconds in frame["duration"]],
            "来源": frame["source"],
            "来源详情": "N/A",
            "来自IP": frame["address"],
            "总分": frame["total"].astype(int),
            CUSTOMER_HEADER: frame["customer_id"].mask(frame["unmatched"], _UNKNOWN_CUSTOMER),
        }
    )
    headers = {question.question_id: question.header for question in QUESTIONS}
    return pd.concat([export, cells.rename(columns=headers)], axis=1)


def _truth(frame: pd.DataFrame, wave: str) -> pd.DataFrame:
    flags = ["careless", "double", "unmatched", "broken_off", "leaving"]
    rows = frame.assign(wave=wave, **{name: np.where(frame[name], "true", "false") for name in flags})
    return rows[["wave", "record", "customer_id", "respondent", *flags, "theme"]]


def _facts(scheme: Plan) -> pd.DataFrame:
    rows = [
        ("reversed_item", REVERSED, "says the opposite of the other statements of its dimension"),
        ("drivers", "P3|P5", "overall satisfaction follows these two services most"),
        ("theme", "damage", f"most remarks on damage are of the industry {DAMAGED_INDUSTRY}"),
        ("kano_attractive", "K1", "attractive for most"),
        ("kano_must_be", "K2", "a must for who needs dispatch on holidays, mostly class A"),
        ("careless", f"{answers.CARELESS:.2f}", "share of straight lines in 20 to 40 seconds"),
        ("fall", "|".join(scheme.waves), "who declines answers worse in the last wave than before"),
    ]
    rows += [
        (f"response_{letter}", f"{share:.2f}", "chance of an answer by class of the wave's month")
        for letter, share in RESPONSE.items()
    ]
    return pd.DataFrame(rows, columns=["what", "value", "note"])
