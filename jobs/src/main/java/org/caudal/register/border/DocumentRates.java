package org.caudal.register.border;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.functions.Decimals;
import org.caudal.statistics.border.DocumentChains;
import org.caudal.statistics.border.RenewalRates;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** How often documents are followed by others, learnt from all candidates, and who is paired. */
final class DocumentRates {
  /** Odds below which a candidate is not looked at: 1 to 99. */
  static final double LEAST_ODDS = 1.0 / 99;

  /** First months of the spans after the first, which is the month of the end itself. */
  private static final int[] SPANS = {1, 3, 6, 12, 24, 48, 96};

  private static final String[] CELL = {"kind", "span"};
  private static final int KINDS = 4;
  private static final int ENDS = 4;

  private static final StructType RATE =
      new StructType()
          .add("kind", DataTypes.IntegerType, false)
          .add("span", DataTypes.IntegerType, false)
          .add("rate", DataTypes.DoubleType, false);

  private static final StructType PAIR =
      new StructType()
          .add("traveller_id", DataTypes.StringType, false)
          .add("next_traveller_id", DataTypes.StringType, false)
          .add("ended_on", DataTypes.DateType, false)
          .add("began_on", DataTypes.DateType, false)
          .add("is_crossing_missing", DataTypes.BooleanType, false)
          .add("is_nationality_changed", DataTypes.BooleanType, false)
          .add("odds", DataTypes.DoubleType, false)
          .add("probability", DataTypes.DoubleType, false)
          .add("is_paired", DataTypes.BooleanType, false)
          .add("first_traveller_id", DataTypes.StringType, false);

  private DocumentRates() {}

  /** Number of the kind of a candidate. */
  static Column kind(Column isCrossingMissing, Column isKept) {
    return isCrossingMissing.cast("int").multiply(2).plus(lit(1).minus(isKept.cast("int")));
  }

  /** Number of the span that a number of months is in, of such ends of documents. */
  static Column span(Column months, Column direction, Column isOnce) {
    Column span = direction.equalTo("exit").cast("int").plus(isOnce.cast("int").multiply(2));
    span = span.multiply(SPANS.length + 1);
    for (int first : SPANS) {
      span = span.plus(months.geq(first).cast("int"));
    }
    return span;
  }

  /**
   * Documents that chance gives a candidate in a month; rows of {@link SeenDocuments#withFlows}.
   */
  static Column chance() {
    return col("share")
        .multiply(when(col("is_kept"), col("kept_flow")).otherwise(col("other_flow")));
  }

  /**
   * Documents that follow, by end and month: {@code rate} by {@code kind} and {@code span}.
   * Controls are pairs of one birth date and opposite sex, counted in the same way.
   *
   * @param documents of {@link SeenDocuments#of}
   * @param candidates of {@link SeenDocuments#candidates}
   */
  static Dataset<Row> of(Dataset<Row> documents, Dataset<Row> candidates, int mostMonths) {
    UDF2<Seq<Row>, Long, List<Row>> rates =
        (cells, number) -> rates(CollectionConverters.asJava(cells), number);
    Dataset<Row> mirrored = SeenDocuments.mirrored(documents);
    Dataset<Row> controls = SeenDocuments.candidates(mirrored, documents, mostMonths);
    return byChance(documents, documents, mostMonths)
        .join(SeenDocuments.counted(candidates, "pairs", CELL), CELL, "left")
        .join(SeenDocuments.counted(controls, "controls", CELL), CELL, "left")
        .join(
            byChance(mirrored, documents, mostMonths)
                .select(col("kind"), col("span"), col("chance").as("control_chance")),
            CELL,
            "left")
        .agg(
            array_sort(
                    collect_list(
                        struct(
                            col("kind"),
                            col("span"),
                            coalesce(col("pairs"), lit(0L)).cast("double"),
                            col("chance"),
                            col("watched"),
                            coalesce(col("controls"), lit(0L)).cast("double"),
                            coalesce(col("control_chance"), lit(0.0)))))
                .as("cells"))
        .crossJoin(documents.agg(count(lit(1)).as("documents")))
        .select(
            inline(
                udf(rates, DataTypes.createArrayType(RATE, false))
                    .withName("renewal_rates")
                    .apply(col("cells"), col("documents"))));
  }

  /** Candidates that chance makes, and the months that ends were watched, by kind and span. */
  private static Dataset<Row> byChance(Dataset<Row> of, Dataset<Row> documents, int mostMonths) {
    Column ended = SeenDocuments.monthOf(col("last.crossing_date"));
    Column weight = when(col("after").equalTo(0), 0.5).otherwise(1.0); // half a month is over
    Dataset<Row> months =
        of.groupBy(
                ended.as("ended_month"),
                col("last.direction").as("direction"),
                col("last.nationality").as("nationality"),
                col("sex"),
                col("is_once"))
            .agg(Decimals.total(col("share")).as("share"), count(lit(1)).as("ends"))
            .crossJoin(broadcast(documents.agg(max(ended).as("last_month"))))
            .withColumn(
                "after",
                explode(
                    sequence(
                        lit(0),
                        least(lit(mostMonths), col("last_month").minus(col("ended_month"))))))
            .withColumn("began_month", col("ended_month").plus(col("after")))
            .withColumn("next_direction", explode(lit(new String[] {"entry", "exit"})))
            .withColumn("is_kept", explode(array(lit(true), lit(false))))
            .withColumn("weight", weight);
    Column isMissing = col("direction").equalTo(col("next_direction"));
    return SeenDocuments.withFlows(months, documents)
        .groupBy(
            kind(isMissing, col("is_kept")).as("kind"),
            span(col("after"), col("direction"), col("is_once")).as("span"))
        .agg(
            Decimals.total(chance().multiply(col("weight"))).as("chance"),
            sum(col("ends").multiply(col("weight"))).as("watched")); // halves add up exactly
  }

  private static List<Row> rates(List<Row> cells, long documents) {
    int spans = ENDS * (SPANS.length + 1);
    double[][] rate =
        RenewalRates.of(
            cells.stream()
                .map(
                    cell ->
                        new RenewalRates.Cell(
                            cell.getInt(0),
                            cell.getInt(1),
                            cell.getDouble(2),
                            cell.getDouble(3),
                            cell.getDouble(4),
                            cell.getDouble(5),
                            cell.getDouble(6)))
                .toList(),
            KINDS,
            spans,
            documents);
    List<Row> rows = new ArrayList<>();
    for (int kind = 0; kind < KINDS; kind++) {
      for (int span = 0; span < spans; span++) {
        rows.add(RowFactory.create(kind, span, rate[kind][span]));
      }
    }
    return rows;
  }

  /**
   * Array of pairs, one a candidate of a birth date and sex.
   *
   * @param candidates array of rows in order: two of when and document, two days, two answers, odds
   */
  static Column paired(Column candidates, BigDecimal leastProbability) {
    double least = leastProbability.doubleValue();
    UDF1<Seq<Row>, List<Row>> paired = rows -> pairs(CollectionConverters.asJava(rows), least);
    return udf(paired, DataTypes.createArrayType(PAIR, false))
        .withName("document_pairs")
        .apply(candidates);
  }

  private static List<Row> pairs(List<Row> rows, double least) {
    List<DocumentChains.Pair> pairs =
        DocumentChains.of(
            rows.stream()
                .map(
                    row ->
                        new DocumentChains.Candidate(
                            row.getString(1), row.getString(3), row.getDouble(8)))
                .toList(),
            least);
    List<Row> found = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      DocumentChains.Pair pair = pairs.get(i);
      found.add(
          RowFactory.create(
              row.get(1),
              row.get(3),
              row.get(4),
              row.get(5),
              row.get(6),
              row.get(7),
              row.get(8),
              pair.probability(),
              pair.isPaired(),
              pair.first()));
    }
    return found;
  }
}
