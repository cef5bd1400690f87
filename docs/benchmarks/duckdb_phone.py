"""Days of devices from the raw files of phone events with DuckDB, two threads; for `caudal bench phone`.

Lines that cannot be read or are out of range are left out, and all but one of repeated ones; the others are summed up by day,
operator, device and cell, or network abroad: events, hours, first and last second. There are no pseudonyms under a key, no list
of what was left out, no flags by the network and by events before and after, no time that is known, no checks of tables.
Prints seconds from the files to a file of days, and how many of the days are not among those of Caudal: which has none of
flagged events.
"""

import sys
import tempfile
import time
from pathlib import Path

import duckdb

DAYS = """
COPY (
  WITH lines AS (
    SELECT regexp_extract(filename, '_([0-9]{{2}})[.]csv$', 1) AS operator_id, user_id,
      try_strptime("timestamp", '%Y-%m-%d %H:%M:%S') AS ts,
      TRY_CAST(regexp_extract(filename, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') AS DATE) AS file_day,
      coalesce(cell_id, '') AS cell_id, TRY_CAST(latitude AS DOUBLE) AS latitude, TRY_CAST(longitude AS DOUBLE) AS longitude,
      TRY_CAST(mcc AS INTEGER) AS mcc, mnc, coalesce(TRY_CAST(plmn AS INTEGER), 0) AS plmn
    FROM read_csv('{tables}/_extracts/phone_event_log/*.csv', header = true, delim = ',', all_varchar = true, filename = true)
  ),
  events AS (
    SELECT DISTINCT operator_id, user_id, ts, cell_id, plmn, latitude, longitude
    FROM lines
    WHERE user_id IS NOT NULL AND ts IS NOT NULL AND mcc BETWEEN 100 AND 999 AND length(mnc) BETWEEN 2 AND 3
      AND coalesce(latitude BETWEEN -90 AND 90, true) AND coalesce(longitude BETWEEN -180 AND 180, true)
      AND (plmn <> 0 OR cell_id <> '' OR latitude IS NOT NULL) AND file_day - ts::DATE BETWEEN 0 AND 31
  )
  SELECT ts::DATE AS event_date, operator_id, user_id, if(plmn = 0, cell_id, '') AS cell_id, plmn,
    count(*) AS event_count, bit_or(1 << hour(ts)) AS hour_bits,
    min(epoch(ts) % 86400)::INTEGER AS first_second, max(epoch(ts) % 86400)::INTEGER AS last_second
  FROM events
  GROUP BY ALL
) TO '{days}' (FORMAT parquet)
"""
# a device has another name in each
COLUMNS = "CAST(event_date AS DATE), operator_id, cell_id, event_count, hour_bits, first_second, last_second"
DIFFERENT = f"SELECT COUNT(*) FROM (SELECT {COLUMNS} FROM '{{days}}' EXCEPT ALL SELECT {COLUMNS} FROM {{ours}})"


def main(tables):
    with tempfile.TemporaryDirectory() as folder:
        days = Path(folder) / "days.parquet"
        began = time.monotonic()
        connection = duckdb.connect()
        connection.sql("SET threads = 2")
        connection.sql(DAYS.format(tables=tables, days=days))
        seconds = time.monotonic() - began
        used = time.process_time()
        ours = f"read_parquet('{tables}/device_day/*/*.parquet', hive_partitioning = true)"
        count, events = connection.sql(f"SELECT COUNT(*), SUM(event_count) FROM '{days}'").fetchall()[0]
        caudal, clean = connection.sql(f"SELECT COUNT(*), SUM(event_count) FROM {ours}").fetchall()[0]
        different = connection.sql(DIFFERENT.format(days=days, ours=ours)).fetchall()[0][0]
        print(
            f"DuckDB {duckdb.__version__}, two threads: {seconds:.1f} s, {used:.1f} of processors, {events:,} events in {count:,} rows;"
            f" Caudal without flagged events {clean:,} in {caudal:,}; {different:,} rows are not among those of Caudal"
        )


main(sys.argv[1])
