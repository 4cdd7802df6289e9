"""Run the tasks of the peers in their own environment: ``python -m benchmarks.peer_tasks PEER FOLDER``.

Each reads the same Parquet files of transactions and computes frequency, recency and monetary value with its
own function; the first order counts, so that frequency is the number of days with an order.
"""

import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")  # deprecations of the peers are not measured


def pymc_marketing(folder: Path) -> None:
    """Write the RFM summary of pymc-marketing."""
    import pandas as pd
    from pymc_marketing.clv.utils import rfm_summary

    lines = pd.read_parquet(folder / "transactions")
    summary = rfm_summary(lines, "customer", "time", "value", include_first_transaction=True)
    summary.to_parquet(folder / "rfm-pymc_marketing.parquet")


def lifetimes(folder: Path) -> None:
    """Write the RFM summary of lifetimes."""
    import pandas as pd
    from lifetimes.utils import summary_data_from_transaction_data

    lines = pd.read_parquet(folder / "transactions")
    summary = summary_data_from_transaction_data(
        lines, "customer", "time", "value", include_first_transaction=True
    )
    summary.rename_axis("customer_id").reset_index().to_parquet(folder / "rfm-lifetimes.parquet")


if __name__ == "__main__":
    {"pymc_marketing": pymc_marketing, "lifetimes": lifetimes}[sys.argv[1]](Path(sys.argv[2]))
