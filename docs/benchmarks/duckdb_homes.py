"""Homes of a month by nights with DuckDB, two threads, from the events as Parquet; for `caudal bench homes`.

Prints seconds from the files of events to a file of homes, and in how many homes they differ from those of Caudal.
"""

import sys
import tempfile
import time
from pathlib import Path

import duckdb

# Night d begins on the d-th of the month at 20 o'clock or ends at 7 on the day after it, 0 on the first.
HOMES = """
COPY (
  WITH located AS (
    SELECT device_id, zone_id, day(event_date) AS day,
      CASE WHEN local_second >= 72000 THEN 1 << day(event_date) WHEN local_second < 25200 THEN 1 << (day(event_date) - 1) ELSE 0 END AS night
    FROM read_parquet('{tables}/clean_event/*/*.parquet', hive_partitioning = true) e
    JOIN read_parquet('{tables}/cell_zone/*.parquet') z USING (operator_id, cell_id)
    WHERE error_flag = 0 AND domain IN ('domestic', 'outbound') AND z.is_main
      AND event_date >= valid_from AND (valid_to IS NULL OR event_date <= valid_to)
  ),
  places AS (
    SELECT device_id, zone_id, bit_or(night) AS nights, bit_or(1 << day) AS days FROM located GROUP BY ALL
  )
  SELECT device_id,
    arg_min(zone_id, (-bit_count(nights), -nights, zone_id)) FILTER (nights <> 0) AS zone_id,
    bit_count(bit_or(days)) AS days_seen,
    bit_count(arg_min(days, (-bit_count(nights), -nights, zone_id)) FILTER (nights <> 0)) AS days_here
  FROM places
  GROUP BY device_id
  HAVING bit_count(bit_or(days)) >= 5 AND bit_or(nights) <> 0
) TO '{homes}' (FORMAT parquet)
"""
DIFFERENT = """
SELECT COUNT(*) FROM (
  (SELECT device_id, zone_id, days_seen, days_here FROM '{homes}' EXCEPT ALL SELECT device_id, zone_id, days_seen, days_here FROM {ours})
  UNION ALL
  (SELECT device_id, zone_id, days_seen, days_here FROM {ours} EXCEPT ALL SELECT device_id, zone_id, days_seen, days_here FROM '{homes}')
)
"""


def main(tables):
    with tempfile.TemporaryDirectory() as folder:
        homes = Path(folder) / "homes.parquet"
        began = time.monotonic()
        connection = duckdb.connect()
        connection.sql("SET threads = 2")
        connection.sql(HOMES.format(tables=tables, homes=homes))
        seconds = time.monotonic() - began
        used = time.process_time()
        ours = f"read_parquet('{tables}/home_zone/*/*.parquet')"
        count = connection.sql(f"SELECT COUNT(*) FROM '{homes}'").fetchall()[0][0]
        different = connection.sql(DIFFERENT.format(homes=homes, ours=ours)).fetchall()[0][0]
        print(f"DuckDB {duckdb.__version__}, two threads: {seconds:.1f} s, {used:.1f} of processors, {count:,} homes, {different:,} differ from those of Caudal")


main(sys.argv[1])
