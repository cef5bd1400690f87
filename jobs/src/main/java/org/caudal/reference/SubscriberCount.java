package org.caudal.reference;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Subscribers as operators or their regulator report them. */
@Table(
    name = "subscriber_count",
    row = "One row a day, operator, area, sex and age band of the registered owners.",
    key = {"count_date", "operator_id", "zone_id", "sex", "age_band"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "sex_known", sql = "sex IN (0, 1, 2, 9)"),
      @Check(name = "sims_possible", sql = "sims >= 0")
    },
    caveat = "SIM cards, not persons; of the registered owner, where the card was first used.",
    example = "SELECT operator_id, SUM(sims) FROM subscriber_count GROUP BY operator_id")
public record SubscriberCount(
    @Doc("Day of the count") LocalDate countDate,
    @Doc("Operator") String operatorId,
    @Doc("Area; empty for the country") String zoneId,
    @Doc(
            "ISO 5218: 1 male, 2 female, 9 not applicable, as of machines, which no weight is brought to; 0 for all")
        int sex,
    @Doc("Age of the owner in completed years, as 18-29; empty where there is none") String ageBand,
    @Doc("Valid SIM cards, used or not") @Unit("devices") long sims,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
