package org.caudal.phone.emergency;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Disasters and other events that may have displaced people, and where they struck. */
@Table(
    name = "crisis_event",
    row = "One row an event and area that it struck.",
    key = {"event_id", "level", "zone_id"},
    sensitivity = Sensitivity.OPERATION,
    checks = {
      @Check(
          name = "baseline_whole_weeks",
          sql = "baseline_days BETWEEN 21 AND 56 AND baseline_days % 7 = 0"),
      @Check(name = "ends_in_order", sql = "end_date IS NULL OR end_date >= start_date")
    },
    caveat = "As delivered. Of the days of one event and level the earliest start counts.",
    example = "SELECT event_id, start_date, COUNT(*) FROM crisis_event GROUP BY ALL")
public record CrisisEvent(
    @Doc("Code of the event") String eventId,
    @Doc("Name of the event") String name,
    @Doc("Kind of the event, as the source calls it: disaster, conflict, closure") String kind,
    @Doc("First day on which the event struck") LocalDate startDate,
    @Doc("Last day of the event; null where it is not known or was one day")
        @Nullable LocalDate endDate,
    @Doc("Level of the division") String level,
    @Doc("Area that was struck") String zoneId,
    @Doc("Days before the event that are taken as normal, in whole weeks") @Unit("days")
        int baselineDays,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
