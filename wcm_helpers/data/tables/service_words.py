"""The words of service: steps of an order, faults, clocks, severities, states of tickets, care of customers.

Settings add the words of an export with ``values`` under its table.
"""

#: Whose fault a failure was.
FAULTS = {
    "own": ("own", "我方", "仓库", "本仓", "warehouse", "us"),
    "carrier": ("carrier", "承运商", "快递", "物流"),
    "customer": ("customer", "客户", "货主", "client"),
    "force_majeure": ("force_majeure", "force majeure", "不可抗力", "天气"),
    "unknown": ("unknown", "不明", "未知"),
}

#: The states of an order, in small letters: one that is open may have left in part, a closed one never will.
ORDER_STATES = {
    "cancelled": ("cancelled", "canceled", "cancel", "cancelled by customer", "canceled by customer", "已取消", "取消", "作废", "已作废", "void", "voided", "已关闭-取消", "订单取消", "取消订单", "客户取消", "已撤销", "撤销", "交易关闭", "交易取消", "已废弃", "废弃"),
    "open": (
        "open", "new", "pending", "processing", "in progress", "allocated", "released", "picking", "picked", "packed",
        "sales order", "sale", "partial", "partially shipped", "partially_shipped", "partially fulfilled", "partially_fulfilled",
        "backorder", "back order", "on hold", "on_hold", "in_progress", "scheduled", "unfulfilled",
        "新建", "待处理", "待审核", "待下发", "待拣货", "拣货中", "已拣货", "待复核", "待打包", "待出库", "待发货", "处理中", "部分发货", "部分出库",
        "缺货", "未完成", "未发货", "作业中",
    ),
    "closed": (
        "closed", "complete", "completed", "done", "locked", "shipped", "fulfilled", "delivered", "signed", "dispatched",
        "已完成", "完成", "已关闭", "关闭", "已出库", "已发货", "已签收", "签收", "出库完成", "全部发货",
        "发运完成", "已发运", "已妥投", "已完结",
    ),
}  # fmt: skip

#: States of an order that is none yet, as exports write them.
ORDER_DRAFTS = (
    "draft",
    "Draft",
    "DRAFT",
    "草稿",
    "未提交",
    "待提交",
    "暂存",
    "quotation",
    "Quotation",
    "quotation sent",
    "Quotation Sent",
    "报价单",
    "询价单",
)

#: States of an order that is done in one system and was called off in another.
ORDER_CLOSED_UNSURE = ("已关闭", "关闭")

#: States of the payment of an order: they tell nothing of its goods, as a blank tells nothing.
ORDER_PAYMENTS = (
    "paid", "unpaid", "partially_paid", "partially paid", "authorized", "authorised", "partially_refunded",
    "partially refunded", "已付款", "未付款", "待付款", "部分付款", "已支付", "未支付", "部分退款",
)  # fmt: skip

#: States of an order whose money went back: it may have been called off, or delivered and sent back.
ORDER_REFUNDED = ("refunded", "已退款", "全额退款")

#: The states of an invoice: void ones and drafts are no revenue. One that a red invoice reverses is valid, since
#: the red one is there too.
INVOICE_STATES = {
    "valid": (
        "valid", "normal", "issued", "posted", "open", "sent", "approved", "authorised", "authorized", "submitted",
        "paid", "unpaid", "partially paid", "partly paid", "overdue", "closed", "active", "final",
        "正常", "有效", "已开具", "已开票", "开票成功", "已审核", "已确认", "已付款", "未付款", "部分付款", "已收款", "未收款",
        "已结算", "未结算", "已核销", "未核销", "已红冲", "部分红冲", "全额红冲", "红冲", "红字", "蓝字", "已认证", "未认证",
    ),
    "void": (
        "void", "voided", "cancelled", "canceled", "cancel", "deleted", "invalid", "rejected",
        "作废", "已作废", "作废发票", "空白作废", "正数作废", "负数作废", "无效", "失效", "已取消", "取消", "已删除", "已撤销", "已驳回",
    ),
    "draft": ("draft", "proforma", "pro forma", "pro-forma", "草稿", "暂存", "未提交", "待提交", "形式发票"),
}  # fmt: skip

#: The steps of an order, in the order of time; ``cancelled`` ends it at any.
STEPS = {
    "received": ("received", "created", "接单", "下单", "wms_accept"),
    "released": ("released", "下发", "打印", "wms_print"),
    "picked": ("picked", "拣货", "拣货完成", "wms_pick"),
    "checked": ("checked", "复核", "wms_check"),
    "packed": ("packed", "打包", "wms_package"),
    "shipped": ("shipped", "出库", "发货", "wms_consign"),
    "signed": ("signed", "签收", "tms_sign"),
    "cancelled": ("cancelled", "canceled", "取消", "已取消", "wms_cancel"),
}

#: What a term of service is about.
SERVICES = {
    "outbound": ("outbound", "out", "出库", "发货"),
    "inbound": ("inbound", "in", "入库", "收货"),
    "response": ("response", "响应", "首次响应"),
    "resolution": ("resolution", "解决"),
}

#: The clock a term runs on.
CLOCKS = {
    "all_hours": ("all_hours", "7x24", "24x7", "7*24", "全天"),
    "working_hours": ("working_hours", "工作日", "working days", "business hours", "5x8"),
}

#: How urgent a ticket is.
SEVERITIES = {
    "urgent": ("urgent", "紧急", "critical", "highest", "非常紧急", "特急", "加急"),
    "high": ("high", "高"),
    "normal": ("normal", "medium", "一般", "普通", "中"),
    "low": ("low", "lowest", "低"),
}

#: The states of a ticket.
TICKET_STATES = {
    "open": ("open", "new", "in progress", "to do", "waiting for support", "escalated", "reopened", "处理中", "待处理", "新建", "已提交", "未处理", "进行中", "受理中", "待受理", "未完成", "未解决", "重新打开", "审批中", "待审批", "已转交"),
    "waiting": ("waiting", "pending", "hold", "on-hold", "on hold", "等待客户", "待客户回复", "待客户反馈", "等待客户回复", "waiting for customer", "waiting on customer", "awaiting customer"),
    "resolved": ("resolved", "solved", "closed", "done", "completed", "已解决", "已关闭", "已完成", "已处理", "已办结", "已结单", "已通过", "审批通过", "已同意", "已拒绝", "已驳回", "已完结", "已结束"),
    "merged": ("merged", "closed_by_merge", "已合并"),
    "cancelled": ("cancelled", "canceled", "withdrawn", "已取消", "已撤销", "已撤回"),
}  # fmt: skip

#: Who acted on a ticket.
ACTORS = {
    "agent": ("agent", "客服", "staff", "处理人"),
    "customer": ("customer", "end-user", "end user", "requester", "客户"),
    "bot": ("bot", "system", "automatic", "系统", "自动"),
}

#: The states of a measure of the improvement register.
MEASURE_STATES = {
    "not_started": ("not_started", "not started", "未开始", "planned", "计划"),
    "in_progress": ("in_progress", "in progress", "进行中", "open", "doing"),
    "done": ("done", "已完成", "完成", "completed"),
    "closed": ("closed", "已关闭", "关闭"),
}

#: What a class or a customer is entitled to.
ENTITLEMENTS = {
    "named_manager": ("named_manager", "named manager", "dedicated manager", "account manager", "key account manager", "专属客户经理", "客户经理", "专属经理", "专人服务", "专人对接"),
    "priority_release": ("priority_release", "priority release", "priority", "priority handling", "优先下发", "优先作业", "优先出库", "优先发货", "优先处理"),
    "response": ("response", "first response", "response time", "响应", "首次响应", "响应时效", "响应时间"),
    "talk": ("talk", "monthly talk", "regular talk", "regular call", "沟通", "定期沟通", "月度沟通", "例会", "月度例会", "回访", "定期回访"),
    "review": ("review", "qbr", "business review", "quarterly review", "quarterly business review", "回顾", "季度回顾", "复盘", "季度复盘", "经营回顾"),
    "self_service": ("self_service", "self-service", "self service", "portal", "customer portal", "自助", "自助服务", "自助查询", "客户门户"),
    "base_support": ("base_support", "base support", "basic support", "standard support", "hotline", "基础支持", "基础服务", "基础客服", "标准客服", "客服热线"),
    "value_added": ("value_added", "value-added", "value added", "value added service", "value-added service", "vas", "增值", "增值服务"),
}  # fmt: skip

#: How often something is due.
PERIODS = {
    "month": ("month", "monthly", "per month", "月", "每月", "月度", "按月"),
    "quarter": ("quarter", "quarterly", "per quarter", "季", "季度", "每季", "每季度", "按季"),
    "year": ("year", "yearly", "annual", "annually", "per year", "年", "每年", "年度", "按年"),
}

#: The kinds of contact with a customer.
INTERACTIONS = {
    "visit": ("visit", "site visit", "on-site visit", "customer visit", "拜访", "上门拜访", "现场拜访", "客户拜访", "上门", "走访"),
    "call": ("call", "phone", "phone call", "telephone", "电话", "电话沟通", "电话回访", "通话"),
    "meeting": ("meeting", "online meeting", "video meeting", "video call", "会议", "线上会议", "视频会议", "例会", "月度例会"),
    "review": ("review", "qbr", "business review", "quarterly review", "quarterly business review", "回顾", "季度回顾", "复盘", "季度复盘", "经营回顾"),
    "message": ("message", "wechat", "wecom", "im", "chat", "email", "e-mail", "mail", "微信", "企业微信", "企微", "钉钉", "短信", "邮件", "消息"),
}  # fmt: skip

#: The usual activities of a warehouse; others are kept as they are written.
ACTIVITIES = {
    "receiving": ("receiving", "receipt", "inbound", "unloading", "收货", "入库", "卸货", "入库验收"),
    "put_away": ("put_away", "put-away", "put away", "putaway", "上架"),
    "picking": ("picking", "pick", "拣货", "分拣", "拣选"),
    "checking": ("checking", "check", "verification", "复核", "出库复核", "验货"),
    "packing": ("packing", "pack", "packaging", "打包", "包装"),
    "loading": ("loading", "shipping", "dispatch", "装车", "装货", "发运"),
    "counting": ("counting", "count", "stock count", "cycle count", "stocktaking", "盘点", "循环盘点"),
    "returns": ("returns", "return", "return handling", "reverse logistics", "退货", "退货处理", "退仓"),
    "exceptions": ("exceptions", "exception", "exception handling", "异常", "异常处理"),
    "customer_service": ("customer_service", "customer service", "service desk", "support", "客服", "客户服务"),
}  # fmt: skip

#: What the cost of a pool pays for.
POOL_KINDS = {
    "labour": ("labour", "labor", "staff", "personnel", "wages", "人工", "人力", "人工成本", "工资"),
    "space": ("space", "rent", "storage", "场地", "仓租", "租金", "仓储", "房租"),
    "overhead": (
        "overhead",
        "overheads",
        "general",
        "administration",
        "管理费",
        "间接费用",
        "管理费用",
        "公共费用",
        "分摊",
    ),
}

#: Channels on which a customer helps itself, as ticket desks call them.
SELF_SERVICE_CHANNELS = (
    "portal", "customer portal", "web portal", "self service", "self-service", "self_service", "bot",
    "chatbot", "门户", "客户门户", "自助", "自助服务", "自助平台", "自助查询", "机器人", "智能客服",
)  # fmt: skip

#: Parts of the names of services that every warehouse gives: storage, and what is not value added besides.
STORAGE_SERVICES = ("仓储", "存储", "仓租", "租金", "保管", "storage", "rent", "warehousing")
BASIC_SERVICES = (
    *STORAGE_SERVICES,
    "装卸", "出库", "入库", "收货", "上架", "拣货", "配送", "运输", "运费", "快递", "操作费", "管理费",
    "handling", "inbound", "outbound", "receiving", "put-away", "putaway", "picking", "loading",
    "transport", "delivery", "freight", "shipping", "courier", "management fee",
)  # fmt: skip

#: Parts of the words for a need that a named manager answers, and of the words for an urgent order.
NAMED_MANAGER_NEEDS = ("dedicated", "named manager", "account manager", "专属", "专人", "客户经理")
URGENT_PRIORITIES = ("urgent", "express", "rush", "emergency", "加急", "紧急", "特急", "急单", "急")
