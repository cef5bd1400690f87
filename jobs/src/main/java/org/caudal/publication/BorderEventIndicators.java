package org.caudal.publication;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.register.border.BorderEvent;
import org.caudal.register.border.TemporaryPopulation;

/**
 * Transits, overstays, circular moves, returns, reunifications and entries of children alone of
 * each month at the border, and who was in the country at its end without living there, of all and
 * by citizenship. The figure is what is certain; the interval begins there and ends at what is
 * possible. Months are published when they have been over for half a year, when admissions of
 * visitors are over; reunifications and the temporary population after a year, when no first permit
 * is to come and who is still there has become a resident. Later vintages differ still: who was
 * taken to overstay, and then enters again, left unseen on a day that nobody knows, and is possible
 * only from then on.
 *
 * <p><b>Disclosure.</b> A total of few travellers is hidden. Citizenships of few are pooled, as
 * those of {@link BorderIndicators} are. The events that are possible only are told in full steps
 * of the minimum, rounded up: where they are few it cannot be told that there are any. Returns are
 * a part of the immigrations of nationals: they are shown where these are published and the others
 * among them are not few, and of all only, as only nationals return. Reunifications are nearly a
 * part of those of foreigners, and are shown likewise. Hidden ones do not tell which of the two was
 * few.
 */
final class BorderEventIndicators {
  /** Months after its end when a month is published; admissions of visitors are over by then. */
  private static final int MONTHS_AFTER = 6;

  /** That of reunifications and of who may yet become a resident within a year. */
  private static final int MONTHS_AFTER_ARRIVAL = 12;

  private static final String CONTRIBUTORS = "travellers";
  private static final String TEMPORARY_POPULATION = "temporary_population";

  /** Events of nationals only, or of families and children, who are told apart by citizenship. */
  private static final Object[] TOTALS_ONLY = {"return", "reunification", "unaccompanied_minor"};

  private BorderEventIndicators() {}

  /**
   * One row an event, month and citizenship.
   *
   * @param migrations published migrations, of {@link BorderIndicators}
   */
  static Dataset<Row> of(Inputs in, Dataset<Row> migrations, PublishIndicators.Params p) {
    int minimum = p.border().minimumTravellers();
    List<Dataset<Row>> there = new ArrayList<>();
    if (in.isThere(BorderEvent.class)) {
      there.add(in.table(BorderEvent.class));
    }
    if (in.isThere(TemporaryPopulation.class)) {
      there.add(temporaryPopulation(in, p.border().rule()));
    }
    Dataset<Row> events =
        there.stream()
            .reduce(Dataset::unionByName)
            .orElseThrow()
            .filter(
                add_months(
                        col("month"),
                        when(
                                isReunification().or(isTemporaryPopulation()),
                                MONTHS_AFTER_ARRIVAL + 1)
                            .otherwise(MONTHS_AFTER + 1))
                    .leq(date_add(col("as_of"), 1)))
            .filter(isOfRule(p.border().rule()));
    Column isTotal = col("nationality").equalTo(BorderIndicators.ALL);
    Dataset<Row> totals =
        events
            .filter(isTotal)
            .join(immigrations(migrations, p.border().country()), isPartOf(), "left")
            .withColumn(
                "immigrations",
                when(isReturn(), col("nationals"))
                    .otherwise(col("everyone").minus(col("nationals"))))
            .drop("immigrated_in", "nationals", "everyone")
            .transform(rows -> decided(rows, minimum));
    Dataset<Row> citizenships =
        events
            .filter(not(isTotal).and(not(col("event").isin(TOTALS_ONLY))).and(col("least").gt(0)))
            .transform(rows -> BorderIndicators.unpooled(rows, minimum, CONTRIBUTORS, "event"))
            .withColumn("immigrations", lit(null).cast("bigint"))
            .withColumn(Suppression.STATUS, lit(PublishedRows.SHOWN))
            .withColumn(
                Suppression.RULE, lit("at least " + minimum + " travellers; others are pooled"));
    return PublishedRows.ofSubjects(
        described(totals.unionByName(citizenships), p.border()), p.vintage());
  }

  /** That returns are counted by the rule of the migrations that they are a part of. */
  private static Column isOfRule(String rule) {
    Column other =
        raise_error(
            concat(
                lit("border_event has returns by the rule "),
                col("rule"),
                lit(
                    ", and border.rule of publish-indicators is "
                        + rule
                        + ": set rule of count-border-events to the same")));
    return when(isReturn().and(col("rule").notEqual(rule)), other.cast("boolean")).otherwise(true);
  }

  /** Who did not live in the country in which they were at the end of the month, as an event. */
  private static Dataset<Row> temporaryPopulation(Inputs in, String rule) {
    return Chosen.of(in, TemporaryPopulation.class, "rule", rule, "border.rule")
        .filter(col("stay_band").equalTo(BorderIndicators.ALL))
        .select(
            lit(TEMPORARY_POPULATION).as("event"),
            trunc(col("reference_date"), "month").as("month"),
            col("nationality"),
            col("least"),
            col("most"),
            col("least").as(CONTRIBUTORS), // each counts once a day
            col("rule"),
            col("as_of"));
  }

  /** The published final immigrations of nationals and of everyone, a row a month. */
  private static Dataset<Row> immigrations(Dataset<Row> migrations, String country) {
    Column value = // what is certain, where it is final
        when(col("method").endsWith(BorderIndicators.FINAL), col("interval_low"))
            .otherwise(col("value"))
            .cast("bigint");
    return migrations
        .filter(
            col("indicator_id")
                .equalTo(IndicatorCode.BORDER_IMMIGRATIONS.code())
                .and(Suppression.isShown()))
        .groupBy(col("period_start").as("immigrated_in"))
        .agg(
            max(when(col("subject_id").equalTo(country), value)).as("nationals"),
            max(when(col("subject_id").equalTo(PublishedRows.TOTAL), value)).as("everyone"));
  }

  private static Dataset<Row> decided(Dataset<Row> totals, int minimum) {
    Column few = col(CONTRIBUTORS).lt(minimum);
    Column tells = coalesce(col("immigrations").minus(col("least")).lt(minimum), lit(true));
    Column isHidden = few.or(isReturn().or(isReunification()).and(tells));
    return totals
        .withColumn(
            Suppression.STATUS, when(isHidden, Suppression.PRIMARY).otherwise(PublishedRows.SHOWN))
        .withColumn(
            Suppression.RULE,
            when(isHidden.and(isReturn()), partRule(minimum, "nationals"))
                .when(isHidden.and(isReunification()), partRule(minimum, "foreigners"))
                .when(isHidden, "fewer than " + minimum + " travellers")
                .otherwise("at least " + minimum + " travellers"));
  }

  private static Column isReturn() {
    return col("event").equalTo("return");
  }

  private static Column isReunification() {
    return col("event").equalTo("reunification");
  }

  private static Column isTemporaryPopulation() {
    return col("event").equalTo(TEMPORARY_POPULATION);
  }

  private static Column isPartOf() {
    return isReturn().or(isReunification()).and(col("month").equalTo(col("immigrated_in")));
  }

  private static String partRule(int minimum, String of) {
    return "fewer than "
        + minimum
        + " travellers, or fewer other immigrations of "
        + of
        + ", or these are not published";
  }

  /**
   * The end of the interval: what is known to all, and what else is possible in full steps of the
   * minimum. Of nationals who immigrate each may have emigrated; how many they are is published.
   */
  private static Column possible(int minimum) {
    Column known =
        greatest(when(isReturn(), col("immigrations")), col("least")); // the latter where null
    return BorderIndicators.inFullSteps(known, col("most"), minimum);
  }

  private static Dataset<Row> described(Dataset<Row> rows, PublicationRules.Border border) {
    return rows.select(
        col("*"),
        col("event").as("measure"),
        lit("border").as("variant"),
        BorderIndicators.subject().as("subject_id"),
        lit("M").as("frequency"),
        col("month").as("period_start"),
        lit("country").as("area_level"),
        lit(PublishedRows.NONE).as("origin_area"),
        lit(border.country()).as("destination_area"),
        when(isTemporaryPopulation(), "persons").otherwise("events").as("unit"),
        col("least").as("estimate"),
        col("least").as("interval_low"),
        possible(border.minimumTravellers()).as("interval_high"),
        lit(BigDecimal.ONE.setScale(6)).cast("decimal(7,6)").as("interval_level"),
        col(CONTRIBUTORS).as("observations"),
        lit("persons").as("observation_unit"),
        lit(border.source()).as("source"),
        concat(
                when(
                        isTemporaryPopulation(),
                        concat(
                            lit("at the end of the month, without living there by the rule "),
                            col("rule"),
                            lit("; ")))
                    .when(
                        isReturn(),
                        concat(
                            lit("emigrated before and immigrated by the rule "),
                            col("rule"),
                            lit("; ")))
                    .otherwise(""),
                lit(
                    "certain by crossings that follow each other; to what is possible, in full steps of the minimum"))
            .as("method"));
  }
}
