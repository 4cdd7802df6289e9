"""Spark as an engine: a session of its own or the user's, with strict arithmetic and the site's time zone."""

from wcm_helpers.core.addresses import reason_of
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.dialects import SPARK, Dialect
from wcm_helpers.data.remote import messages
from wcm_helpers.data.remote.frames import as_frame

Opened = tuple[Dialect, str, object, object]


def open_spark(address: str, zone: str) -> Opened:
    """Return dialect, name, query and end for ``spark://host:7077``, ``spark://local[2]`` or ``sc://host``.

    Raises
    ------
    WorkbookError
        If there is no driver, or the master does not answer.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise WorkbookError(messages.no_driver("Spark", "spark")) from None
    builder, running = SparkSession.builder.appName("wcm"), SparkSession.getActiveSession()
    if address.startswith("sc://"):
        builder = builder.remote(address)
    else:
        here = address.removeprefix("spark://")
        builder = builder.master(here if here.startswith("local") else address)
        builder = builder.config("spark.ui.enabled", "false")
    try:
        session = builder.getOrCreate()
    except Exception as error:
        reason = reason_of(error, address)
        refusal = messages.spark_needs_java if "JAVA" in reason.upper() else messages.spark_fails
        raise WorkbookError(refusal(reason)) from None
    return over_session(session, zone, None if running else session.stop)


def over_session(session: object, zone: str, end: object = None) -> Opened:
    """Return dialect, name, query and end for a Spark session; its options are restored at the end."""
    options = {"spark.sql.session.timeZone": zone, "spark.sql.ansi.enabled": "true"}
    options["spark.sql.constraintPropagation.enabled"] = "false"  # takes minutes to plan so many columns
    before = {key: session.conf.get(key) for key in options}
    for key, value in options.items():
        session.conf.set(key, value)

    def set_back() -> None:
        for key, value in before.items():
            session.conf.set(key, value)

    return SPARK, "spark", lambda sql: as_frame(session.sql(sql).toArrow()), end or set_back
