"""The questionnaire of the invented survey: its questions, the question file, and the needs it asks about."""

from typing import NamedTuple

import pandas as pd

NOT_APPLICABLE, OTHER, NONE_OF_THESE = "不适用", "其他", "以上都不需要"
CUSTOMER_HEADER = "1、客户编号"


class Asked(NamedTuple):
    """One question in Chinese and English; ``number`` is that of the questionnaire."""

    question_id: str
    type: str
    number: int
    text: str
    text_en: str
    item: str = ""
    item_en: str = ""
    levels: tuple[str, ...] = ()
    levels_en: tuple[str, ...] = ()
    reversed: bool = False
    pair_id: str = ""
    dimension: str = ""
    dimension_en: str = ""
    na: str = ""
    other: str = ""
    shown_if: str = ""
    need: str = ""

    @property
    def header(self) -> str:
        """The column of the export."""
        return f"{self.number}、{self.item or self.text}"


SERVICES = (
    ("收货上架及时", "Receiving and put-away on time"), ("拣货准确", "Picking accuracy"),
    ("发货及时", "Dispatch on time"), ("库存数据准确", "Stock record accuracy"),
    ("异常响应速度", "Response to exceptions"), ("账单清楚", "Clear invoices"),
)  # fmt: skip
_SATISFIED = ("非常不满意", "不满意", "一般", "满意", "非常满意")
_SATISFIED_EN = ("Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied")
_IMPORTANT = ("完全不重要", "不太重要", "一般", "比较重要", "非常重要")
_IMPORTANT_EN = ("Not important", "Slightly important", "Moderately important", "Important", "Very important")
_AGREE = ("非常不同意", "不同意", "一般", "同意", "非常同意")
_AGREE_EN = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
_KANO = ("很喜欢", "理应如此", "无所谓", "勉强接受", "很不喜欢")
_KANO_EN = ("I like it", "It must be that way", "I am neutral", "I can live with it", "I dislike it")
_STATEMENTS = (
    ("出现异常时，仓库会主动与我们沟通", "The warehouse tells us of problems before we ask"),
    ("仓库了解我们的业务", "The warehouse understands our business"),
    ("我们正在考虑更换仓储服务商", "We are thinking of changing our warehouse"),
    ("新业务我们愿意交给该仓库", "We would give this warehouse new business"),
)
#: The statement that says the opposite of the others.
REVERSED = "R3"
CHANNELS = ("微信群", "电话", "邮件", "客户门户", OTHER)
COMPLAINTS = ("货损", "错发", "延误", "账单差异")
#: Need, option, and option in English.
NEEDS = (
    ("receiving_slots", "到货预约更快", "Faster booking of receipts"),
    ("late_cutoff", "截单时间延后", "Later order cut-off"),
    ("batch_certificates", "批次质检证明", "Batch certificates"),
    ("cold_chain", "温控存储", "Temperature-controlled storage"),
    ("dedicated_contact", "专属客服", "Dedicated contact"),
    ("stock_view", "实时库存查询", "Real-time stock view"),
    ("returns_inspection", "退货质检", "Returns inspection"),
    ("night_dispatch", "夜间出库", "Night dispatch"),
    ("labelling", "贴标换标", "Labelling and relabelling"),
    ("kitting", "组合装", "Kitting"),
    ("holiday_dispatch", "节假日出库", "Dispatch on public holidays"),
    ("damage_photos", "破损拍照", "Photos of damage"),
)
#: Kano pair, need, and the service in both languages.
KANO = (
    ("K1", "stock_view", "实时库存查询", "a real-time stock view"),
    ("K2", "holiday_dispatch", "节假日出库", "dispatch on public holidays"),
)


def _matrix(letter: str, kind: str, number: int, text: str, english: str) -> list[Asked]:
    """Return the six services as the statements of a matrix, without levels."""
    return [
        Asked(f"{letter}{nth}", kind, number, text, english, *item)
        for nth, item in enumerate(SERVICES, start=1)
    ]


def _matrices() -> list[Asked]:
    performance = _matrix(
        "P", "performance", 2, "请对以下服务的表现打分", "How satisfied are you with the following?"
    )
    importance = _matrix(
        "I", "importance", 3, "以下服务对贵司有多重要", "How important is each of these to you?"
    )
    judged = {"levels": _SATISFIED, "levels_en": _SATISFIED_EN, "na": NOT_APPLICABLE}
    judged |= {"dimension": "服务表现", "dimension_en": "Service performance"}
    rows = [one._replace(**judged) for one in performance]
    for one in importance:
        pair = one.question_id.replace("I", "P")
        rows.append(one._replace(levels=_IMPORTANT, levels_en=_IMPORTANT_EN, pair_id=pair))
    for nth, item in enumerate(_STATEMENTS, start=1):
        name = f"R{nth}"
        asked = Asked(name, "likert", 4, "您是否同意以下说法", "Do you agree with the following?", *item)
        agreed = {"levels": _AGREE, "levels_en": _AGREE_EN}
        agreed |= {"dimension": "合作关系", "dimension_en": "Relationship"}
        rows.append(asked._replace(reversed=name == REVERSED, **agreed))
    return rows


def _kano() -> list[Asked]:
    rows = []
    for nth, (pair, need, service, english) in enumerate(KANO):
        levels = {"levels": _KANO, "levels_en": _KANO_EN, "pair_id": pair}
        with_it, without = f"如果仓库提供{service}，您的感受是？", f"如果仓库不提供{service}，您的感受是？"
        rows += [
            Asked(f"{pair}F", "kano_f", 9 + 2 * nth, with_it, f"How do you feel with {english}?", **levels),
            Asked(
                f"{pair}D", "kano_d", 10 + 2 * nth, without, f"How do you feel without {english}?", **levels
            ),
        ]
        rows[-2] = rows[-2]._replace(need=need)
    return rows


def _choices() -> list[Asked]:
    options = (*(option for _, option, _ in NEEDS), NONE_OF_THESE, OTHER)
    english = (*(name for _, _, name in NEEDS), "None of these", "Other")
    return [
        Asked(
            "CH", "single", 7, "您最常用的沟通渠道是？", "Which channel do you use most?", levels=CHANNELS,
            levels_en=("Group chat", "Telephone", "E-mail", "Customer portal", "Other"), other=OTHER,
        ),
        Asked(
            "NEED", "multi", 8, "未来一年贵司需要哪些服务？（可多选）",
            "Which services do you need next year? (Select all that apply)", levels=options,
            levels_en=english, other=OTHER, need="|".join([need for need, _, _ in NEEDS] + ["", ""]),
        ),
    ]  # fmt: skip


QUESTIONS = (
    *_matrices(),
    Asked(
        "SAT", "csat", 5, "总体而言，您对我们的仓储服务满意吗？",
        "Overall, how satisfied are you with our warehouse service?", levels=_SATISFIED,
        levels_en=_SATISFIED_EN,
    ),
    Asked(
        "NPS", "nps", 6, "您有多大可能向同行推荐我们？",
        "How likely is it that you would recommend us to a colleague?",
    ),
    *_choices(),
    *_kano(),
    Asked(
        "CLM", "single", 13, "过去半年是否提出过投诉？", "Have you complained in the last six months?",
        levels=("是", "否"), levels_en=("Yes", "No"),
    ),
    Asked(
        "CLT", "multi", 14, "投诉涉及哪些方面？（可多选）",
        "What was the complaint about? (Select all that apply)", levels=COMPLAINTS,
        levels_en=("Damage", "Wrong item", "Delay", "Billing difference"), shown_if="CLM=是",
    ),
    Asked(
        "TXT", "text", 15, "您对我们还有什么意见或建议？",
        "Is there anything else you would like to tell us?",
    ),
)  # fmt: skip


def question_file() -> pd.DataFrame:
    """Return the question file: one row a question, lists separated by ``|``."""
    ends = {"nps": ("0", "10"), "single": ("", ""), "multi": ("", ""), "text": ("", "")}
    rows = []
    for one in QUESTIONS:
        low, high = ends.get(one.type, ("1", "5"))
        rows.append(
            {
                "question_id": one.question_id, "type": one.type, "text": one.text, "item": one.item,
                "columns": one.header, "levels": "|".join(one.levels), "codes": "", "scale_min": low,
                "scale_max": high, "reversed": "true" if one.reversed else "", "pair_id": one.pair_id,
                "dimension": one.dimension, "na": one.na, "other": one.other, "shown_if": one.shown_if,
                "need": one.need, "text@en": one.text_en, "item@en": one.item_en,
                "levels@en": "|".join(one.levels_en), "dimension@en": one.dimension_en,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)
