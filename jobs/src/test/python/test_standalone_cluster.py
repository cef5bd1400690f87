"""A standalone cluster with two executors computes the rows that the demo computed in one process."""

import os
import socket
import subprocess
import time
from pathlib import Path

import polars as pl
import pytest

ROOT = Path(__file__).resolve().parents[4]
DEMO = ROOT / "build" / "demo" / "tables"
SPARK_HOME = next(ROOT.glob(".venv/spark/lib/python*/site-packages/pyspark"), Path("no-spark"))
JVM = os.environ.get("CAUDAL_TEST_JVM", "")
ENVIRONMENT = os.environ | {
    "SPARK_HOME": str(SPARK_HOME),
    "SPARK_LOCAL_IP": "127.0.0.1",
    "SPARK_SUBMIT_OPTS": JVM,
    "SPARK_DAEMON_JAVA_OPTS": JVM,
    "SPARK_DAEMON_MEMORY": "256m",
}
JOBS = ["load-exchange-rates", "load-transfers", "cost-transfers", "estimate-corridor-costs"]


@pytest.fixture(scope="module")
def master(tmp_path_factory):
    """Address of a master with two workers of one core each."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    address = f"spark://127.0.0.1:{port}"
    started = []

    def start(name, *arguments):
        log = (tmp_path_factory.getbasetemp() / f"{name}.log").open("w")
        command = [str(SPARK_HOME / "bin" / "spark-class"), f"org.apache.spark.deploy.{arguments[0]}"]
        command += [*arguments[1:], "--host", "127.0.0.1", "--webui-port", "0"]
        started.append(subprocess.Popen(command, env=ENVIRONMENT, stdout=log, stderr=subprocess.STDOUT))

    start("master", "master.Master", "--port", port)
    wait_for(int(port))
    for number in (1, 2):
        work = tmp_path_factory.getbasetemp() / f"work{number}"
        start(f"worker{number}", "worker.Worker", address, "--cores", "1", "--memory", "1g", "--work-dir", str(work))
    yield address
    for process in reversed(started):
        process.terminate()
        process.wait(timeout=30)


def wait_for(port):
    for _ in range(120):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    pytest.fail("the master did not start")


def test_two_executors_give_the_rows_of_one_process(master, tmp_path, tmp_path_factory):
    properties = tmp_path / "executors.conf"
    properties.write_text(f"spark.executor.extraJavaOptions {JVM}\n")
    submitted = subprocess.run(
        [
            str(ROOT / "caudal"),
            "submit",
            "run",
            *JOBS,
            "--conf",
            str(ROOT / "conf" / "demo.yaml"),
            "--set",
            f"tables={tmp_path}/tables",
            "--set",
            f"reports={tmp_path}/reports",
            "--set",
            f"jobs.load-exchange-rates.extract.paths=['{DEMO}/_extracts/rate_sheet/*.csv']",
            "--set",
            f"jobs.load-transfers.extract.paths=['{DEMO}/_extracts/transfer_log/transfers_2025-0[1-3]_*.csv']",
            "--month",
            "2025-01..2025-03",
        ],
        env=ENVIRONMENT
        | {
            "CAUDAL_SPARK_SUBMIT_ARGS": f"--master {master} --properties-file {properties} "
            "--driver-memory 1g --executor-memory 1g "
            "--conf spark.driver.host=127.0.0.1 --conf spark.driver.bindAddress=127.0.0.1"
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert submitted.returncode == 0, submitted.stdout + submitted.stderr[-4000:]

    executors = {
        path.parent.parent.parent.name for path in tmp_path_factory.getbasetemp().glob("work*/app-*/*/stdout")
    }
    assert executors == {"work1", "work2"}
    here = first_quarter(tmp_path / "tables")
    assert here.height > 50
    assert here.equals(first_quarter(DEMO))


def first_quarter(tables):
    key = ["quarter", "sender_country", "receiver_country", "measure", "variant"]
    costs = pl.read_delta(str(tables / "corridor_cost"))
    return costs.filter(pl.col("quarter") == pl.date(2025, 1, 1)).select(sorted(costs.columns)).sort(key)
