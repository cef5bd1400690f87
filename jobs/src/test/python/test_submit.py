"""What ./caudal submit hands to spark-submit."""

import os
import shlex
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def submit(spark, **variables):
    environment = os.environ | {"SPARK_HOME": str(spark)} | variables
    command = [str(ROOT / "caudal"), "submit", "list"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd="/").stdout


def test_options_may_stand_on_several_lines(tmp_path):
    options = "--master yarn --num-executors 8\n     --executor-memory 8g\n"
    line = shlex.split(submit(tmp_path, CAUDAL_PRINT="1", CAUDAL_SPARK_SUBMIT_ARGS=options))
    assert line[5:-2] == ["--master", "yarn", "--num-executors", "8", "--executor-memory", "8g"]
    assert line[-1] == "list"


def test_there_may_be_no_options(tmp_path):
    line = shlex.split(submit(tmp_path, CAUDAL_PRINT="1", CAUDAL_SPARK_SUBMIT_ARGS=""))
    assert line[5:] == [str(ROOT / "jobs" / "target" / "caudal.jar"), "list"]
