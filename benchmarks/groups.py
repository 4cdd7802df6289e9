"""The groups of tasks that run in turn, and the rows of the tables that compare them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """A task: its name, the site and state it starts from, and whether it runs in the peers' environment."""

    name: str
    site: str = ""
    state: str = ""
    peer: bool = False


@dataclass(frozen=True)
class Target:
    """A limit on one measure: a ratio, additional seconds, or megabytes.

    ``measure`` is ``cpu`` or ``wall`` (task over floor), ``extra`` (wall seconds of the task above those of
    the floor) or ``memory`` (megabytes of the task).
    """

    measure: str
    limit: float


@dataclass(frozen=True)
class Row:
    """One line of a table: a task, its floor, a description of each, and the targets at 50M lines."""

    what: str
    task: str
    against: str
    floor: str
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Group:
    """Tasks that run in turn; those of a ``sized`` group depend on the number of lines."""

    name: str
    tasks: tuple[Task, ...]
    rows: tuple[Row, ...]
    sized: bool = True

    @property
    def peers(self) -> bool:
        """Whether the environment of the peers is needed."""
        return any(task.peer for task in self.tasks)


_START = "starting Python and importing the same libraries"

GROUPS = (
    Group("start", (Task("start"),), ()),
    Group(
        "intake",
        (Task("stage_group", "group", "nothing"), Task("intake_floor"),
         Task("build_group", "group", "nothing")),
        (Row("intake: exports → typed Parquet, every row checked", "stage_group",
             "DuckDB's own typed reading of the same files → Parquet", "intake_floor",
             (Target("cpu", 1.4),)),
         Row("exports → facts: the same, rows held against each other, counted", "build_group",
             "DuckDB's own typed reading of the same files → Parquet", "intake_floor")),
    ),
    Group(
        "revenue",
        (Task("billing_facts", "billing", "staged"), Task("revenue_floor", "billing", "staged")),
        (Row("revenue facts: billing → customer × month", "billing_facts",
             "a bare DuckDB scan of the same columns", "revenue_floor",
             (Target("cpu", 1.3), Target("memory", 800))),),
    ),
    Group(
        "orders",
        (Task("order_facts", "orders", "staged"), Task("orders_floor", "orders", "staged")),
        (Row("order facts: lines → order → customer × month", "order_facts",
             "a bare DuckDB scan of the same columns", "orders_floor",
             (Target("cpu", 3.0), Target("memory", 800))),),
    ),
    Group(
        "checks",
        (Task("all_facts", "group", "staged"), Task("group_floor", "group", "staged")),
        (Row("all facts, with every rule between rows and tables", "all_facts",
             "a bare DuckDB scan of the columns the facts use", "group_floor", (Target("memory", 800),)),),
    ),
    Group(
        "month",
        (Task("month_build", "group", "month came"), Task("build_group", "group", "nothing")),
        (Row("one new month on 36: exports → facts", "month_build",
             "all 36 months: exports → facts", "build_group", (Target("cpu", 1 / 15),)),),
    ),
    Group(
        "month_facts",
        (Task("month_facts", "group", "month staged"), Task("all_facts", "group", "staged")),
        (Row("one new month on 36: rules and facts alone", "month_facts",
             "all 36 months: rules and facts alone", "all_facts"),),
    ),
    Group(
        "again",
        (Task("again", "group", "ready"), Task("start")),
        (Row("reading again what has not changed", "again", _START, "start"),),
    ),
    Group(
        "report",
        (Task("report_group", "group", "ready"), Task("report_sample")),
        (Row("the month's report (notebook, HTML, PDF), facts ready", "report_group",
             "the same for the invented warehouse", "report_sample",
             (Target("extra", 3.0), Target("memory", 1_000))),),
    ),
    Group(
        "review",
        (Task("judge_group", "group", "ready"), Task("all_facts", "group", "staged"),
         Task("review_group", "group", "judged"), Task("review_sample")),
        (Row("every order judged for the performance review, facts ready", "judge_group",
             "all facts, with every rule between rows and tables", "all_facts", (Target("memory", 1_500),)),
         Row("the month's performance review, orders judged", "review_group",
             "the same for the invented warehouse", "review_sample",
             (Target("extra", 5.0), Target("memory", 1_000)))),
    ),
    Group(
        "rfm",
        (Task("rfm_cold"), Task("pymc_marketing", peer=True),
         Task("rfm_ready", "orders", "ready"), Task("lifetimes", peer=True)),
        tuple(
            Row(f"frequency, recency, monetary, {begin}", task, f"{peer} on the same lines", name, targets)
            for begin, task, targets in (
                ("cold", "rfm_cold", (Target("wall", 1 / 3),)),
                ("facts ready", "rfm_ready", (Target("wall", 1 / 20),)),
            )
            for peer, name in (("pymc-marketing", "pymc_marketing"), ("lifetimes", "lifetimes"))
        ),
    ),
    Group(
        "sample",
        (Task("month_sample"), Task("month_two_languages"), Task("month_floor")),
        (Row("a month of the invented warehouse: every report, HTML, PDF and xlsx", "month_sample",
             "as many papermill runs that only import the libraries of the workbook", "month_floor",
             (Target("wall", 2.0),)),
         Row("the same in English and Chinese", "month_two_languages",
             "in one language", "month_sample", (Target("cpu", 1.5),))),
        sized=False,
    ),
    Group(
        "answers",
        (Task("answers_150"), Task("answers_3000"), Task("answers_50000")),
        tuple(Row(f"the answers of every section, {customers:,} customers", f"answers_{customers}",
                  "150 customers", "answers_150") for customers in (3_000, 50_000)),
        sized=False,
    ),
    Group(
        "assignment",
        (Task("assign_books"), Task("assign_floor")),
        (Row("three times 200 customers to 12 account managers, optima proved", "assign_books", _START,
             "assign_floor", (Target("extra", 30.0),)),),
        sized=False,
    ),
    Group(
        "survey",
        (Task("survey_50000"), Task("survey_floor")),
        (Row("a survey of 50,000 responses to 40 questions: export → answers", "survey_50000",
             "pandas reading the same file as text", "survey_floor", (Target("memory", 800),)),),
        sized=False,
    ),
)  # fmt: skip

NAMES = tuple(group.name for group in GROUPS)
