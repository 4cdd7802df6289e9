"""The first pages of a month as a message: plain text for a mail, Markdown for WeCom and DingTalk."""

from contextvars import copy_context

from wcm_helpers.core import words
from wcm_helpers.core.formats import month_name
from wcm_helpers.core.visible import on_one_line
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting import month_comparison_words

#: A Markdown message of WeCom has so many bytes at most; DingTalk takes five times as many.
MOST_BYTES = 4096
#: What means something in the Markdown of a chat, and its full-width likeness, which means nothing.
_MARKS = str.maketrans(
    {mark: chr(ord(mark) + 0xFEE0) for mark in "*_`[]<>#~|"} | {"\\": "＼", "@": "＠", "!": "！"}
)


def languages_of(run: dict) -> list[str]:
    """Return the languages in which reports of a month were made, the main one first."""
    others = [
        language
        for entry in run["reports"].values()
        for language in entry.get("languages", [])
        if language != run["language"] and language in words.languages()
    ]
    return [run["language"], *dict.fromkeys(others)]


def as_text(run: dict, language: str) -> str:
    """Return the first pages of a month as plain text: headline, lines and key figures of each report.

    Parameters
    ----------
    run : dict
        The content of ``run.json``.
    language : str
        One of :func:`languages_of`; a report that was not made in it is left out.
    """
    return copy_context().run(_as_text, run, language)


def as_markdown(run: dict, language: str) -> str:
    """Return the same as Markdown that chats show, in :data:`MOST_BYTES` at most.

    Key figures, then the last lines of the longest reports are left out where there is no room for them, and
    a sentence says how many.
    """
    return copy_context().run(_as_markdown, run, language)


def _as_text(run: dict, language: str) -> str:
    words.use(language)
    blocks = [_head(run)]
    for report in _reports(run, language):
        lines = [report["title"], report["headline"]]
        lines += [f"{place}. {line}" for place, line in enumerate(report["actions"], 1)]
        lines += [_card(card) for card in report["cards"]]
        lines += [_("Data up to {day}", day=report["data_up_to"])] if report["data_up_to"] else []
        blocks.append("\n".join(filter(None, lines)))
    blocks += ["\n".join(sentences)] if (sentences := _comparisons(run)) else []
    return "\n\n".join(blocks) + "\n"


def _comparisons(run: dict) -> list[str]:
    return [on_one_line(sentence) for sentence in month_comparison_words.sentences(run)]


def _as_markdown(run: dict, language: str) -> str:
    words.use(language)
    reports = _reports(run, language)
    left = [len(report["actions"]) for report in reports]
    text = _markdown(run, reports, left, cards=True)
    while len(text.encode()) > MOST_BYTES:
        text = _markdown(run, reports, left, cards=False)
        if not any(left):
            break
        left[left.index(max(left))] -= 1
    return _cut(text)


def _cut(text: str) -> str:
    """Return a text in as many bytes as a chat takes: only headlines of their own length are cut."""
    if len(text.encode()) <= MOST_BYTES:
        return text
    return text.encode()[: MOST_BYTES - 4].decode(errors="ignore") + "…\n"


def _markdown(run: dict, reports: list[dict], shown: list[int], *, cards: bool) -> str:
    blocks = [f"## {_escaped(_head(run))}"]
    for report, most in zip(reports, shown, strict=True):
        lines = [f"**{_escaped(report['title'])}**", _escaped(report["headline"])]
        lines += [f"{place}. {_escaped(line)}" for place, line in enumerate(report["actions"][:most], 1)]
        if more := len(report["actions"]) - most:
            lines.append(
                ngettext("{n} more line is in the report.", "{n} more lines are in the report.", more)
            )
        lines += [f"> {_escaped(_card(card))}" for card in report["cards"] if cards]
        blocks.append("\n".join(filter(None, lines)))
    blocks += ["\n".join(map(_escaped, sentences))] if (sentences := _comparisons(run)) else []
    return "\n\n".join(blocks) + "\n"


def _head(run: dict) -> str:
    head = _("{site}, {month}", site=on_one_line(run["site"]["name"]), month=month_name(run["month"]))
    return _("{head} (draft: the month is not complete)", head=head) if run["draft"] else head


def _reports(run: dict, language: str) -> list[dict]:
    """Return what a message has of each report made in a language, and of those that failed."""
    reports = []
    for name, entry in run["reports"].items():
        own = entry.get("translations", {}).get(language, {})
        title = on_one_line(own.get("title", entry.get("title", name)))
        if entry["status"] == "failed":
            failed = _("This report could not be made.")
            reports.append({"title": title, "headline": failed, "actions": [], "cards": [], "data_up_to": ""})
        elif entry.get("files") and language in (entry.get("languages") or [run["language"]]):
            lines = own.get("actions", entry.get("actions", []))
            reports.append(
                {
                    "title": title,
                    "headline": on_one_line(own.get("headline", run["headline"].get(name, ""))),
                    "actions": [on_one_line(line) for line in lines],
                    "cards": own.get("cards", entry.get("cards", [])),
                    "data_up_to": entry.get("data_up_to", ""),
                }
            )
    return reports


def _card(card: dict) -> str:
    label, value, earlier = (on_one_line(card[key]) for key in ("label", "value", "earlier"))
    if earlier:
        return _("{label}: {value} ({earlier})", label=label, value=value, earlier=earlier)
    return _("{label}: {value}", label=label, value=value)


def _escaped(text: str) -> str:
    return text.translate(_MARKS)
