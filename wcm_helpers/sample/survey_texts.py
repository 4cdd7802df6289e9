"""What the invented customers write: sentences by theme, some with names, numbers and plates in them."""

#: Theme of a remark and the sentences for it. All persons, numbers and plates are invented.
SENTENCES = {
    "damage": (
        "外箱破损比较多，终端客户拒收", "这个月又有两托货压坏了，希望加强包装",
        "收到时桌面磕碰掉漆，货损太高",
        "箱子送到客户手里都瘪了", "货损赔付流程太慢，请张经理跟进一下", "易碎品建议加护角，最近碎了三件",
        "雨天卸货没有遮挡，纸箱受潮变形", "Several cartons arrived crushed, please review the packing.",
        "Too much damage on the last two loads, Mr Harris knows the details.",
    ),
    "wrong_item": (
        "上周发错型号，来回换货很麻烦", "错发漏发还是有，建议复核环节加扫描", "两个客户的货发串了",
        "同一款颜色经常拿错", "少发了一箱，核对了三天", "We received the wrong item twice this quarter.",
    ),
    "delay": (
        "旺季发货延误，客户投诉到我们这里", "当天的单子第二天才出库，太慢了", "希望准时发货，最近老是晚到",
        "车辆沪A12345到仓等了四个小时才装车", "月底总要拖一两天", "大促期间时效不稳定",
        "Dispatch was late three times in August, customers complain.",
    ),
    "response": (
        "异常没人及时回复，群里要催好几遍", "客服换人频繁，响应慢", "打电话经常没人接，可以联系我13800000000",
        "希望有固定的对接人，问题反馈后没有下文", "发邮件两天才回，li.na@example.com一直没收到答复",
        "问个事情要转好几个人", "Nobody replies to our e-mails, please call Ms Brown on 138 0000 0000.",
    ),
    "billing": (
        "账单明细看不懂，希望按订单列出", "对账时间太长，费用和合同对不上", "开票总是晚，财务李女士催过多次",
        "仓租多算了一天", "The invoice does not match our contract rates.",
    ),
    "receiving": (
        "到货预约太难约，经常排到三天后", "收货预约希望开放到晚上八点", "卸货要排队，司机等一上午",
        "入库上架慢，新品上线受影响", "Booking a receiving slot takes far too long.",
    ),
    "stock": (
        "系统库存和实物对不上，盘点差异大", "库存数据更新慢，不敢接单", "希望能随时查到还剩多少货",
        "Stock in the portal is never right.",
    ),
    "service": (
        "整体不错，继续保持", "现场同事很负责，合作愉快", "大促期间辛苦了，配合很好",
        "Good service overall, thank you.",
    ),
    "none": ("无", "暂无", "没有意见", "n/a"),
}  # fmt: skip

#: Second themes that a person would give a sentence besides its own.
ALSO = {
    "这个月又有两托货压坏了，希望加强包装": "packaging",
    "Several cartons arrived crushed, please review the packing.": "packaging",
    "旺季发货延误，客户投诉到我们这里": "capacity",
    "大促期间时效不稳定": "capacity",
    "大促期间辛苦了，配合很好": "capacity",
}
#: The industry that most of the remarks on damage come from.
DAMAGED_INDUSTRY = "家居"
#: How often a careful respondent writes about each theme; the rest writes nothing.
USUAL = {
    "wrong_item": 0.07, "delay": 0.10, "response": 0.10, "billing": 0.06, "receiving": 0.14, "stock": 0.06,
    "service": 0.08, "none": 0.06, "damage": 0.02,
}  # fmt: skip
DAMAGED = {"damage": 0.75, "delay": 0.06, "receiving": 0.10, "service": 0.04}
#: Option of the question on complaints that belongs to a theme.
COMPLAINT_OF = {"damage": "货损", "wrong_item": "错发", "delay": "延误", "billing": "账单差异"}
