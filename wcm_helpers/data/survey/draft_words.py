"""The words by which a first guess knows what a column of an export is, in English, Chinese and German."""

import re
import unicodedata
from functools import lru_cache

#: What a column is besides an answer, by its header; a header may end in any of them.
ROLES: dict[str, tuple[str, ...]] = {
    "response_id": ("序号", "答卷编号", "答卷序号", "编号", "id", "respondent id", "respondentid", "答题序号", "response id", "responseid",
                    "submission id", "_id", "#"),
    "submitted_at": ("提交答卷时间", "提交时间", "结束答题时间", "时间戳记", "timestamp", "completion time", "end date", "填写时间",
                     "enddate", "submitdate", "date submitted", "submission time", "submitted at", "time stamp", "time stamp (mm/dd/yyyy)", "submit date (utc)", "recorded date", "end"),
    "started_at": ("开始答题时间", "开始时间", "start time", "start date", "startdate", "start date (utc)", "start"),
    "duration": ("所用时间", "答题时长", "答题用时", "duration (in seconds)", "duration", "interviewtime"),
    "customer_id": ("客户编号", "货主编码", "客户代码", "customer_id", "customer id", "customer no", "customer number",
                    "kehu_id", "externalreference", "external data reference", "kundennummer", "kunden-nr"),
    "customer_name": ("贵公司名称", "公司名称", "企业名称", "单位名称", "客户名称", "贵公司", "您的公司", "您的公司名称", "您的单位名称", "贵公司全称", "your company name", "firma", "your company",
                      "company", "company name", "customer name", "customer"),
    "mode": ("mode", "方式", "调研方式", "访问方式"),
    "finished": ("finished",),
    "class": ("客户等级", "等级", "customer class"),
    "industry": ("行业", "所属行业", "贵公司所属行业", "industry", "your industry"),
    "site": ("服务仓库", "所属仓库", "site", "warehouse"),
    "weight": ("权重", "weight"),
}  # fmt: skip
#: Headers that often hold the customer number, but as often something else.
PERHAPS_CUSTOMER_ID = ("token", "custom data 1", "custom data", "ref", "company_id")
#: Columns that a tool adds, and that answer no question.
OF_THE_TOOL = {
    "来源", "来源详情", "来自ip", "ip", "ip address", "ip地址", "地理位置", "提交人", "填写人", "填写设备", "填写地区", "国家", "省份", "城市", "语言", "ua", "referrer", "清洗结果", "自定义字段", "更新时间", "微信昵称",
    "微信openid", "浏览器", "操作系统", "用户id", "答题状态", "审核状态", "评分", "collector id", "email address", "email",
    "first name", "last name", "name", "last modified time", "lastpage", "startlanguage", "seed", "refurl",
    "datestamp", "startdatestamp", "ipaddr", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
    "_submitted_by", "__version__", "_tags", "_index", "_parent_index", "meta/instanceid", "network id", "status",
    "ipaddress", "progress", "recordeddate", "recorded date", "recipientlastname", "recipientfirstname",
    "recipientemail", "locationlatitude", "locationlongitude", "distributionchannel", "userlanguage", "user language",
    "response type", "stage date (utc)", "tags", "ending", "username", "language",
}  # fmt: skip
#: Columns of points, which are computed from answers.
_POINTS = re.compile(
    r"^(总分|得分|总得分|平均分|total points|total score|score|quiz feedback|sum)$|^(points|feedback) - |得分$|_nps_group$"
)

#: What stands where nothing was answered, and where the question does not apply.
NOTHING = {"", "(空)", "(跳过)", "-99", "-3", "null"}
NOT_APPLICABLE = ("不适用", "无法评价", "不了解", "不清楚", "没用过", "n/a", "na", "not applicable", "no opinion",
                  "don't know", "trifft nicht zu", "keine angabe", "weiß nicht")  # fmt: skip
OTHER = ("其他", "其它", "other", "other (please specify)", "other (please explain)", "-oth-", "sonstiges")

#: Levels from worst to best, each with the ways it is written; the first is used where nobody chose it.
FAMILIES: dict[str, tuple[tuple[str, ...], ...]] = {
    "satisfaction": tuple(tuple(level.split("/")) for level in (
        "非常不满意/很不满意", "不满意/较不满意/比较不满意", "一般/中立/基本满意", "满意/较满意/比较满意", "非常满意/很满意")),
    "satisfaction_en": tuple(tuple(level.split("/")) for level in (
        "Very dissatisfied/Extremely dissatisfied/Very unsatisfied", "Dissatisfied/Somewhat dissatisfied/Unsatisfied",
        "Neither/Neutral/Neither satisfied nor dissatisfied", "Satisfied/Somewhat satisfied",
        "Very satisfied/Extremely satisfied")),
    "satisfaction_en_7": tuple((level,) for level in (
        "Very dissatisfied", "Dissatisfied", "Somewhat dissatisfied", "Neither satisfied nor dissatisfied",
        "Somewhat satisfied", "Satisfied", "Very satisfied")),
    "satisfaction_de": tuple(tuple(level.split("/")) for level in (
        "Sehr unzufrieden", "Unzufrieden/Eher unzufrieden", "Teils, teils/Weder noch/Neutral",
        "Zufrieden/Eher zufrieden", "Sehr zufrieden")),
    "importance": tuple(tuple(level.split("/")) for level in (
        "完全不重要/非常不重要/很不重要", "不太重要/不重要/比较不重要", "一般", "比较重要/重要/较重要", "非常重要/很重要")),
    "importance_en": tuple(tuple(level.split("/")) for level in (
        "Not important/Not at all important/Very unimportant", "Slightly important/Unimportant",
        "Moderately important/Neutral/Somewhat important", "Important", "Very important/Extremely important")),
    "importance_de": tuple(tuple(level.split("/")) for level in (
        "Völlig unwichtig/Sehr unwichtig", "Unwichtig/Eher unwichtig", "Teils, teils/Neutral",
        "Wichtig/Eher wichtig", "Sehr wichtig")),
    "agreement": tuple(tuple(level.split("/")) for level in (
        "非常不同意/完全不同意/强烈不同意", "不同意/比较不同意/不太同意", "一般/中立/不确定", "同意/比较同意",
        "非常同意/完全同意/强烈同意")),
    "agreement_en": tuple(tuple(level.split("/")) for level in (
        "Strongly disagree", "Disagree/Somewhat disagree", "Neither/Neutral/Neither agree nor disagree/Undecided",
        "Agree/Somewhat agree", "Strongly agree")),
    "quality": tuple(tuple(level.split("/")) for level in (
        "非常差/很差", "差/较差/比较差", "一般", "好/较好/比较好", "非常好/很好")),
    "quality_en": tuple(tuple(level.split("/")) for level in (
        "Very poor/Terrible", "Poor/Bad", "Fair/Average/OK", "Good", "Excellent/Very good")),
    "frequency": tuple(tuple(level.split("/")) for level in ("从不", "很少", "有时", "经常/常常", "总是")),
    "frequency_en": tuple(tuple(level.split("/")) for level in (
        "Never", "Rarely/Once in a while/Seldom", "Sometimes/About half the time", "Often/Usually", "Always")),
    "rude_en": (("No, not rude at all", "No, not at all rude"), ("Yes, somewhat rude",), ("Yes, very rude",)),
}  # fmt: skip
#: Kano answers, from "like" (1) to "dislike" (5).
KANO: tuple[tuple[str, ...], ...] = tuple(tuple(level.split("/")) for level in (
    "我很喜欢/很喜欢/非常喜欢/喜欢/I like it/I like it that way/like", "理应如此/理所当然/It must be that way/I expect it/mustbe",
    "无所谓/I am neutral/neutral", "勉强接受/可以忍受/能忍受/I can live with it/I can tolerate it/livewith",
    "我很不喜欢/很不喜欢/不喜欢/I dislike it/I dislike it that way/dislike"))  # fmt: skip

RECOMMEND = re.compile(r"推荐|recommend|\bnps\b|weiterempfehl", re.IGNORECASE)
#: A question on recommending whose scale begins at 1 has no promoters and detractors.
FROM_ONE = re.compile(r"(?<!\d)1\s*分?\s*(?:[-–—~～到至]|to)\s*10(?!\d)", re.IGNORECASE)
RANKED = re.compile(r"排序|排名|\brank", re.IGNORECASE)
OVERALL = re.compile(r"总体|整体|overall|insgesamt|^sat$|总满意", re.IGNORECASE)
SATISFIED = re.compile(r"满意|表现|satisf|perform|zufrieden|^perf", re.IGNORECASE)
IMPORTANT = re.compile(r"重要|important|importance|wichtig|^imp\b", re.IGNORECASE)
OPEN_TEXT = re.compile(
    r"意见|建议|为什么|原因|请说明|留言|comment|suggest|anything else|tell us|describe|\bwhy\b|\btxt\b|anmerkung",
    re.IGNORECASE,
)
SEVERAL = re.compile(r"多选|select all|all that apply|choose all|mehrere", re.IGNORECASE)
ABSENT = re.compile(r"没有|不提供|如果.*不|\bno\b|\bnot\b|without|absent|d$", re.IGNORECASE)

_NUMBERING = re.compile(r"^\s*(?:Q?\d+\s*[、.．:：)）]|Q\d+\s)\s*", re.IGNORECASE)
_HINTS = re.compile(r"[\[(【](可?多选题?|单选题?|量表题|矩阵.*?题|填空题|必填|必答)[\])】]")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    r"""Return a header or a word as it is compared.

    Examples
    --------
    >>> fold("1、贵公司名称："), fold("Your\xa0Company *"), fold("不适用")
    ('贵公司名称', 'your company', '不适用')
    """
    folded = unicodedata.normalize("NFKC", text)
    folded = _NUMBERING.sub("", _HINTS.sub("", folded))
    return " ".join(folded.split()).rstrip(":*? ").casefold()


def is_points(header: str) -> bool:
    """Return whether a column is one of points or feedback to an answer."""
    return bool(_POINTS.search(fold(header)))
