"""The last sections of every report: the data page, words, versions, and what the run reads back."""

import platform
from importlib.metadata import version

from wcm_helpers.core.formats import SCALE, number
from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks, data_page
from wcm_helpers.reporting.block import RECORD
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification.review import Review


def data(review: Review) -> Blocks:
    """Return the data page: rows read, set aside by reason and by place, and used but worth a look."""
    alone = data_page.costs_left_out(review.history, review.result.month, review.result.rule.value)
    return blocks.join(
        rows_read(review),
        rows_set_aside(review),
        places_set_aside(review),
        rows_pointed_out(review),
        blocks.paragraph(alone) if alone else blocks.EMPTY,
    )


def rows_read(review: Review) -> Block:
    """Return what was read, used and set aside, with the amounts."""
    frame = data_page.rows_by_table(review.history.intake, review.result.month)
    columns = [
        Column("table", _("Table"), strong=True),
        Column("files", _("Files"), "right", number),
        Column("read", _("Rows read"), "right", number),
        Column("used", _("Used"), "right", number),
        Column("set_aside", _("Set aside"), "right", number),
        Column("amount_read", _("Amount read, {currency}", currency=review.result.currency), "right", _exact),
        Column("amount_used", _("Amount used, {currency}", currency=review.result.currency), "right", _exact),
    ]
    note = data_page.adds_up(review.history.intake, review.result.month)
    note += " " + _("Rows dated after the month are not counted.")
    return blocks.table(frame, columns, caption=_("Rows"), note=note)


def _exact(scaled: int) -> str:
    return number(scaled / SCALE, 2) if scaled else "–"


def rows_set_aside(review: Review) -> Block:
    """Return the reasons for which rows were set aside."""
    frame = data_page.set_aside_by_reason(review.history.intake, review.result.month)
    if frame.empty:
        return blocks.paragraph(_("No row was set aside."))
    columns = [
        Column("table", _("Table"), strong=True),
        Column("meaning", _("Reason")),
        Column("rows", _("Rows"), "right", number),
        Column("amount", _("Amount, {currency}", currency=review.result.currency), "right", _exact),
        Column("advice", _("What to do")),
    ]
    return blocks.table(
        frame, columns, caption=_("Set aside, by reason"), note=_("Each of them is in set_aside.csv.")
    )


def places_set_aside(review: Review) -> Block:
    """Return where the rows and cells set aside stand: file, line, column, what was found."""
    frame = data_page.first_set_aside(review.history.intake, review.result.month)
    if frame.empty:
        return blocks.paragraph(_("No cell was unreadable."))
    columns = [
        Column("file", _("File")),
        Column("line", _("Line"), "right", lambda line: number(line) if line else "–"),
        Column("column", _("Column")),
        Column("value", _("Found")),
        Column("meaning", _("Why")),
    ]
    return blocks.table(
        frame,
        columns,
        caption=_("Set aside, by place"),
        note=_("The first three of each kind; all of them are in set_aside.csv."),
    )


def rows_pointed_out(review: Review) -> Block:
    """Return the rules some rows break that are used all the same."""
    frame = data_page.pointed_out(review.history.intake)
    if frame.empty:
        return blocks.paragraph(_("No row that is used breaks a rule of the data contract."))
    columns = [
        Column("table", _("Table"), strong=True),
        Column("meaning", _("What")),
        Column("rows", _("Rows"), "right", number),
        Column("file", _("First in")),
        Column("line", _("Line"), "right", lambda line: number(line) if line else "–"),
        Column("value", _("Found")),
    ]
    return blocks.table(frame, columns, caption=_("Used, but worth a look"), note="")


def glossary(review: Review) -> Block:
    """Return what the words of this report mean, in English and Chinese."""
    terms = {
        _("ABC class 客户分级"): _(
            "A: the few that bring most (大客户); B: the middle (一般客户); C: the rest (小客户)."
        ),
        _("Window 统计窗口"): _("The months that count, the month under review included."),
        _("Pareto curve 帕累托曲线"): _("The share reached as customers are added, the largest first."),
        _("Gini 基尼系数"): _("How unequal customers are: 0 all alike, towards 1 one has all."),
        _("Effective customers 有效客户数"): _("So many equal customers would be as great a dependence."),
        _("Class by the rule, official class 计算等级与正式等级"): _(
            "The first follows every month; the second, by which customers are served, moves when a change "
            "has shown that it stays, or by hand."
        ),
        _("Boundary customer 临界客户"): _(
            "Within the band of a limit, or put into another class by leaving out one month."
        ),
        _("Recency, frequency, value 近度、频度、额度 (RFM)"): _(
            "How long ago, how often, how much; under contract the trend stands for how long ago."
        ),
        _("Set aside 暂存"): _("Read, counted and listed, but not used, because a cell cannot be right."),
    }
    return blocks.rules(list(terms.items()))


def versions(review: Review) -> Block:
    """Return what the report was made with."""
    names = ("wcm", "pandas", "duckdb", "matplotlib", "papermill")
    said = ", ".join(f"{name} {version(name)}" for name in names)
    return blocks.paragraph(
        _("Made with Python {python}, {libraries}.", python=platform.python_version(), libraries=said)
    )


def record(review: Review) -> Block:
    """Return the headline figures, for the run to read and for a test to compare; not shown in the report."""
    figures = review.figures
    text = "\n".join(f"{name}: {value}" for name, value in figures.items())
    return Block("record", "", text, {RECORD: figures})
