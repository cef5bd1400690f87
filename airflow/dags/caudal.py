"""Caudal in Airflow: a task a job and its check after it, in the order of the manifest.

The manifest is a checked-in file, so that reading this DAG starts no JVM. Settings come from the
environment: CAUDAL_HOME (the source tree or an unpacked release), CAUDAL_CONF (a configuration; its
tables root must be seen by the cluster) and, where it is not there yet, CAUDAL_MANIFEST. The tasks are
the jobs for which the configuration has a section, or those of CAUDAL_DAG_JOBS. Jobs are idempotent: a
repeated task says "nothing to do", a task killed in the middle is run again without harm.
"""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import DAG, Asset, CronDataIntervalTimetable, Param, TaskGroup
from airflow.sdk.exceptions import AirflowException, AirflowFailException

HOME = Path(os.environ.get("CAUDAL_HOME") or Path(__file__).resolve().parents[2])
CONF = os.environ.get("CAUDAL_CONF", str(HOME / "conf" / "demo.yaml"))
MANIFEST = Path(os.environ.get("CAUDAL_MANIFEST", Path(__file__).resolve().parents[1] / "manifest.json"))


class Configuration(yaml.SafeLoader):
    """Leaves files that a configuration names with !file to the jobs."""


Configuration.add_constructor("!file", lambda loader, node: node.value)
CHOSEN = os.environ.get("CAUDAL_DAG_JOBS", "").split() or yaml.load(Path(CONF).read_text(), Configuration)["jobs"]

# The month of the run: the parameter, else that of the data interval. A run without one, as has no
# logical date, takes the month before the one in which it starts.
MONTH = (
    "{{ params.month or (data_interval_start | default(none)"
    " or dag_run.run_after.replace(day=1) - macros.timedelta(days=1)).strftime('%Y-%m') }}"
)


class CaudalOperator(SparkSubmitOperator):
    """Does not try again what cannot get better: a wrong configuration (2) or broken data (3)."""

    def execute(self, context):
        try:
            return super().execute(context)
        except AirflowException as error:
            if any(f"Error code is: {code}." in str(error) for code in (2, 3)):
                raise AirflowFailException(str(error)) from error
            raise


def submit(task_id, arguments, retries, **more):
    """A task that hands one command of Caudal to spark-submit."""
    return CaudalOperator(
        task_id=task_id,
        conn_id="spark_default",
        name=f"caudal {arguments[0]} {' '.join(arguments[1:2])}".strip(),
        application=str(HOME / "jobs" / "target" / "caudal.jar"),
        java_class="org.caudal.Caudal",
        jars=",".join(sorted(str(jar) for jar in (HOME / "jobs" / "target" / "beside").glob("*.jar"))),
        application_args=[*arguments, "--conf", CONF],
        env_vars={"CAUDAL_HOME": str(HOME)},
        retries=retries,
        retry_delay=timedelta(minutes=2),
        **more,
    )


with DAG(
    dag_id="caudal",
    description="Loads, estimates and publishes.",
    schedule=CronDataIntervalTimetable("@monthly", timezone="UTC"),  # a month that has ended
    start_date=datetime(2025, 1, 1),
    catchup=False,
    max_active_runs=1,
    params={
        "month": Param(
            "",
            type="string",
            pattern=r"^$|^\d{4}-\d{2}(\.\.\d{4}-\d{2})?$",
            description="A month such as 2025-03 or a span such as 2025-01..2025-06; empty for the last that has ended.",
        )
    },
    tags=["caudal"],
) as dag:
    manifest = json.loads(MANIFEST.read_text())
    if unknown := set(CHOSEN) - {job["name"] for job in manifest}:
        raise AirflowException(f"{MANIFEST} has no {', '.join(sorted(unknown))}: mend CAUDAL_DAG_JOBS or {CONF}")
    jobs = [job for job in manifest if job["name"] in CHOSEN]
    groups = {}
    for job in jobs:
        with TaskGroup(job["name"].replace("-", "_"), tooltip=job["summary"]) as group:
            month = ["--month", MONTH] if job["monthly"] else []
            run = submit("run", ["run", job["name"], *month], job["retries"])
            if job["check"]:
                asset = Asset(f"delta://caudal/{job['writes']}")
                run >> submit("check", ["check", job["check"]], retries=0, outlets=[asset])
        groups[job["name"]] = group
    for job in jobs:
        for upstream in job["upstream"]:
            if upstream in groups:
                groups[upstream] >> groups[job["name"]]
    if "publish-indicators" in groups:
        groups["publish-indicators"] >> submit("report", ["report"], retries=1)
