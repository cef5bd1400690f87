package org.caudal.register.stock;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** How many members abroad households have, with the error of the sample. */
@Table(
    name = "emigrant_stock",
    row =
        "One row a source, reference date and combination of characteristics that a member abroad who was declared has; _T stands for all, as in SDMX.",
    key = {
      "source_id",
      "reference_date",
      "area_id",
      "destination",
      "sex",
      "age_band",
      "departure_period"
    },
    clusteredBy = {"reference_date", "destination"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "persons_possible", sql = "persons >= 0 AND sampled > 0"),
      @Check(
          name = "cell_key_possible",
          sql = "cell_key IS NULL OR cell_key BETWEEN 0 AND 4294967295"),
      @Check(
          name = "interval_holds_figure",
          sql = "interval_low IS NULL OR (interval_low <= persons AND persons <= interval_high)")
    },
    caveat =
        "A minimum: households that left as a whole declare nobody, and no interval knows it. Members declared by two households count twice. Combinations that nobody who was declared has are no zeros: they have no row. Not for publication: no disclosure control.",
    example =
        "SELECT destination, persons, interval_low, interval_high FROM emigrant_stock WHERE crossed_by = 'destination'")
public record EmigrantStock(
    @Doc("Name of the census or survey") String sourceId,
    @Doc("Day for which it was asked") LocalDate referenceDate,
    @Doc("The characteristics that are crossed, apart by blanks; empty for all emigrants")
        String crossedBy,
    @Doc("Area of the household, which the emigrant left, zone_id; _T all") String areaId,
    @Doc("Country where the emigrant lives, ISO 3166-1 alpha-3; _U unknown, _T all")
        String destination,
    @Doc("ISO 5218: 1 male, 2 female; _U unknown, _T all") String sex,
    @Doc("Completed years in bands of five, 00-04 to 85+; _U unknown, _T all") String ageBand,
    @Doc(
            "Calendar years from that of departure to that of the survey: 0-4, 5-9, 10+; _U unknown, _T all")
        String departurePeriod,
    @Doc("Emigrants with a household left behind")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal persons,
    @Doc(
            "Standard error of the sampling; 0 where all were asked; null where one sampling unit was drawn")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal standardError,
    @Doc("Lower end of the log-normal interval; null without an error")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal intervalLow,
    @Doc("Upper end of the interval, in the same way; null without an error")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc("Emigrants declared who have the characteristics") @Unit("persons") long sampled,
    @Doc("Sampling units of the households that declared them; 1 in a full count")
        @Unit("sampling units")
        long clusters,
    @Doc("Degrees of freedom: sampling units less strata, of the strata that they are from")
        int degrees,
    @Doc("Of all residents, the share that was asked") @Digits(precision = 18, scale = 9)
        BigDecimal sampledShare,
    @Doc("Whether weights were brought to known residents, in one area or more")
        boolean isCalibrated,
    @Doc(
            "Sum of the record keys of the emigrants declared, modulo 2^32; null of samples, which need no noise")
        @Nullable Long cellKey) {

  /** Columns of the characteristics by which emigrants can be crossed. */
  public static final List<String> CHARACTERISTICS =
      List.of("area_id", "destination", "sex", "age_band", "departure_period");
}
