package org.caudal.register.border;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.signum;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.border.OutcomeRule;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What {@link Journey} says of the crossings of a traveller, as a column. */
final class Journeys {
  private static final StructType OUTCOME =
      new StructType()
          .add("rule", DataTypes.StringType, false)
          .add("crossing_id", DataTypes.StringType, false)
          .add("crossing_month", DataTypes.DateType, false)
          .add("crossing_date", DataTypes.DateType, false)
          .add("direction", DataTypes.StringType, false)
          .add("nationality", DataTypes.StringType, false)
          .add("sex", DataTypes.IntegerType, false)
          .add("resident_before", DataTypes.BooleanType)
          .add("resident_after", DataTypes.BooleanType)
          .add("answer", DataTypes.StringType, false)
          .add("answered", DataTypes.IntegerType)
          .add("days", DataTypes.IntegerType)
          .add("next", DataTypes.IntegerType);

  /** The crossings of a traveller one after the other, of {@link #withNext}. */
  static final WindowSpec IN_ORDER =
      Window.partitionBy("traveller_id").orderBy("crossed_at", "turn");

  private static final WindowSpec AT_MOMENT = Window.partitionBy("traveller_id", "crossed_at");

  private static final WindowSpec BY_MOMENT =
      Window.partitionBy("traveller_id").orderBy(unix_micros(col("crossed_at")));

  private Journeys() {}

  /**
   * The crossings of each traveller until a day, in order.
   *
   * @param crossings of {@link BorderCrossing}
   * @param asOf last day to look at, from the day of the last crossing
   */
  static Dataset<Row> of(Dataset<Row> crossings, UnaryOperator<Column> asOf) {
    return of(crossings, days(crossings, asOf));
  }

  /**
   * The crossings of each traveller until a day, in order.
   *
   * @param days of {@link #days}
   */
  static Dataset<Row> of(Dataset<Row> crossings, Dataset<Row> days) {
    return crossings
        .crossJoin(broadcast(days))
        .filter(col("crossing_date").leq(col("as_of")))
        .groupBy("traveller_id", "as_of", "since")
        .agg(
            array_sort(
                    collect_list(
                        struct(
                            col("crossed_at"),
                            col("crossing_id"),
                            unix_date(col("crossing_date")).as("day"),
                            col("direction"),
                            col("nationality"),
                            col("sex"),
                            col("crossing_month"),
                            col("crossing_date"))))
                .as("crossings"));
  }

  /**
   * One row: the last day to look at, {@code as_of}, and the first of the records, {@code since}.
   */
  static Dataset<Row> days(Dataset<Row> crossings, UnaryOperator<Column> asOf) {
    return crossings.agg(
        asOf.apply(max("crossing_date")).as("as_of"), min("crossing_date").as("since"));
  }

  /**
   * The crossings until the last day to look at, each with {@code next_direction} and {@code
   * next_date} of the one after it in {@link #IN_ORDER}.
   *
   * @param days of {@link #days}
   */
  static Dataset<Row> withNext(Dataset<Row> crossings, Dataset<Row> days) {
    return inTurns(
            crossings.crossJoin(broadcast(days)).filter(col("crossing_date").leq(col("as_of"))))
        .withColumn("next_direction", lead("direction", 1).over(IN_ORDER))
        .withColumn("next_date", lead("crossing_date", 1).over(IN_ORDER));
  }

  /**
   * The crossings with {@code turn}, their place among those of the traveller at one moment, as in
   * {@link Journey#inTurns}. A moment with more crossings in one direction ends with that
   * direction, any other changes nothing: so the one before a moment is that of the last such.
   */
  static Dataset<Row> inTurns(Dataset<Row> crossings) {
    Column step = when(col("direction").equalTo("entry"), 1).otherwise(-1);
    Column ends = when(col("more").notEqual(0), signum(col("more")));
    Column before = last(ends, true).over(BY_MOMENT.rangeBetween(Window.unboundedPreceding(), -1));
    Column next = first(ends, true).over(BY_MOMENT.rangeBetween(0, Window.unboundedFollowing()));
    Column place =
        row_number()
            .over(
                Window.partitionBy("traveller_id", "crossed_at", "direction")
                    .orderBy("crossing_id"));
    return crossings
        .withColumn("more", sum(step).over(AT_MOMENT))
        .withColumn("starts", coalesce(negate(before), next, lit(1)))
        .withColumn(
            "turn", place.multiply(2).plus(when(step.equalTo(col("starts")), 0).otherwise(1)))
        .drop("more", "starts");
  }

  /**
   * Whether the traveller of an entry of {@link #withNext} stayed after the admission: yes, no, or
   * maybe. Without an admission it is never yes.
   */
  static Column overstays() {
    Column isOver = coalesce(col("next_date"), col("as_of")).gt(col("admitted_until"));
    Column isMissing = col("next_direction").eqNullSafe("entry");
    return when(isOver, when(isMissing, "maybe").otherwise("yes"))
        .when(col("next_date").isNull(), "maybe")
        .otherwise("no");
  }

  /** The day of the last crossing, or a given one where that is earlier. */
  static UnaryOperator<Column> until(@Nullable LocalDate asOf) {
    return last -> asOf == null ? last : least(last, lit(asOf));
  }

  /** Array of outcomes, one a rule and crossing of {@link #of}. */
  static Column outcomes(List<DecideCrossings.Rule> rules, @Nullable LocalDate recordsFrom) {
    List<OutcomeRule> of = rules(rules);
    int records = Journey.records(recordsFrom);
    UDF2<Seq<Row>, Integer, List<Row>> outcomes =
        (rows, day) -> {
          List<Row> found = new ArrayList<>();
          List<Row> inTurns = Journey.inTurns(CollectionConverters.asJava(rows));
          for (OutcomeRule rule : of) {
            for (Journey journey : Journey.of(inTurns, day, records, rule)) {
              found.add(row(journey, rule));
            }
          }
          return found;
        };
    return udf(outcomes, DataTypes.createArrayType(OUTCOME, false))
        .withName("crossing_outcomes")
        .apply(col("crossings"), unix_date(col("as_of")));
  }

  /** The rules, in a list that can be sent. */
  static List<OutcomeRule> rules(List<DecideCrossings.Rule> rules) {
    return new ArrayList<>(
        rules.stream().map(rule -> new OutcomeRule(rule.window(), rule.threshold())).toList());
  }

  /** A rule as it is written in tables, for example 365/487. */
  static String name(OutcomeRule rule) {
    return rule.threshold() + "/" + rule.window();
  }

  private static Row row(Journey journey, OutcomeRule rule) {
    Row crossing = journey.crossing();
    return RowFactory.create(
        name(rule),
        crossing.getString(1),
        crossing.get(6),
        crossing.get(7),
        crossing.getString(3),
        crossing.getString(4),
        crossing.getInt(5),
        journey.outcome().residentBefore(),
        journey.outcome().residentAfter(),
        journey.answer(),
        journey.outcome().answered(),
        journey.days(),
        journey.next());
  }
}
