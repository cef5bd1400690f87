# %% [markdown]
# # Remittances: what is sent and what it costs
# Reads the published table `indicator` only, through delta-rs and polars: no Spark, no JVM.
# Run it with `CAUDAL_TABLES=build/demo/tables python notebooks/remittances.py`, or cell by cell.

# %%
import os

import polars as pl

tables = os.environ.get("CAUDAL_TABLES", "build/demo/tables")
indicator = pl.read_delta(f"{tables}/indicator")
pl.Config.set_tbl_rows(40).set_tbl_cols(12).set_fmt_str_lengths(40)
print(indicator.group_by("indicator_id", "disclosure_status").len().sort("indicator_id", "disclosure_status"))

# %% [markdown]
# ## What sending money costs
# Weighted by value, the latest quarter, with its 95 % interval. A suppressed corridor has no value.

# %%
costs = indicator.filter(pl.col("indicator_id") == "remittance_cost_volume")
latest = costs.filter(pl.col("period_start") == pl.col("period_start").max())
print(
    latest.sort("value", nulls_last=True).select(
        "origin_area", "destination_area", "value", "interval_low", "interval_high", "disclosure_status"
    )
)

# %% [markdown]
# ## What is sent
# USD a month. Sums over published rows are too low: suppressed months are not in them.

# %%
flows = indicator.filter(pl.col("indicator_id") == "remittance_value")
print(
    flows.with_columns(corridor=pl.col("origin_area") + "-" + pl.col("destination_area"))
    .sort("period_start")
    .pivot("period_start", index="corridor", values="value")
)
