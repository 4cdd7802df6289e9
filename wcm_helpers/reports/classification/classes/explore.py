"""Other limits tried in JupyterLab: sliders, and at once what they change; quiet where nobody can move them.

Nothing here changes the report. Unattended runs (papermill, nbconvert, nbval) show nothing and do not load
the widgets at all.
"""

import os
from collections.abc import Mapping
from contextvars import copy_context
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wcm_helpers.core import words
from wcm_helpers.core.formats import month_name, number, percent, short_amount, signed
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import abc
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Column
from wcm_helpers.reporting.parameters import injected_names
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.certainty.analysis import leave_out, terms
from wcm_helpers.reports.classification.classes.what_if import difference, under
from wcm_helpers.reports.classification.first_page import chart
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.review import ClassificationReview

if TYPE_CHECKING:
    from ipywidgets import VBox

#: A window can be tried up to so many months.
MOST_MONTHS = 36
#: So many customers at the boundary are listed.
MOST_ROWS = 10

#: B is counted so far above A when it was put below.
_LEAST = 0.01
_LOWEST, _HIGHEST = 0.05, 0.99
_DECIMALS = 10
_VIEW = "application/vnd.jupyter.widget-view+json"


def explore(review: ClassificationReview) -> Block:
    """Return sliders for limits and window, with the classes they give; nothing where nobody can move them.

    Parameters
    ----------
    review : Review
        The month; it stays as it is.

    Returns
    -------
    Block
        In a saved notebook the sliders leave no text, so that an export shows nothing in their place.
    """
    if not is_live():
        return blocks.EMPTY
    board = Board(review.result)
    return Block("explore", "", "", {_VIEW: board.box._repr_mimebundle_()[_VIEW]})


def is_live(shell: Any = None, environment: Mapping[str, str] | None = None) -> bool:
    """Return whether somebody sits before the notebook, in JupyterLab, Notebook or VS Code.

    A kernel inherits the environment of whoever starts it, so the name of a session alone proves nothing: the
    front end must also have said that it can ask its user for input, which unattended runs cannot.

    Parameters
    ----------
    shell : IPython shell or None
        None: the one that runs this.
    environment : mapping or None
        None: this process's.
    """
    shell = _shell() if shell is None else shell
    if getattr(shell, "kernel", None) is None or injected_names(shell.user_ns.get("In", [])):
        return False
    asked = (shell.get_parent() or {}).get("content", {})
    served = "JPY_SESSION_NAME" in (os.environ if environment is None else environment)
    return asked.get("allow_stdin") is True and (served or "__vsc_ipynb_file__" in shell.user_ns)


def _shell() -> Any:
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    return get_ipython()


class Board:
    """The sliders and what hangs on them; ``box`` is what a cell shows.

    Parameters
    ----------
    found : Classification
        The review under the rule in force.
    """

    def __init__(self, found: Classification) -> None:
        import ipywidgets as widgets

        self.found = found
        self._language = words.language()
        self._held = False
        rule, held = found.rule, len(found.customer_months.months)
        wide = {"style": {"description_width": "13em"}, "layout": widgets.Layout(width="38em")}
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
            min(rule.window_months, held), min=1, max=min(held, max(MOST_MONTHS, rule.window_months)),
            description=_("Months that count"), continuous_update=False, disabled=held == 1, **wide,
        )  # fmt: skip
        self.crossing = widgets.Dropdown(
            options=[(_("the better class"), "into"), (_("the next class"), "next")], value=rule.crossing,
            description=_("Who crosses is in"), **wide,
        )  # fmt: skip
        self.back = widgets.Button(
            description=_("Set back"),
            tooltip=_("Back to the rule in force"),
            layout=widgets.Layout(width="10em"),
        )
        self.said, self.counts, self.picture, self.boundary = (widgets.HTML() for _place in range(4))
        self._start = [(control, control.value) for control in self._controls]
        for control in self._controls:
            control.observe(self._changed, "value")
        self.back.on_click(self._set_back)
        self.box: VBox = widgets.VBox(
            [*self._controls, self.back, self.said, self.counts, self.picture, self.boundary]
        )
        self._changed()

    @property
    def _controls(self) -> list[Any]:
        return [self.limit_a, self.limit_b, self.months, self.crossing]

    def _set_back(self, _button: Any = None) -> None:
        self._held = True  # one answer for four changes
        try:
            for control, value in self._start:
                control.value = value
        finally:
            self._held = False
        self._changed()

    def _changed(self, _change: Any = None) -> None:
        if not self._held:
            # A message from the front end comes in a context that has not heard of the report's language.
            copy_context().run(self._show)

    def _rule(self) -> tuple[abc.Rule, str]:
        """Return the rule the sliders say, and what had to be put right about it."""
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
        if window == self._start[2][1]:  # a history shorter than the window says so in the words of the rule
            window = self.found.rule.window_months
        rule = replace(
            self.found.rule, limit_a=limit_a, limit_b=limit_b, window_months=window,
            crossing=self.crossing.value,
        )  # fmt: skip
        return rule, adjusted

    def _show(self) -> None:
        words.use(self._language)
        rule, adjusted = self._rule()
        tried = under(self.found, rule)
        if tried is None:
            silent = ngettext("No customer was active in {month}.",
                              "No customer was active in the {n} months to {month}.",
                              rule.window_months, month=month_name(self.found.month))  # fmt: skip
            self.counts.value = self.picture.value = self.boundary.value = ""
            self.said.value = _status(adjusted, silent)
            return
        self.said.value = _status(adjusted, difference(self.found, tried))
        self.counts.value = _class_table(tried).html
        self.boundary.value = _boundary(tried).html
        self.picture.value = _picture(tried)  # last: it takes longest


def _status(*said: str) -> str:
    """Return sentences as a remark a screen reader speaks when it changes."""
    return f'<div role="status">{blocks.paragraph(" ".join(filter(None, said))).html}</div>'


def _picture(tried: Classification) -> str:
    return blocks.chart(chart.draw(tried)).html


def _class_table(tried: Classification) -> Block:
    columns = [
        Column("class", _("Class"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("before", _("Rule in force"), "right", number),
        Column("change", _("Difference"), "right", lambda step: signed(number(step), step) if step else "0"),
        Column("of_value", _("of the value"), "right", percent, bar=True),
    ]
    return blocks.table(tried.class_table, columns, caption=_("The classes with these settings"))


def _boundary(tried: Classification) -> Block:
    months, _draws, boundary = leave_out(tried.classes, tried.customer_months, tried.rule, tried.month)
    if boundary.empty:
        return blocks.paragraph(_("No customer stands at the boundary of its class."))
    told = tried.classes.set_index("customer_id")[["customer_name", "previous_class"]]
    frame = boundary.head(MOST_ROWS).join(told, on="customer_id")
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("class", _("Class"), strong=True),
        Column("previous_class", _("Rule in force")),
        Column("kept", _("Keeps its class"), "right", lambda share: percent(share, 0)),
        Column("distance", _("Distance, points"), "right", lambda share: number(100 * share, 2)),
        Column("value", _("Value, {unit}", unit=sentences.measure(tried.rule, tried.currency).unit), "right",
               short_amount),
    ]  # fmt: skip
    left = len(boundary) - len(frame)
    more = ngettext("{n} more is not listed.", "{n} more are not listed.", left) if left else ""
    return blocks.table(
        frame,
        columns,
        caption=_("At the boundary with these settings, the least sure first"),
        note=" ".join(
            filter(None, [more, *(f"{term}: {meaning}" for term, meaning in terms(tried.rule, months))])
        ),
    )
