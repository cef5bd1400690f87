package org.caudal.register.link;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.register.TrueLink;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Compares pairs with the truth for every threshold of the weight.
 *
 * <p><b>Reads</b> {@link RecordPair}, {@link LinkRecord} and {@link TrueLink}.
 *
 * <p><b>Writes</b> {@link LinkageThreshold}.
 *
 * <p><b>Method.</b> Thresholds are the multiples of {@code step} at or above which, and below the
 * next, a pair lies. All pairs of records that the truth knows are possible; those that were not
 * kept are taken as of two persons at every threshold, so that true negatives are all possible
 * pairs less those that are found or missed.
 *
 * <p><b>Known bias.</b> The false positive rate is tiny at any threshold, as nearly all possible
 * pairs are of two persons: compare precision.
 *
 * <p><b>Example.</b> {@code caudal run measure-thresholds --conf conf/linkage.yaml}
 */
public final class MeasureThresholds implements Job<MeasureThresholds.Params> {
  /** What the parameter says that counts possible pairs. */
  static final String POSSIBLE =
      "Which pairs are possible: all, or between-registers where the settings say link_only";

  private static final String[] LEFT = {"left_source", "left_record"};
  private static final String[] RIGHT = {"right_source", "right_record"};

  /** Which pairs are possible. */
  public enum Pairs {
    ALL,
    BETWEEN_REGISTERS
  }

  /** Parameters. */
  public record Params(
      @Doc("Distance of the thresholds") @Default("1") BigDecimal step,
      @Doc(POSSIBLE) @Default("all") Pairs pairs) {

    /** Refuses a step that leads nowhere. */
    public Params {
      if (step.signum() <= 0 || step.stripTrailingZeros().scale() > 6) {
        throw new IllegalArgumentException(
            "step must be above 0 and have at most 6 digits after the point, was " + step);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("measure-thresholds", Params.class)
        .summary("Compares pairs with the truth for every threshold of the weight.")
        .reads(RecordPair.class, LinkRecord.class, TrueLink.class)
        .usesPseudonyms()
        .writesWhole(LinkageThreshold.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> persons =
        in.table(TrueLink.class)
            .select(
                col("register").as("source_id"),
                in.pseudonym(col("record_id"), LoadLinkRecords.DOMAIN).as("record_id"),
                col("person_id"));
    Dataset<Row> known =
        in.table(LinkRecord.class)
            .join(persons, new String[] {"source_id", "record_id"}, "inner")
            .select("source_id", "person_id");
    Column right = col("true_pairs");
    Column ofTwo = col("possible_pairs").minus(col("all_true"));
    return byThreshold(in.table(RecordPair.class), persons, p)
        .crossJoin(broadcast(number(known, p.pairs(), "possible_pairs")))
        .crossJoin(broadcast(number(known, p.pairs(), "all_true", "person_id")))
        .withColumn("pairs", right.plus(col("false_pairs")))
        .withColumn("missed_pairs", col("all_true").minus(right))
        .withColumn("precision", right.divide(col("pairs")))
        .withColumn("recall", right.divide(nullif(col("all_true"), lit(0))))
        .withColumn(
            "f1",
            when(
                col("all_true").gt(0),
                right.multiply(2).divide(col("all_true").plus(col("pairs")))))
        .withColumn("false_positive_rate", col("false_pairs").divide(nullif(ofTwo, lit(0))));
  }

  /** Pairs of one person and of two at or above each threshold. */
  private static Dataset<Row> byThreshold(Dataset<Row> pairs, Dataset<Row> persons, Params p) {
    Column step = floor(col("weight").divide(p.step().doubleValue()));
    WindowSpec above =
        Window.partitionBy(lit(1))
            .orderBy(col("step").desc())
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    Column isTrue = col("left_person").equalTo(col("right_person"));
    return pairs
        .join(side(persons, LEFT, "left_person"), LEFT, "inner")
        .join(side(persons, RIGHT, "right_person"), RIGHT, "inner")
        .groupBy(step.as("step"))
        .agg(count(when(isTrue, 1)).as("true_pairs"), count(when(isTrue.equalTo(false), 1)).as("n"))
        .withColumn("true_pairs", sum("true_pairs").over(above))
        .withColumn("false_pairs", sum("n").over(above))
        .withColumn(
            "threshold",
            Decimals.rounded(col("step").cast("decimal(12,0)").multiply(lit(p.step())), 12, 6));
  }

  private static Dataset<Row> side(Dataset<Row> persons, String[] record, String person) {
    return persons.select(
        col("source_id").as(record[0]),
        col("record_id").as(record[1]),
        col("person_id").as(person));
  }

  /** Pairs of records of the same key, all where there is none. */
  static Dataset<Row> number(Dataset<Row> records, Pairs pairs, String name, String... key) {
    Column[] keys = key.length == 0 ? new Column[] {lit(1).as("all")} : new Column[] {col(key[0])};
    String group = key.length == 0 ? "all" : key[0];
    Column all = col("n").multiply(col("n").minus(1));
    Column within = col("within");
    Dataset<Row> groups =
        records
            .select(keys[0], col("source_id"))
            .groupBy(col(group), col("source_id"))
            .agg(count(lit(1)).as("m"))
            .groupBy(group)
            .agg(sum("m").as("n"), sum(col("m").multiply(col("m").minus(1))).as("within"));
    return groups.agg(
        coalesce(shiftright(sum(pairs == Pairs.ALL ? all : all.minus(within)), 1), lit(0L))
            .as(name));
  }
}
