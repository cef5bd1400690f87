package org.caudal.publication;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** Published figures with interval, observations, method, source, vintage and disclosure status. */
@Table(
    name = "indicator",
    row = "One row a published figure, or the place of a suppressed one.",
    key = {
      "indicator_id",
      "unit",
      "period_start",
      "area_level",
      "origin_area",
      "destination_area",
      "subject_id"
    },
    partitionedBy = {"frequency"},
    clusteredBy = {"indicator_id", "period_start"},
    sensitivity = Sensitivity.PUBLISHED,
    checks = {
      @Check(
          name = "disclosure_status_known",
          sql =
              "disclosure_status IN ('published', 'published_with_noise', 'suppressed_primary', 'suppressed_secondary')"),
      @Check(
          name = "suppressed_is_empty",
          sql =
              "disclosure_status LIKE 'published%' OR (value IS NULL AND interval_low IS NULL AND interval_high IS NULL AND observations IS NULL)"),
      @Check(
          name = "published_is_whole",
          sql =
              "disclosure_status NOT LIKE 'published%' OR (value IS NOT NULL AND interval_low IS NOT NULL AND interval_high IS NOT NULL AND observations IS NOT NULL)")
    },
    example =
        "SELECT period_start, value, interval_low, interval_high FROM indicator WHERE indicator_id = 'remittance_cost_volume' AND disclosure_status = 'published'")
public record Indicator(
    @Doc("Code of the indicator; see the list on the reference page of indicators")
        String indicatorId,
    @Doc("W weekly, M monthly, Q quarterly or A annual, SDMX CL_FREQ") String frequency,
    @Doc("First day of the period") LocalDate periodStart,
    @Doc("Level of the areas: country, or a level of zone") String areaLevel,
    @Doc(
            "Country the money is sent from or who emigrates leaves, ISO 3166-1 alpha-3; area that devices leave or lived in or residents fled from or emigrants left, zone_id. _T all, _X not specified, _Z none, as in SDMX")
        String originArea,
    @Doc(
            "Country the money is paid out in, who immigrates comes to or members abroad live in, ISO 3166-1 alpha-3; area that devices come to or live in or residents are present in, zone_id. _T all, _X not specified, _Z none, as in SDMX")
        String destinationArea,
    @Doc(
            "What the figure is of where areas do not say it: an event that displaced people, as in crisis_event; a hidden population, as in capture_history; the citizenship of who crossed the border, ISO 3166-1 alpha-3; characteristics of residents and members abroad, as sex=2 age_band=15-19, or of missing persons, one at a time. _T all, _Z none, as in SDMX")
        String subjectId,
    @Doc("The figure; null when suppressed") @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal value,
    @Doc("Unit of the value") String unit,
    @Doc("Lower end of the interval; null when suppressed") @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal intervalLow,
    @Doc("Upper end of the interval; null when suppressed") @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc("Transfers, quotes, distinct devices or persons behind the figure; null when suppressed")
        @Nullable Long observations,
    @Doc("transfers, quotes, devices or persons") String observationUnit,
    @Doc("How the figure and its interval were computed") String method,
    @Doc("What the figure was computed from") String source,
    @Doc("Day the estimate was made") LocalDate vintage,
    @Doc(
            "published, published_with_noise (by the cell key method: such figures do not add up), suppressed_primary or suppressed_secondary")
        String disclosureStatus,
    @Doc("The rule that decided the status") String disclosureRule) {}
