"""The DAG follows the manifest and costs little to read."""

import importlib.util
import json
import time
from types import SimpleNamespace

import pendulum
import pytest
import yaml
from airflow.sdk.exceptions import AirflowException
from airflow.sdk.execution_time import macros
from airflow.serialization.serialized_objects import DagSerialization
from airflow.timetables.base import TimeRestriction
from conftest import ROOT

CONFIGURED = yaml.safe_load((ROOT / "conf" / "demo.yaml").read_text())["jobs"]
MANIFEST = [
    job for job in json.loads((ROOT / "airflow" / "manifest.json").read_text()) if job["name"] in CONFIGURED
]


@pytest.fixture(scope="module")
def dag():
    return load().dag


def load():
    spec = importlib.util.spec_from_file_location("caudal_dag", ROOT / "airflow" / "dags" / "caudal.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def group(job):
    return job["name"].replace("-", "_")


def test_every_configured_job_has_its_run_and_every_table_its_check(dag):
    assert {job["name"] for job in MANIFEST} == set(CONFIGURED)
    expected = {f"{group(job)}.run" for job in MANIFEST}
    expected |= {f"{group(job)}.check" for job in MANIFEST if job["check"]}
    assert set(dag.task_ids) == expected | {"report"}


def test_jobs_wait_for_the_checks_of_their_inputs(dag):
    for job in MANIFEST:
        last = {name: "check" if entry["check"] else "run" for name, entry in by_name().items()}
        wanted = {f"{name.replace('-', '_')}.{last[name]}" for name in job["upstream"] if name in last}
        assert dag.get_task(f"{group(job)}.run").upstream_task_ids == wanted
    assert dag.get_task("report").upstream_task_ids == {"publish_indicators.check"}


def by_name():
    return {job["name"]: job for job in MANIFEST}


def test_there_is_no_cycle(dag):
    dag.check_cycle() if hasattr(dag, "check_cycle") else dag.topological_sort()


def test_each_check_updates_the_asset_of_its_table(dag):
    for job in MANIFEST:
        if job["check"]:
            outlets = dag.get_task(f"{group(job)}.check").outlets
            assert [asset.uri for asset in outlets] == [f"delta://caudal/{job['writes']}"]


def test_the_jobs_can_be_named(monkeypatch):
    monkeypatch.setenv("CAUDAL_DAG_JOBS", "cost-transfers")
    monkeypatch.setenv("CAUDAL_CONF", "no such file")
    assert set(load().dag.task_ids) == {"cost_transfers.run", "cost_transfers.check"}


def test_a_job_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("CAUDAL_DAG_JOBS", "cost-transfers cost-transfer")
    with pytest.raises(AirflowException, match="has no cost-transfer: mend CAUDAL_DAG_JOBS"):
        load()


@pytest.mark.parametrize("conf", sorted((ROOT / "conf").glob("*.yaml")), ids=lambda conf: conf.stem)
def test_every_configuration_makes_a_dag(monkeypatch, conf):
    monkeypatch.setenv("CAUDAL_CONF", str(conf))
    assert load().dag.task_ids


def test_the_scheduled_run_computes_the_month_that_has_ended(dag):
    timetable = DagSerialization.from_dict(DagSerialization.to_dict(dag)).timetable
    december = TimeRestriction(earliest=pendulum.datetime(2026, 12, 1), latest=None, catchup=True)
    scheduled = timetable.next_dagrun_info(last_automated_data_interval=None, restriction=december)
    assert scheduled.run_after == pendulum.datetime(2027, 1, 1)
    assert month(dag, "", data_interval_start=scheduled.data_interval.start) == "2026-12"


@pytest.mark.parametrize("day, ended", [((2027, 1, 1), "2026-12"), ((2027, 3, 31), "2027-02")])
def test_a_run_without_an_interval_computes_the_month_before_it_starts(dag, day, ended):
    started = SimpleNamespace(run_after=pendulum.datetime(*day, 9))
    assert month(dag, "", dag_run=started) == ended


def test_the_month_that_is_asked_for_wins(dag):
    assert month(dag, "2025-03", data_interval_start=pendulum.datetime(2026, 12, 1)) == "2025-03"


def month(dag, asked, **context):
    """The month as a task hands it to the job."""
    task = dag.get_task("cost_transfers.run")
    rendered = task.render_template(
        task.application_args,
        {"params": {"month": asked}, "macros": macros} | context,
        dag.get_template_env(),
    )
    return rendered[rendered.index("--month") + 1]


def test_only_monthly_jobs_take_the_month(dag):
    for job in MANIFEST:
        arguments = dag.get_task(f"{group(job)}.run").application_args
        assert ("--month" in arguments) == job["monthly"]


def test_the_manifest_is_small_and_the_dag_is_read_in_a_tenth_of_a_second():
    assert (ROOT / "airflow" / "manifest.json").stat().st_size < 100_000
    load()  # Airflow itself is imported by now
    seconds = min(timed() for _ in range(10))
    assert seconds < 0.1


def timed():
    """Seconds of this process, whatever else the machine does."""
    start = time.process_time()
    load()
    return time.process_time() - start
