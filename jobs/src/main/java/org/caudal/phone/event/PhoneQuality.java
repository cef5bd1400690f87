package org.caudal.phone.event;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** How good the phone records of a day are. */
@Table(
    name = "phone_quality",
    row = "One row a day, operator and measure; a day without any event has the measure events, 0.",
    key = {"event_date", "operator_id", "measure"},
    partitionedBy = {"event_date"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {@Check(name = "status_known", sql = "status IN ('ok', 'warning', 'critical')")},
    caveat =
        "Holidays, storms and strikes look like faults. A fault that lasts as long as the look-back looks usual.",
    example =
        "SELECT event_date, operator_id, measure, value, low, high FROM phone_quality WHERE status <> 'ok' ORDER BY event_date")
public record PhoneQuality(
    @Doc("Day, local calendar of the source") LocalDate eventDate,
    @Doc("Operator") String operatorId,
    @Doc(
            "What is measured: events, devices, cells, lines of files; events_a_device; position_error_m, mean in metres; hours_without_events; shares from 0 to 1: inbound, without_cell, unknown_cell, invalid_cell, impossible, suspicious and conflicting of events, unknown_country of events abroad and of visitors, rejected and duplicate of lines, busiest_hour of events, silent_cell and new_cell of cells")
        String measure,
    @Doc("The measure on the day") double value,
    @Doc("Median of the same weekday in the weeks before; null where there are too few")
        @Nullable Double expected,
    @Doc("1.4826 times the median absolute deviation of those days; null where there are too few")
        @Nullable Double spread,
    @Doc("A smaller value is a warning; null for no such limit") @Nullable Double low,
    @Doc("A larger value is a warning; null for no such limit") @Nullable Double high,
    @Doc("ok; warning: outside low to high; critical: far outside, or no event on the day")
        String status) {}
