"""Every published table is read alike by delta-rs, polars and DuckDB."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from deltalake import DeltaTable, QueryBuilder

ROOT = Path(__file__).resolve().parents[2]
TABLES = Path(os.environ["CAUDAL_TABLES"])


def published():
    """Published tables: those that say so in their own properties."""
    names = []
    for log in sorted(TABLES.glob("*/_delta_log/00000000000000000000.json")):
        for line in log.read_text().splitlines():
            properties = json.loads(line).get("metaData", {}).get("configuration", {})
            if properties.get("caudal.sensitivity") == "PUBLISHED":
                names.append(log.parents[1].name)
    return names


def test_there_are_published_tables():
    assert "indicator" in published()


@pytest.mark.parametrize("name", published())
def test_reader_version_is_one_without_features(name):
    protocol = DeltaTable(str(TABLES / name)).protocol()
    assert protocol.min_reader_version == 1
    assert not protocol.reader_features


@pytest.mark.parametrize("name", published())
def test_all_readers_see_the_same_rows(name):
    table = DeltaTable(str(TABLES / name))
    arrow = table.to_pyarrow_table()
    frame = pl.read_delta(str(TABLES / name))
    query = QueryBuilder().register("t", table)
    counted = pa.table(query.execute("SELECT COUNT(*) AS n, COUNT(value) AS v FROM t").read_all()).to_pylist()[0]
    by_duckdb = duckdb.sql("SELECT COUNT(*), COUNT(value), SUM(value) FROM arrow").fetchall()[0]

    assert arrow.num_rows > 0
    assert frame.height == arrow.num_rows == counted["n"] == by_duckdb[0]
    shown = frame["value"].drop_nulls()
    assert len(shown) == counted["v"] == by_duckdb[1] > 0
    assert shown.sum() == by_duckdb[2]


def test_suppressed_rows_hold_no_figure():
    frame = pl.read_delta(str(TABLES / "indicator"))
    hidden = frame.filter(~pl.col("disclosure_status").str.starts_with("published"))
    assert hidden.height > 0
    for column in ("value", "interval_low", "interval_high", "observations"):
        assert hidden[column].null_count() == hidden.height


def test_notebooks_read_published_tables_only_and_run():
    for notebook in sorted((ROOT / "notebooks").glob("*.py")):
        named = set(re.findall(r"read_delta\(f?\"\{tables\}/(\w+)\"", notebook.read_text()))
        assert named and named <= set(published())
        as_of_a_kernel = [sys.executable, str(notebook), "-f", "kernel.json"]  # of Jupyter
        done = subprocess.run(as_of_a_kernel, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "remittance_cost_volume" in done.stdout


def test_units_and_periods_are_those_of_the_reference_page():
    page = (ROOT / "docs" / "reference" / "indicators.md").read_text()
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| `")]
    documented = {line[0].strip("`"): (line[2].split(",")[0], line[3]) for line in lines}
    periods = {"W": "week", "M": "month", "Q": "quarter", "A": "year"}
    rows = pl.read_delta(str(TABLES / "indicator")).select("indicator_id", "unit", "frequency").unique().rows()
    assert len(rows) > 5
    for indicator, unit, frequency in rows:
        told, period = documented[indicator]  # of USD 200 or another amount
        assert (re.sub("[0-9]+", "n", unit), periods[frequency]) == (re.sub("[0-9]+", "n", told), period)
