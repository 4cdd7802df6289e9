"""Take phone numbers, mail addresses and accounts of chats out of a text: no report shows any."""

import re

#: What stands for what was taken out, in every language.
MARK = "[…]"
_GAP = r"[-\s.·]?"
_CHINA = r"(?:(?:\((?:\+|00)?86\)|(?:\+|00)?86)[-\s]?)?"
_IS = r"\s*[:：是为]?\s*"
_CONTACTS = re.compile(
    "|".join(
        (
            r"[A-Za-z0-9_.+-]+\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",  # mail
            r"(?i:(?<![a-z])(?:微信|威信|vx|wechat|weixin|wx|qq|whatsapp|telegram|钉钉|dingtalk))"
            rf"(?:号码|号|群|(?i:\s?id))?{_IS}[A-Za-z0-9_-]{{5,}}",
            r"(?i:电话|手机|座机|分机|传真|热线|致电|联系方式|\b(?:tel|phone|mobile|cell|fax|call))"
            rf"(?:号码|号)?\.?{_IS}\+?\(?\d(?:[-\s().]{{0,2}}\d){{5,}}",
            rf"(?<![\dA-Za-z]){_CHINA}1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)",  # mobile
            rf"(?<![\d.,]){_CHINA}(?:\(0\d{{2,3}}\)|0\d{{2,3}})[-\s]?\d{{3,4}}[-\s]?\d{{4}}"  # landline
            r"(?:\s?(?:-|转|ext\.?)\s?\d{1,6})?(?!\d)",
            rf"(?<![\d.,])[48]00{_GAP}\d{{3,4}}{_GAP}\d{{3,4}}(?!\d)",  # service
            r"(?<!\d)\+\d{1,3}[-\s]?\(?\d(?:[-\s()]{0,2}\d){6,}(?!\d)",  # abroad
            r"[零〇一二三四五六七八九幺]{7,}",
        )
    )
)
#: Full-width signs and their half-width, one for one: places in both texts agree.
_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20}


def without_contacts(text: str) -> str:
    """Return a text with ``MARK`` in the place of every phone number, mail address and account of a chat.

    Examples
    --------
    >>> without_contacts("客户要求，请致电 138-0000-0000 或 wang@example.com")
    '客户要求，请[…] 或 […]'
    >>> without_contacts("Since 2026-05-31, order 20260531001, 微信：wang_888")
    'Since 2026-05-31, order 20260531001, […]'
    """
    parts, end = [], 0
    for match in _CONTACTS.finditer(text.translate(_FULL_WIDTH)):
        parts += [text[end : match.start()], MARK]
        end = match.end()
    return "".join([*parts, text[end:]])
