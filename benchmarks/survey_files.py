"""Made-up export of a survey and its question file: 40 questions of all types, any number of responses."""

import csv
from pathlib import Path

import numpy as np

RESPONSES = 50_000
_LEVELS = ("非常不满意", "不满意", "一般", "满意", "非常满意")
_KANO = ("我很喜欢", "理应如此", "无所谓", "勉强接受", "我很不喜欢")
_OPTIONS = ("贴标, 换标", "组合装/拆零", "退货质检", "夜间出库", "温控存储", "节假日出库", "以上都不需要")
_CHANNELS = ("微信群", "电话", "邮件", "客户门户")


def questions() -> list[dict[str, str]]:
    """Return the rows of the question file: 24 statements, 8 Kano, 1 recommend, 5 choices, 2 texts."""
    rows = [
        {"question_id": f"P{n}", "type": "performance", "text": "请打分", "item": f"服务{n}",
         "levels": "|".join(_LEVELS), "na": "不适用"}
        for n in range(1, 25)
    ]  # fmt: skip
    rows += [
        {"question_id": f"K{n}{way}", "type": f"kano_{way}", "text": f"{words}功能{n}",
         "levels": "|".join(_KANO), "pair_id": f"K{n}"}
        for n in range(1, 5) for way, words in (("f", "如果提供"), ("d", "如果没有"))
    ]  # fmt: skip
    rows.append({"question_id": "NPS", "type": "nps", "text": "您会推荐我们吗"})
    rows += [
        {"question_id": f"M{n}", "type": "multi", "text": f"需要哪些服务{n}", "levels": "|".join(_OPTIONS),
         "other": "其他"}
        for n in range(1, 4)
    ]  # fmt: skip
    rows += [
        {"question_id": f"C{n}", "type": "single", "text": f"渠道{n}", "levels": "|".join(_CHANNELS),
         "other": "其他"}
        for n in range(1, 3)
    ]  # fmt: skip
    return [*rows, *({"question_id": f"T{n}", "type": "text", "text": f"意见{n}"} for n in (1, 2))]


def write(folder: Path, responses: int = RESPONSES) -> None:
    """Write ``survey.csv`` and ``survey-questions.csv``; the same bytes for the same number of responses."""
    rows = questions()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with (folder / "survey-questions.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *([row.get(name, "") for name in columns] for row in rows)])
    random = np.random.default_rng(11)
    cells = [_cells(row, random, responses) for row in rows]
    minutes = random.integers(0, 28 * 24 * 60, responses)
    times = (np.datetime64("2026-05-01T00:00") + minutes).astype(str)
    lasted = random.integers(9, 900, responses)
    with (folder / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                "序号",
                "提交答卷时间",
                "所用时间",
                "客户编号",
                *(row.get("item") or row["text"] for row in rows),
            ]
        )
        meta = zip(range(1, responses + 1), times, (f"{n}秒" for n in lasted), strict=True)
        customers = random.integers(0, max(1, responses // 2), responses)
        for (number, time, duration), customer, *answers in zip(meta, customers, *cells, strict=True):
            writer.writerow([number, time, duration, f"C{customer:05d}", *answers])


def _cells(row: dict[str, str], random: np.random.Generator, size: int) -> list[str]:
    """Return the cells of a question: about one in ten is blank, and some have words of their own."""
    kind = row["type"]
    if kind == "multi":
        ticked = random.random((size, len(_OPTIONS))) < 0.35
        cells = ["┋".join(np.array(_OPTIONS)[some]) for some in ticked]
        cells = [
            f"{cell}┋其他〖想法{n}〗".lstrip("┋") if n % 29 == 0 else cell for n, cell in enumerate(cells)
        ]
    elif kind == "text":
        cells = [f"意见{n}：希望更快" for n in random.integers(0, 10**7, size)]
    else:
        words = {"nps": [str(n) for n in range(11)], "single": [*_CHANNELS, "其他〖驻场〗"]}
        options = words.get(kind) or row["levels"].split("|") + ([row["na"]] if "na" in row else [])
        cells = np.array(options, dtype=object)[random.integers(0, len(options), size)].tolist()
    blank = random.random(size) < 0.1
    return ["(空)" if none or not cell else cell for none, cell in zip(blank, cells, strict=True)]
