package org.caudal.register.account;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.mode;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.job.Inputs;
import org.caudal.reference.Codes;
import org.caudal.register.border.BorderCrossing;
import org.caudal.register.border.CrossingOutcome;
import org.caudal.register.border.DecidedRules;
import org.caudal.register.border.ImputedCrossing;
import org.caudal.register.border.ImputedOutcomes;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.link.NamedRegisters;
import org.caudal.register.residence.CoverageEstimate;
import org.caudal.register.residence.LifeSign;

/**
 * Births, deaths, arrivals and departures, one row each: {@code source_id}, {@code component},
 * {@code year}, {@code sex}, {@code birth_year} and the {@code probability} that it is one.
 */
final class RegisterEvents {
  private static final int FEW_UNTOLD = 100; // migrations for one of which nothing tells
  private static final int NO_CHANCE = 5; // a chance of e⁻⁵ is 1 in 148
  private static final int MONTHS = 12;
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private RegisterEvents() {}

  /**
   * Births in the country and deaths of linked persons, by the registers that are no count of
   * {@link CoverageEstimate}, but for those of a component and year that is not whole: in its first
   * or last months there is none, which of so many is no chance. Who died on several days died on
   * the first, as others are those of an entry.
   *
   * @param sources registers by a record of which a birth is counted; by any where there are none
   */
  static Dataset<Row> births(Inputs in, String country, List<String> sources) {
    Dataset<Row> counts =
        in.table(CoverageEstimate.class).select(col("count_source").as("source_id")).distinct();
    Column isRegistered = sources.isEmpty() ? lit(true) : col("source_id").isin(sources.toArray());
    Column birth =
        when(
            col("birth_country").equalTo(country).and(col("is_registered")),
            event("births", col("birth_date")));
    Column death = event("deaths", col("died_on"));
    Dataset<Row> signs = in.table(LifeSign.class);
    String key = "birth-sources of count-register-components";
    return NamedRegisters.required(in, LifeSign.class, signs, sources, key)
        .join(broadcast(counts), new String[] {"source_id"}, "left_anti")
        .join(
            in.table(LinkedPerson.class).select("source_id", "record_id", "person_id"),
            new String[] {"source_id", "record_id"})
        .groupBy("person_id")
        .agg(
            Codes.sexOfMost(col("sex")).as("sex"),
            mode(col("birth_date"), true).as("birth_date"),
            mode(col("birth_country"), true).as("birth_country"),
            max(isRegistered).as("is_registered"),
            min("died_on").as("died_on"))
        .withColumn(
            "event",
            explode(filter(array(birth, death), event -> event.getField("day").isNotNull())))
        .withColumn("component", col("event.component"))
        .withColumn("year", year(col("event.day")))
        .transform(RegisterEvents::ofWholeYears)
        .select(
            lit(RegisterComponent.REGISTERS).as("source_id"),
            col("component"),
            col("year"),
            col("sex").cast("string").as("sex"),
            year(col("birth_date")).as("birth_year"),
            lit(1).cast("decimal(7,6)").as("probability"));
  }

  /**
   * The events of components and years of which the first or last months are not lacking. Of n
   * events of a whole year all are by chance in its first or last m months once in (12 / m)ⁿ times.
   */
  private static Dataset<Row> ofWholeYears(Dataset<Row> events) {
    WindowSpec year = Window.partitionBy("component", "year");
    Column month = month(col("event.day"));
    Column months = least(lit(MONTHS + 1).minus(min(month).over(year)), max(month).over(year));
    return events
        .withColumn("months", months)
        .withColumn("events", count(lit(1)).over(year))
        .filter(col("events").multiply(log(lit(MONTHS).divide(col("months")))).lt(NO_CHANCE));
  }

  private static Column event(String component, Column day) {
    return struct(lit(component).as("component"), day.as("day"));
  }

  /**
   * One row: whether crossings were decided by a rule, and imputed where one is missing and this
   * can tell, in {@code is_decided}; else a failure.
   */
  static Dataset<Row> decided(Inputs in, String rule) {
    Column isOfRule = col("rule").equalTo(rule);
    Dataset<Row> imputed =
        in.table(ImputedCrossing.class).agg(count_if(isOfRule).gt(0).as("is_imputed"));
    return in.table(CrossingOutcome.class)
        .agg(max(isOfRule).as("is_found"), DecidedRules.all())
        .crossJoin(tellable(in.table(CrossingOutcome.class).filter(isOfRule)))
        .crossJoin(imputed)
        .select(
            when(not(col("is_found")), DecidedRules.lack(rule).cast("boolean"))
                .when(
                    col("is_tellable").and(not(col("is_imputed"))),
                    raise_error(
                            lit(
                                "crossing_outcome has missing crossings by the rule "
                                    + rule
                                    + ", imputed_crossing has none: run impute-crossings with rules:"
                                    + " [{threshold: "
                                    + rule.replace("/", ", window: ")
                                    + "}]"))
                        .cast("boolean"))
                .otherwise(true)
                .as("is_decided"));
  }

  /**
   * One row, {@code is_tellable}: whether of anybody's crossing without an answer every day of a
   * missing one would tell. So it is where the missing one is after a crossing before which
   * residence is known, and the window of the other is over. Where residence is not known, or what
   * is to come decides, few or none can be imputed.
   */
  private static Dataset<Row> tellable(Dataset<Row> outcomes) {
    Column isBeforeMissing = col("days").isNull().and(col("next_date").isNotNull());
    Column window = substring_index(col("rule"), "/", -1).try_cast("int");
    Column isOver = datediff(col("as_of"), col("crossing_date")).geq(window);
    Column isUntold = col("answer").equalTo("crossing_missing").and(isOver);
    return outcomes
        .groupBy("traveller_id")
        .agg(
            min(when(isBeforeMissing.and(col("resident_before").isNotNull()), col("crossing_date")))
                .as("missing_after"),
            max(when(isUntold, col("crossing_date"))).as("untold"))
        .agg(count_if(col("untold").geq(col("missing_after"))).gt(0).as("is_tellable"));
  }

  /**
   * Immigrations and emigrations by a rule, in years of which every answer is known, or how
   * probable it is. It never is of some who were first seen in the first window of {@code
   * records-from}: up to one for a hundred migrations each is half of one, in other years there is
   * no figure. Nor is there one of a year that begins before the first month with a crossing.
   */
  static Dataset<Row> moves(Inputs in, String rule) {
    Dataset<Row> outcomes =
        ImputedOutcomes.of(in)
            .filter(col("rule").equalTo(rule))
            .withColumn("year", year(col("crossing_date")))
            .withColumn(
                "component",
                when(col("direction").equalTo("entry"), "arrivals").otherwise("departures"))
            .withColumn(
                "probability",
                when(col("answer").equalTo("migration"), lit(1))
                    .when(col("answer").equalTo("none"), lit(0))
                    .otherwise(col("migration_probability"))
                    .cast("decimal(7,6)"));
    Column first = min("crossing_month");
    Dataset<Row> records =
        in.table(CrossingOutcome.class)
            .agg(year(first).plus(when(month(first).gt(1), 1).otherwise(0)).as("first_year"));
    Dataset<Row> known =
        outcomes
            .groupBy("component", "year")
            .agg(
                count_if(col("answer").equalTo("not_yet_known")).as("open"),
                count_if(col("probability").isNull()).as("untold"),
                coalesce(sum("probability"), lit(0)).as("expected"))
            .filter(
                col("open").equalTo(0).and(col("untold").multiply(FEW_UNTOLD).leq(col("expected"))))
            .crossJoin(broadcast(records))
            .filter(col("year").geq(col("first_year")))
            .select("component", "year");
    return outcomes
        .join(broadcast(known), new String[] {"component", "year"})
        .withColumn("probability", coalesce(col("probability"), lit(HALF).cast("decimal(7,6)")))
        .filter(col("probability").gt(0))
        .join(
            in.table(BorderCrossing.class).select("crossing_month", "crossing_id", "birth_date"),
            new String[] {"crossing_month", "crossing_id"})
        .select(
            lit(RegisterComponent.BORDER).as("source_id"),
            col("component"),
            col("year"),
            when(col("sex").isin(1, 2), col("sex").cast("string")).as("sex"),
            year(col("birth_date")).as("birth_year"),
            col("probability"));
  }
}
