package org.caudal.register.missing;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** How far estimates of reports to come were from what came. */
@Table(
    name = "missing_accuracy",
    row =
        "One row a breakdown and number of periods between that last seen in and that looked at from.",
    key = {"breakdown", "lag"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "parts_of_estimates", sql = "covered + too_high + too_low = estimates")
    },
    caveat =
        "Estimates of periods in a row learn from nearly the same reports: they are fewer than they seem.",
    example =
        "SELECT lag, covered, estimates, mean_width FROM missing_accuracy WHERE breakdown = 'total' ORDER BY lag")
public record MissingAccuracy(
    @Doc("By what persons are counted, as in missing_count; all categories together")
        String breakdown,
    @Doc("Periods from that in which persons were last seen to that of the earlier reference day")
        @Unit("periods")
        int lag,
    @Doc("Estimates of the past whose final number is known") @Unit("estimates") long estimates,
    @Doc("Those of which the interval holds it") @Unit("estimates") long covered,
    @Doc("Those of which the interval begins above it") @Unit("estimates") long tooHigh,
    @Doc("Those of which the interval ends below it") @Unit("estimates") long tooLow,
    @Doc("Periods of the past without an estimate") @Unit("periods") long without,
    @Doc("Mean number reported at the time; null without estimates")
        @Unit("persons")
        @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal meanReported,
    @Doc("Mean number in the end") @Unit("persons") @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal meanFinal,
    @Doc("Mean of estimate less number in the end")
        @Unit("persons")
        @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal meanError,
    @Doc("Mean of that without its sign") @Unit("persons") @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal meanAbsoluteError,
    @Doc("Mean of upper less lower end of the interval")
        @Unit("persons")
        @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal meanWidth) {}
