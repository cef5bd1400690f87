"""The DAG runs for real: Airflow, spark-submit, the PyPI distribution of Spark, the demo's extract."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import HOME, ROOT, SPARK_HOME

DEMO = ROOT / "build" / "demo" / "tables"

# From a file to the page. The other tables and the files are those that the demo has left.
RIVER = "load-exchange-rates cost-transfers publish-indicators"
TABLES = "transfer corridor_flow corridor_cost quote_cost"


@pytest.fixture(scope="module", autouse=True)
def database():
    subprocess.run([sys.executable, "-m", "airflow", "db", "migrate"], check=True, capture_output=True)


@pytest.fixture(scope="module", autouse=True)
def tables():
    for table in TABLES.split():
        if not (DEMO / table).is_dir():
            pytest.fail(f"there is no {DEMO / table}: run `./caudal test airflow`")
        shutil.copytree(DEMO / table, HOME / "tables" / table)


def run(jobs, month):
    """Runs the DAG once in this process group; returns what it printed."""
    if not SPARK_HOME.is_dir():
        pytest.fail(f"there is no {SPARK_HOME}: run `./caudal test airflow`")
    environment = os.environ | {
        "CAUDAL_HOME": str(ROOT),
        "CAUDAL_CONF": str(ROOT / "airflow" / "tests" / "airflow.yaml"),
        "CAUDAL_TEST_ROOT": str(HOME),
        "CAUDAL_DAG_JOBS": jobs,
    }
    done = subprocess.run(
        [sys.executable, "-m", "airflow", "dags", "test", "caudal", "--conf", json.dumps({"month": month})],
        env=environment,
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def told(output):
    """What a failed run says, without the scheduler's own chatter."""
    return "\n".join(line for line in output.splitlines() if "No tasks to run" not in line)[-8000:]


def versions(table):
    return len(list((HOME / "tables" / table / "_delta_log").glob("*.json")))


def months(table):
    return {folder.name for folder in (HOME / "tables" / table).glob("*=*")}


def test_a_month_is_run_run_again_and_another_month_added():
    code, output = run(RIVER, "2025-01")
    assert code == 0, told(output)
    assert months("transfer_cost") == {"execution_month=2025-01-01"}
    assert (HOME / "tables" / "_reports" / "index.html").stat().st_size > 10_000

    before = versions("transfer_cost")
    code, output = run("cost-transfers", "2025-01")
    assert code == 0, told(output)
    assert versions("transfer_cost") == before  # nothing to do

    code, output = run("cost-transfers", "2025-02")
    assert code == 0, told(output)
    assert months("transfer_cost") == {"execution_month=2025-01-01", "execution_month=2025-02-01"}


def test_a_wrong_month_fails_the_run_at_once():
    code, output = run("cost-transfers", "2025-13")
    assert code != 0
    assert "must be a month such as 2025-03" in output
    assert output.count("Spark-Submit cmd") == 1  # not tried again
