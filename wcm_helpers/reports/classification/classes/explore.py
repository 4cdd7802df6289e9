"""Sliders in JupyterLab to try other limits and windows; empty in an unattended run.

The report does not change. Unattended runs (papermill, nbconvert, nbval) show nothing and do not load the
widgets.
"""

import os
from collections.abc import Mapping
from contextvars import copy_context
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wcm_helpers.classes.customer_months import CustomerMonths
from wcm_helpers.core import words
from wcm_helpers.core.formats import month_name, number, percent, short_amount, signed
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods import abc
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Column
from wcm_helpers.reporting.parameters import injected_names
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.certainty.analysis import leave_out
from wcm_helpers.reports.classification.certainty.sentences import terms
from wcm_helpers.reports.classification.classes.what_if import difference, reclassify
from wcm_helpers.reports.classification.first_page import chart
from wcm_helpers.reports.classification.result import Classification, RuleOutcome
from wcm_helpers.reports.classification.review import ClassificationReview

if TYPE_CHECKING:
    from ipywidgets import VBox

#: Longest window that can be tried, in months.
MOST_MONTHS = 36
#: Greatest number of customers at the boundary that are listed.
MOST_ROWS = 10

#: The limit of B is raised to this much above the limit of A when it is set below it.
_LEAST = 0.01
_LOWEST, _HIGHEST = 0.05, 0.99
_DECIMALS = 10
#: The class of an answer that a moved slider has made old, and how it looks.
_WORKING = "wcm-working"
_STYLE = f"<style>.{_WORKING} {{ opacity: .35 }}</style>"
_VIEW = "application/vnd.jupyter.widget-view+json"


def explore(review: ClassificationReview) -> Block:
    """Return sliders for limits and window, with the classes they give; empty in an unattended run.

    Parameters
    ----------
    review : Review
        The month; it stays as it is.

    Returns
    -------
    Block
        A saved notebook has no text of the sliders, so an export shows nothing in their place.
    """
    if not is_live():
        return blocks.EMPTY
    board = Board(review.result)
    return Block("explore", "", "", {_VIEW: board.box._repr_mimebundle_()[_VIEW]})


def is_live(shell: Any = None, environment: Mapping[str, str] | None = None) -> bool:
    """Return whether a person can move sliders: in JupyterLab, Notebook or VS Code.

    A kernel inherits the environment of its parent process, so the name of a session alone proves nothing:
    the front end must also accept input from a user, which unattended runs do not.

    Parameters
    ----------
    shell : IPython shell or None
        None: the shell of this process.
    environment : mapping or None
        None: this process's.
    """
    shell = _shell() if shell is None else shell
    if getattr(shell, "kernel", None) is None or injected_names(shell.user_ns.get("In", [])):
        return False
    request = (shell.get_parent() or {}).get("content", {})
    served = "JPY_SESSION_NAME" in (os.environ if environment is None else environment)
    return request.get("allow_stdin") is True and (served or "__vsc_ipynb_file__" in shell.user_ns)


def _shell() -> Any:
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    return get_ipython()


class Board:
    """The sliders, and the classes, chart and customers they give; a cell shows ``box``.

    Parameters
    ----------
    result : Classification
        The classification by the rule in force.
    """

    def __init__(self, result: Classification) -> None:
        import ipywidgets as widgets

        self.result = result
        self._language = words.language()
        self._paused = False
        rule, length = result.rule, len(result.customer_months.months)
        layout = widgets.Layout(width="45em", max_width="100%")
        wide = {"style": {"description_width": "20em"}, "layout": layout}
        share = {"step": 0.01, "readout_format": ".1%", "continuous_update": False, **wide}
        self.limit_a = widgets.FloatSlider(
            rule.limit_a, min=min(_LOWEST, rule.limit_a), max=max(_HIGHEST, rule.limit_a),
            description=_("Class A up to"), **share,
        )  # fmt: skip
        self.limit_b = widgets.FloatSlider(
            rule.limit_b,
            min=min(_LOWEST, rule.limit_b),
            max=1.0,
            description=_("Classes A and B up to"),
            **share,
        )
        self.months = widgets.IntSlider(
            min(rule.window_months, length), min=1, max=min(length, max(MOST_MONTHS, rule.window_months)),
            description=_("Months that count"), continuous_update=False, disabled=length == 1, **wide,
        )  # fmt: skip
        self.crossing = widgets.Dropdown(
            options=[(_("the better class"), "into"), (_("the next class"), "next")], value=rule.crossing,
            description=_("The customer that crosses a limit is in"), **wide,
        )  # fmt: skip
        self.back = widgets.Button(
            description=_("Set back"),
            tooltip=_("Back to the rule in force"),
            layout=widgets.Layout(width="10em"),
        )
        self.status, self.counts, self.picture, self.boundary = (widgets.HTML() for _place in range(4))
        self.answer = widgets.VBox([self.counts, self.picture, self.boundary])
        self._start = [(control, control.value) for control in self._controls]
        for control in self._controls:
            control.observe(self._changed, "value")
        self.back.on_click(self._set_back)
        self.box: VBox = widgets.VBox([*self._controls, self.back, self.status, self.answer])
        self._changed()

    @property
    def _controls(self) -> list[Any]:
        return [self.limit_a, self.limit_b, self.months, self.crossing]

    def _set_back(self, _button: Any = None) -> None:
        self._paused = True  # one result for four changes
        try:
            for control, value in self._start:
                control.value = value
        finally:
            self._paused = False
        self._changed()

    def _changed(self, _change: Any = None) -> None:
        if not self._paused:
            # The message of the front end arrives in a context without the report's language.
            copy_context().run(self._work_out)

    def _work_out(self) -> None:
        """Dim the old answer, which the front end shows at once, and put the new one in its place."""
        words.use(self._language)
        self.answer.add_class(_WORKING)
        self.status.value = _status(_("The classes with these settings are being worked out."))
        self._show()
        self.answer.remove_class(_WORKING)

    def _rule(self) -> tuple[abc.Rule, str]:
        """Return the rule of the sliders, and the sentence on a limit that had to be raised."""
        limit_a, limit_b = (round(slider.value, _DECIMALS) for slider in (self.limit_a, self.limit_b))
        adjusted = ""
        if limit_b <= limit_a:
            raised = min(round(limit_a + _LEAST, _DECIMALS), 1.0)
            adjusted = _(
                "A and B together cannot end at {b}, before A does at {a}; {raised} is counted instead.",
                a=sentences.limit(limit_a), b=sentences.limit(limit_b), raised=sentences.limit(raised),
            )  # fmt: skip
            limit_b = raised
        window = self.months.value
        if window == self._start[2][1]:  # of a short history the slider shows less than the rule
            window = self.result.rule.window_months
        rule = replace(
            self.result.rule, limit_a=limit_a, limit_b=limit_b, window_months=window,
            crossing=self.crossing.value,
        )  # fmt: skip
        return rule, adjusted

    def _show(self) -> None:
        rule, adjusted = self._rule()
        outcome = reclassify(self.result, rule)
        if outcome is None:
            silent = ngettext("No customer was active in {month}.",
                              "No customer was active in the {n} months to {month}.",
                              rule.window_months, month=month_name(self.result.month))  # fmt: skip
            self.counts.value = self.picture.value = self.boundary.value = ""
            self.status.value = _status(adjusted, silent)
            return
        self.counts.value = _class_table(outcome).html
        self.boundary.value = _boundary(outcome, self.result.customer_months).html
        self.picture.value = _picture(outcome)
        self.status.value = _status(adjusted, difference(self.result, outcome))


def _status(*texts: str) -> str:
    """Return sentences as a paragraph that a screen reader reads out when it changes."""
    return f'{_STYLE}<div role="status">{blocks.paragraph(joined(texts)).html}</div>'


def _picture(outcome: RuleOutcome) -> str:
    return blocks.chart(chart.draw(outcome)).html


def _class_table(outcome: RuleOutcome) -> Block:
    columns = [
        Column("class", _("Class"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("before", _("Rule in force"), "right", number),
        Column("change", _("Difference"), "right", lambda step: signed(number(step), step) if step else "0"),
        Column("of_value", _("of the value"), "right", percent, bar=True),
    ]
    return blocks.table(
        outcome.class_table, columns, name="classes", caption=_("The classes with these settings")
    )


def _boundary(outcome: RuleOutcome, customer_months: CustomerMonths) -> Block:
    months, _draws, boundary = leave_out(outcome.classes, customer_months, outcome.rule, outcome.month)
    if boundary.empty:
        return blocks.paragraph(_("No customer is at risk of changing class."))
    names = outcome.classes.set_index("customer_id")[["customer_name", "previous_class"]]
    unit = sentences.measure(outcome.rule, outcome.currency).unit
    frame = boundary.head(MOST_ROWS).join(names, on="customer_id")
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("class", _("Class"), strong=True),
        Column("previous_class", _("Rule in force")),
        Column("kept", _("Keeps its class"), "right", lambda share: percent(share, 0)),
        Column("distance", _("Distance, points"), "right", lambda share: number(100 * share, 2)),
        Column("value", _("Value, {unit}", unit=unit), "right", short_amount, scaled=True),
    ]  # fmt: skip
    left = len(boundary) - len(frame)
    more = ngettext("{n} more is not listed.", "{n} more are not listed.", left) if left else ""
    return blocks.table(
        frame,
        columns,
        name="boundary",
        caption=_("Customers at risk of changing class with these settings, the least certain first"),
        note=joined(
            filter(
                None,
                [
                    more,
                    *(
                        _("{term}: {meaning}", term=term, meaning=meaning)
                        for term, meaning in terms(outcome.rule, months)
                    ),
                ],
            )
        ),
    )
