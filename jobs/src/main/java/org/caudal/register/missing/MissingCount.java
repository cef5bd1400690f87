package org.caudal.register.missing;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** How many persons were reported missing, found, and will have been reported. */
@Table(
    name = "missing_count",
    row = "One row a period in which persons were last seen, breakdown and category.",
    key = {"period_start", "breakdown", "category"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "breakdown_known",
          sql = "breakdown IN ('total', 'sex', 'nationality', 'age_band')"),
      @Check(
          name = "parts_of_reported",
          sql =
              "reported = found_alive + found_dead + still_missing AND least(found_alive, found_dead, still_missing) >= 0"),
      @Check(
          name = "status_known",
          sql =
              "status IN ('complete', 'estimated', 'not_over', 'too_few_reports', 'delay_not_observed', 'delay_without_reports')"),
      @Check(
          name = "expected_or_status",
          sql =
              "(status IN ('complete', 'estimated')) = (expected IS NOT NULL AND interval_low IS NOT NULL AND interval_high IS NOT NULL)"),
      @Check(
          name = "interval_in_order",
          sql =
              "expected IS NULL OR (reported <= interval_low AND interval_low <= expected AND expected <= interval_high)")
    },
    caveat =
        "A minimum: persons who are never reported are in no figure, nor in expected. Reports that come later than all delays looked at are in reported once they come, and not in expected before. Not for publication: no disclosure control.",
    example =
        "SELECT period_start, reported, still_missing, expected, interval_low, interval_high FROM missing_count WHERE breakdown = 'total' ORDER BY period_start")
public record MissingCount(
    @Doc("First day of the month or quarter in which the persons were last seen")
        LocalDate periodStart,
    @Doc("M months or Q quarters, SDMX CL_FREQ") String frequency,
    @Doc("By what persons are counted: total, sex, nationality or age_band") String breakdown,
    @Doc(
            "Which of them: of sex 1 male, 2 female, of nationality ISO 3166-1 alpha-3, of age such as 18-29; _T all, _U not known")
        String category,
    @Doc("Persons reported by then") @Unit("persons") long reported,
    @Doc("Of them those found alive by then") @Unit("persons") long foundAlive,
    @Doc("Of them those found dead by then") @Unit("persons") long foundDead,
    @Doc("Of them those still missing then") @Unit("persons") long stillMissing,
    @Doc("Last day that counts") LocalDate asOf,
    @Doc("Persons who will have been reported; null if the status is another than the first two")
        @Unit("persons")
        @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal expected,
    @Doc("Standard error of it by Mack; null where too few delays were seen for one")
        @Unit("persons")
        @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal standardError,
    @Doc("Lower end of the interval of it, the persons reported or more") @Unit("persons")
        @Nullable Long intervalLow,
    @Doc("Upper end of it") @Unit("persons") @Nullable Long intervalHigh,
    @Doc("Level of the interval") @Digits(precision = 7, scale = 6) BigDecimal intervalLevel,
    @Doc(
            "complete, all delays are over; estimated; not_over, the period is not; too_few_reports to learn delays from; delay_not_observed, the records are too short to know one; delay_without_reports, no period had a report before one")
        String status,
    @Doc("Reports from which delays are learnt") @Unit("reports") long learntFrom) {}
