"""Company names that nobody bears: a place, two characters of a brand, a trade, a legal form."""

import numpy as np

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _

_PLACES = dict(
    临安="Lin'an", 萧山="Xiaoshan", 余杭="Yuhang", 富阳="Fuyang", 桐庐="Tonglu", 海宁="Haining",
    嘉善="Jiashan", 平湖="Pinghu", 德清="Deqing", 长兴="Changxing", 诸暨="Zhuji", 上虞="Shangyu",
    慈溪="Cixi", 余姚="Yuyao", 义乌="Yiwu", 永康="Yongkang", 昆山="Kunshan", 太仓="Taicang",
    常熟="Changshu", 江阴="Jiangyin", 宜兴="Yixing", 张家港="Zhangjiagang", 启东="Qidong", 如皋="Rugao",
)  # fmt: skip
_FIRST = dict(
    恒="Heng", 瑞="Rui", 嘉="Jia", 宏="Hong", 鼎="Ding", 泰="Tai", 博="Bo", 信="Xin", 安="An", 华="Hua",
    明="Ming", 凯="Kai", 德="De", 联="Lian", 盛="Sheng", 金="Jin", 天="Tian", 正="Zheng", 百="Bai",
    源="Yuan", 康="Kang", 万="Wan", 东="Dong", 南="Nan", 云="Yun", 星="Xing", 长="Chang", 光="Guang",
)  # fmt: skip
# Rare second characters: the common ones make names of companies that exist.
_SECOND = dict(
    屹="yi", 澜="lan", 璟="jing", 喆="zhe", 峤="qiao", 沅="yuan", 翎="ling", 祺="qi", 珩="heng", 煜="yu",
    晟="sheng", 岑="cen", 芮="rui", 淼="miao", 朗="lang", 崧="song", 楷="kai", 霖="lin", 曜="yao",
    筠="yun", 钧="jun", 彤="tong", 沐="mu", 栩="xu", 歆="xin", 舟="zhou", 芃="peng", 棠="tang",
)  # fmt: skip
_TRADES = {
    "电子": (("电子", "电子科技", "微电子"), "Electronics"),
    "医药": (("医药", "药业", "医疗器械"), "Pharma"),
    "快消": (("日用品", "商贸", "百货"), "Consumer Goods"),
    "服装": (("服饰", "服装", "针织"), "Apparel"),
    "汽配": (("汽车配件", "汽车零部件", "车饰"), "Auto Parts"),
    "家居": (("家居", "家具", "家居用品"), "Home"),
    "食品": (("食品", "食品科技", "粮油"), "Foods"),
    "化工": (("化工", "新材料", "涂料"), "Chemicals"),
}
INDUSTRIES = tuple(_TRADES)


def company_names(industries: list[str], generator: np.random.Generator) -> list[str]:
    """Return one company name for each entry of ``industries``, all different; one in twelve is not Chinese.

    Parameters
    ----------
    industries : list of str
        Each one of ``INDUSTRIES``.
    generator : numpy.random.Generator
        Source of the random numbers.

    Returns
    -------
    list of str
        As many names, in the same order.

    Raises
    ------
    WorkbookError
        If there are more companies than names.

    Examples
    --------
    >>> names = company_names(["电子"] * 40, np.random.default_rng(1))
    >>> len(set(names)), sum("电子" in name for name in names) >= 36
    (40, True)
    """
    places, firsts, seconds = list(_PLACES), list(_FIRST), list(_SECOND)
    available = len(places) * len(firsts) * len(seconds)
    if len(industries) > available:
        raise WorkbookError(
            _(
                "customers = {value}: there are names for {available} customers at most.",
                value=len(industries),
                available=number(available),
            )
        )
    picks = generator.permutation(available)[: len(industries)].tolist()
    kinds = generator.integers(0, 24, len(industries)).tolist()
    trades = generator.integers(0, 3, len(industries)).tolist()
    names = []
    for industry, pick, kind, trade in zip(industries, picks, kinds, trades, strict=True):
        pick, second = divmod(pick, len(seconds))
        place, first = divmod(pick, len(firsts))
        words, english = _TRADES[industry]
        brand = _FIRST[firsts[first]] + _SECOND[seconds[second]]
        if kind == 0:
            names.append(f"{brand} {english} ({_PLACES[places[place]]}) Ltd.")
        elif kind == 1:
            names.append(f"{brand} ({places[place]}) {words[trade]}有限公司")
        else:
            form = "股份有限公司" if kind == 2 else "有限公司"
            names.append(places[place] + firsts[first] + seconds[second] + words[trade] + form)
    return names
