"""The contact persons of the customers: a protected table, of which three columns alone are ever shown."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns

#: The sun's calendar has no 30 February; no month of the moon has a day 31.
_NO_SUCH_DAY = "case when coalesce(birthday_lunar, false) then substr(birthday_md, 4) = '31' else birthday_md = '02-30' end"

_REASONS = {
    "no_such_day": Reason(
        message("The day of the birthday does not exist in the calendar that the row names."),
        message("Correct the day, or the mark of the lunar calendar."),
    ),
    "no_leap_month": Reason(
        message("The birthday is in a leap month, which only the lunar calendar has."),
        message("Correct the mark of the lunar calendar or of the leap month."),
    ),
    "consent_without_date": Reason(
        message("Consent is given, and its date is missing."),
        message("Add the day of the consent."),
    ),
}


TABLE = Table(
    "contacts", "联系人", "one row a contact person", ("contact_id",),
    message("Without it no contact is planned and no birthday is known."),
    columns(
        ("contact_id", "id", "联系人编号/联系人代码/联系人id/编号/contact/contact no/contact number/person id", "number of the person", True),
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose contact", True),
        ("contact_name", "text", "姓名/联系人姓名/联系人/联系人名称/name/full name/contact person", "name"),
        ("phone", "text", "手机/手机号/手机号码/电话/联系电话/电话号码/mobile/mobile phone/telephone/tel/phone number", "phone"),
        ("email", "text", "邮箱/电子邮箱/邮件/电子邮件/mail/e-mail/email address", "mail"),
        ("role", "text", "职务/职位/岗位/job title/title/position", "what the person does there"),
        ("decision_role", "text", "决策角色/决策作用/角色/buying role/decision/decision maker", "part in decisions"),
        ("birthday_md", "month_day", "生日/出生日期/生日月日/birthday/birthdate/date of birth", "birthday, MM-DD; a year is cut off"),
        ("birthday_lunar", "boolean", "是否农历/农历/农历生日/是否农历生日/lunar/lunar birthday", "the birthday is one of the lunar calendar"),
        ("birthday_leap", "boolean", "是否闰月/闰月/leap month", "it is in a leap month"),
        ("consent", "boolean", "同意联系/是否同意/是否同意联系/同意/授权/consented/consent given/opt in/opted in", "agrees to be contacted; blank: no"),
        ("consent_date", "date", "同意日期/授权日期/date of consent/consent given on/opt in date", "since when"),
        ("left_date", "date", "离职日期/离开日期/left/left on/leaving date/end date", "when the person left"),
    ),
    place=260,
    may_be_empty=True,
    persons=("contact_name",),
    free_texts=("role",),
    protected=(
        "contact_name", "phone", "email", "decision_role", "birthday_md", "birthday_lunar", "birthday_leap",
        "consent", "consent_date", "left_date",
    ),
    warnings=(
        RowWarning("no_such_day", "birthday_md", _NO_SUCH_DAY),
        RowWarning("no_leap_month", "birthday_leap", "birthday_leap and not coalesce(birthday_lunar, false)"),
        RowWarning("consent_without_date", "consent_date", "consent and consent_date is null"),
        RowWarning("unknown_customer", "customer_id", against="customers"),
    ),
    reasons=_REASONS,
)  # fmt: skip
