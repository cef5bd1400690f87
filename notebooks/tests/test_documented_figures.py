"""Figures that the documentation shows are in the demo's tables, and its Python listings run on them."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = Path(os.environ["CAUDAL_TABLES"])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def table_of(command):
    """The table whose rows a command of the demo prints; None for other commands."""
    words = shlex.split(command, comments=True)
    if words[:2] == ["./caudal", "demo"]:
        return "run"
    if words[:2] == ["./caudal", "show"] and "conf/demo.yaml" in words:
        return words[2]
    return None


def outputs():
    """Page, table and lines of each block of output that follows a command of the demo."""
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        table = None
        for language, text in BLOCK.findall(page.read_text(encoding="utf-8")):
            if language == "sh":
                table = next(filter(None, map(table_of, text.splitlines())), None)
            elif language == "text" and table:
                yield page.relative_to(ROOT), table, text.splitlines()
                table = None


def shown(value):
    """A value as the command line prints it."""
    return "" if value is None else re.sub(r"(\.\d{6}|)\+00:00$", "", str(value))


def rows(table):
    return [{shown(value) for value in row.values()} for row in pl.read_delta(str(TABLES / table)).to_dicts()]


def cells(line, table):
    found = {cell.strip() for cell in re.split(r"\s{2,}", line.strip())}
    return {cell.replace(",", "") for cell in found} if table == "run" else found


@pytest.mark.parametrize("page, table, lines", [pytest.param(*o, id=f"{o[0]}:{o[1]}") for o in outputs()])
def test_every_row_shown_is_a_row_of_the_table(page, table, lines):
    known = rows(table)
    figures = [line for line in lines[1:] if line.strip() not in ("", "...") and not line.startswith("warning")]
    assert figures
    for line in figures:
        wanted = cells(line, table)
        assert any(wanted <= row for row in known), f"{page}: no row of {table} holds {line.strip()!r}"


def test_there_are_figures_to_check():
    assert len(list(outputs())) >= 8


def test_python_listings_run(tmp_path):
    page = (ROOT / "docs" / "how-to" / "read-published-tables.md").read_text(encoding="utf-8")
    listings = [text for language, text in BLOCK.findall(page) if language == "python"]
    assert len(listings) >= 3
    for listing in listings:
        code = listing.replace("build/demo/tables", str(TABLES))
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    lines = (tmp_path / "indicator.csv").read_text(encoding="utf-8").splitlines()
    indicator = pl.read_delta(str(TABLES / "indicator"))
    assert len(lines) == 1 + indicator.filter(pl.col("disclosure_status").str.starts_with("published")).height
