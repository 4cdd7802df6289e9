"""Facts computed by Spark, in a session of two threads on this machine."""

import shutil
import sys
import types

import pytest

from tests.data.as_files import as_files, engine_settings, on_engine, same_account, same_facts
from tests.data.messy_book import MessyTables
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.dialects import SPARK
from wcm_helpers.data.remote import tables as remote

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java"),
    pytest.mark.filterwarnings("ignore"),  # what a driver says of other versions is not ours
]


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    """Give a session that has the tables of books written into it."""
    pytest.importorskip("pyspark", reason="Spark is an extra")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    module = types.ModuleType("our_spark")
    module.session = lambda: session
    sys.modules["our_spark"] = module
    yield session
    del sys.modules["our_spark"]
    session.stop()


def _fill(session, book):
    session.conf.set("spark.sql.session.timeZone", "UTC")
    session.sql("drop schema if exists wms cascade")
    for statement in book.statements(SPARK, using="using parquet"):
        session.sql(statement)


def test_spark_tells_the_same_facts_and_faults_as_files(warehouse, spark):
    book = MessyTables("America/New_York")  # with summer time
    _fill(spark, book)
    files, told = as_files(warehouse, book)
    there, found = on_engine(warehouse, book, "our_spark:session")
    same_facts(told, found)
    same_account(files, there)
    assert spark.conf.get("spark.sql.session.timeZone") == "UTC"  # as it was
    assert spark.catalog.listTables() == []  # nothing is left behind


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC"])
def test_the_month_of_an_order_is_that_of_the_site(warehouse, spark, zone):
    _fill(spark, MessyTables(zone))
    settings = engine_settings(warehouse, "our_spark:session", site=f'time_zone = "{zone}"')
    engine = remote.open_engine(settings)
    orders = remote.all_rows(engine, settings, ["orders"])["orders"]
    found = engine.frame(f"select order_id, _month from {orders} o where order_id in ('A1', 'A2') order by 1")
    engine.close()
    assert found["_month"].tolist() == ["2026-04", "2026-05"]  # 23:30 on the last of April, 0:30 after it


def test_an_overflow_is_refused_and_wraps_nothing(warehouse, spark):
    settings = engine_settings(warehouse, "our_spark:session")
    engine = remote.open_engine(settings)
    with pytest.raises(WorkbookError, match="OVERFLOW"):
        engine.frame("select cast(9223372036854775807 as BIGINT) + id as n from range(1, 2)")
    engine.close()
