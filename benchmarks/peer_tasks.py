"""The peers' tasks, run in their own environment: ``python -m benchmarks.peer_tasks PEER FOLDER``.

Each reads the same Parquet files of transactions and tells frequency, recency and monetary value with its
own function; the first order counts, so that frequency is the number of days with an order.
"""

import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")  # what the peers say of their own future is not measured here


def pymc_marketing(folder: Path) -> None:
    """Use pymc-marketing's summary."""
    import pandas as pd
    from pymc_marketing.clv.utils import rfm_summary

    lines = pd.read_parquet(folder / "transactions")
    found = rfm_summary(lines, "customer", "time", "value", include_first_transaction=True)
    found.to_parquet(folder / "rfm-pymc_marketing.parquet")


def lifetimes(folder: Path) -> None:
    """Use lifetimes' summary."""
    import pandas as pd
    from lifetimes.utils import summary_data_from_transaction_data

    lines = pd.read_parquet(folder / "transactions")
    found = summary_data_from_transaction_data(
        lines, "customer", "time", "value", include_first_transaction=True
    )
    found.rename_axis("customer_id").reset_index().to_parquet(folder / "rfm-lifetimes.parquet")


if __name__ == "__main__":
    {"pymc_marketing": pymc_marketing, "lifetimes": lifetimes}[sys.argv[1]](Path(sys.argv[2]))
