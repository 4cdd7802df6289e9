"""A table of two customers, and any block as parsed HTML."""

import numpy as np
import pandas as pd
from bs4 import BeautifulSoup

from wcm_helpers.reporting.tables import Column, table


def soup(made):
    return BeautifulSoup(made.html, "lxml")


def small_table(names=("Acme", "Beta"), **options):
    frame = pd.DataFrame({"name": list(names), "revenue": [200.0, np.nan][: len(names)]})
    columns = [
        Column("name", "Customer", width="name"),
        Column("revenue", "Revenue, CNY", "right", write="{:,.1f}".format, bar=True),
    ]
    return table(frame, columns, caption="Customers", **options)
