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


def test_the_program_is_told_where_its_files_are(tmp_path):
    program = tmp_path / "bin" / "spark-submit"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "$CAUDAL_HOME"\n')
    program.chmod(0o755)
    assert submit(tmp_path, CAUDAL_HOME="elsewhere") == f"{ROOT}\n"
