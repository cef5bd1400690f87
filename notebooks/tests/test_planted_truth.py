"""The demo's figures against what was planted in its country: every flow, cost and defect."""

import json
import math
import os
from collections import Counter
from functools import cache
from pathlib import Path

import polars as pl
import pytest

TABLES = Path(os.environ["CAUDAL_TABLES"])
CORRIDORS = 12
MONTHS = 6
QUARTERS = 2
# 4 flows a month; 4 costs in 2 variants a quarter.
FIGURES = CORRIDORS * (MONTHS * 4 + QUARTERS * 4 * 2)
# The chance that any of the intervals of this level misses is at most 5 % (Bonferroni).
SIMULTANEOUS = 1 - 0.05 / FIGURES


def rows(table):
    return pl.read_delta(str(TABLES / table)).to_dicts()


@cache
def student(level, freedom):
    """Half-width of a two-sided interval in standard errors: Student's t, by Simpson's rule and halving."""
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)

    def density(t):
        return scale * (1 + t * t / freedom) ** (-(freedom + 1) / 2)

    def within(end, steps=2000):
        width = end / steps
        inner = sum((4 if i % 2 else 2) * density(i * width) for i in range(1, steps))
        return 2 * width / 3 * (density(0) + inner + density(end))

    low, high = 0.0, 50.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle) < level else (low, middle)
    return low


def key(row, period, variant):
    return (row[period], row["sender_country"], row["receiver_country"], row["measure"], variant)


@pytest.fixture(scope="module")
def truth():
    return {key(row, "period_start", row["variant"]): float(row["truth"]) for row in rows("planted_corridor")}


@pytest.fixture(scope="module")
def estimates():
    flows = {key(row, "month", ""): row for row in rows("corridor_flow")}
    return flows | {key(row, "quarter", row["variant"]): row for row in rows("corridor_cost")}


@pytest.fixture(scope="module")
def planted():
    return rows("planted_defect")


@pytest.fixture(scope="module")
def load():
    """What the run says of the loading of transfers."""
    reports = [json.loads(path.read_text()) for path in (TABLES.parent / "reports").glob("*/report.json")]
    jobs = [job for report in sorted(reports, key=lambda r: r["run"]) for job in report["jobs"]]
    return [job for job in jobs if job["job"] == "load-transfers" and job["status"] == "done"][-1]


def test_students_quantiles_are_those_of_the_tables():
    assert round(student(0.95, 9), 3) == 2.262
    assert round(student(0.99, 30), 3) == 2.750


def test_every_planted_flow_and_mean_cost_is_within_its_simultaneous_interval(truth, estimates):
    """Medians are left to the next test: their intervals are no multiples of a standard error."""
    assert len(estimates) == FIGURES
    misses = []
    for figure, row in estimates.items():
        if row["measure"] != "median":
            senders = "converted_sender_count" if row["measure"] in ("value", "average") else "sender_count"
            estimate, freedom = float(row["estimate"]), row[senders] - 1
            half = float(row["interval_high"]) - estimate
            assert float(row["interval_level"]) == 0.95
            if abs(truth[figure] - estimate) > half * student(SIMULTANEOUS, freedom) / student(0.95, freedom):
                misses.append(figure)
    assert misses == []


def test_of_twenty_intervals_about_one_misses_the_planted_figure(truth, estimates):
    """
    The corridors of a measure and period have senders of their own, so their misses are
    independent: more than four of twelve has a chance of 0.0002, so in any of the 40 measures and
    periods 0.8 %.
    """
    misses = [
        figure
        for figure, row in estimates.items()
        if not float(row["interval_low"]) <= truth[figure] <= float(row["interval_high"])
    ]
    groups = Counter((period, measure, variant) for period, _, _, measure, variant in misses)
    assert {group: count for group, count in groups.items() if count > 4} == {}
    assert len(misses) <= FIGURES / 10


def test_averages_of_quotes_are_the_planted_ones_exactly(truth):
    averages = [row for row in rows("quote_cost") if row["measure"] == "simple_average"]
    assert len(averages) == CORRIDORS * QUARTERS * 2
    for row in averages:
        measure = f"quote_average_{int(row['amount_usd'])}"
        planted = truth[(row["quarter"], row["sender_country"], row["receiver_country"], measure, "")]
        assert round(float(row["estimate"]), 6) == planted, row


def test_every_estimate_is_published_or_suppressed():
    statuses = Counter(row["disclosure_status"] for row in rows("indicator"))
    assert sum(statuses.values()) == FIGURES + len(rows("quote_cost"))
    # Haiti is dominated by one provider: 4 flows of each month and 8 costs of each quarter at least.
    assert statuses["suppressed_primary"] >= MONTHS * 4 + QUARTERS * 8


def places(planted, fate):
    found = {(row["file_name"], row["line_number"], row["detail"]) for row in planted if row["fate"] == fate}
    assert found
    return found


def found(rows, detail):
    found = {(row["source_file"], row["source_position"], row[detail]) for row in rows}
    assert len(found) == len(rows)
    return found


def test_every_broken_record_is_rejected_at_its_line_by_its_rule_and_no_other(planted):
    rejected = rows("rejected_row")
    assert found(rejected, "source_column") == places(planted, "rejected")
    rules = {(row["source_file"], row["source_position"]): row["rule"] for row in rejected}
    kinds = {
        (row["kind"], rules[(row["file_name"], row["line_number"])]) for row in planted if row["fate"] == "rejected"
    }
    assert kinds == {
        ("impossible_day", "wrong-type"),
        ("ancient_day", "execution-day-possible"),
        ("future_day", "execution-day-possible"),
        ("unknown_country", "country-known"),
        ("missing_country", "missing-value"),
        ("negative_amount", "amount-positive"),
        ("missing_amount", "missing-value"),
        ("decimal_comma", "wrong-type"),
    }


def test_every_repeated_line_is_a_duplicate_at_its_line_and_no_other(planted):
    assert found(rows("duplicate_row"), "kind") == places(planted, "duplicate")


def test_every_wrong_rate_is_set_aside_at_its_line_with_its_reason_and_no_other(planted):
    identity = ["execution_month", "provider_id", "transfer_id"]
    transfers = {tuple(row[name] for name in identity): row for row in rows("transfer")}
    aside = [
        transfers[tuple(row[name] for name in identity)] | {"cost_status": row["cost_status"]}
        for row in rows("transfer_cost")
        if row["cost_status"] != "ok"
    ]
    assert found(aside, "cost_status") == places(planted, "cost_status")


def test_every_birth_after_the_transfer_is_warned_of_and_no_other(planted, load):
    births = places(planted, "warned")
    without_band = [row | {"column": "sender_birth_date"} for row in rows("transfer") if row["sender_age_band"] is None]
    assert found(without_band, "column") == births
    # A wrong rate does not lead from what was sent to what was paid out.
    assert load["warnings"] == {
        "birth-date-possible": len(births),
        "amounts-agree": len(places(planted, "cost_status")),
    }


def test_what_is_read_is_loaded_rejected_or_a_duplicate(planted, load):
    lines = 0
    for log in (TABLES / "_extracts" / "transfer_log").glob("*.csv"):
        lines += log.read_bytes().count(b"\n") - 1
    wrong, repeated = len(places(planted, "rejected")), len(places(planted, "duplicate"))
    counts = (load["rows_in"], load["rows_out"], load["rows_rejected"], load["rows_duplicate"])
    assert counts == (lines, lines - wrong - repeated, wrong, repeated)
    assert len(rows("transfer")) == lines - wrong - repeated
