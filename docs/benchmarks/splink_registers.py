"""Splink on DuckDB, one thread, for `caudal bench registers`: arguments are the file of records and the settings of Splink.

Prints seconds from the file to clusters, and their F1 in pairs where the file has the truth.
"""

import json
import sys
import time
from pathlib import Path

import duckdb
from splink import DuckDBAPI, Linker

FIELDS = "given1 given2 surname1 surname2 dob sex cob municipality doc".split()
TRAINING = ["l.dob = r.dob AND l.municipality = r.municipality", "l.given1 = r.given1 AND l.surname1 = r.surname1 AND l.municipality = r.municipality"]


def pairs(connection, groups, by):
    return connection.sql(f"SELECT SUM(n * (n - 1) // 2) FROM (SELECT COUNT(*) n FROM {groups} GROUP BY {by})").fetchall()[0][0]


def main(path, settings):
    began = time.monotonic()
    connection = duckdb.connect()
    connection.sql("SET threads = 1")
    folded = ", ".join(f"strip_accents(lower({field})) AS {field}" for field in FIELDS)
    connection.sql(f"CREATE TABLE people AS SELECT unique_id, cluster, {folded} FROM '{path}'")
    api = DuckDBAPI(connection)
    linker = Linker(api.register("people"), json.loads(Path(settings).read_text()))
    training = linker.training
    training.estimate_probability_two_random_records_match(["l.doc = r.doc AND l.dob = r.dob"], recall=0.4)
    training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
    for rule in TRAINING:
        training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(found, threshold_match_probability=0.5)
    connection.sql(f"CREATE TABLE groups AS SELECT cluster_id, cluster FROM {clusters.physical_name}")
    seconds = time.monotonic() - began
    used = time.process_time()
    right = pairs(connection, "groups", "cluster_id, cluster")
    f1 = 2 * right / (pairs(connection, "groups", "cluster_id") + pairs(connection, "groups", "cluster"))
    print(f"Splink on DuckDB, one thread: {seconds:.1f} s, {used:.1f} of processors, F1 of clusters in pairs {f1:.4f}")


main(*sys.argv[1:])
