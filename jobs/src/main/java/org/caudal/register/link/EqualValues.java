package org.caudal.register.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.statistics.linkage.EqualPairs;
import org.caudal.statistics.linkage.LinkageModel;

/** {@link EqualPairs} of all records. */
final class EqualValues {
  private static final String CELL = "struct<comparison:int,key:bigint>";

  private EqualValues() {}

  /** One row with the column {@code equal}, an array of comparison, equal pairs and all pairs. */
  static Dataset<Row> of(ComparedRecords records, LinkageModel model) {
    List<Column> cells = new ArrayList<>();
    EqualPairs.fields(model)
        .forEach(
            (comparison, field) ->
                cells.add(
                    struct(
                        lit(comparison).as("comparison"),
                        ComparedRecords.key(
                                col(ComparedRecords.value(records.fields().indexOf(field))))
                            .as("key"))));
    Column all =
        cells.isEmpty()
            ? lit(null).cast("array<" + CELL + ">")
            : array(cells.toArray(Column[]::new));
    boolean isAcross = model.link() == LinkageModel.Link.LINK_ONLY;
    Dataset<Row> values =
        records
            .values()
            .select(col("source_id"), inline(all))
            .filter(col("key").isNotNull())
            .groupBy("comparison", "key", "source_id")
            .agg(count(lit(1)).as("n"));
    Dataset<Row> equal =
        pairs(values.groupBy("comparison", "key").agg(total(), within(isAcross)))
            .groupBy("comparison")
            .agg(sum("pairs").as("equal"));
    Dataset<Row> any =
        pairs(
                values
                    .groupBy("comparison", "source_id")
                    .agg(sum("n").as("n"))
                    .groupBy("comparison")
                    .agg(total(), within(isAcross)))
            .select(col("comparison"), col("pairs").as("all"));
    return equal
        .join(any, new String[] {"comparison"}, "inner")
        .agg(collect_list(struct("comparison", "equal", "all")).as("equal"));
  }

  /** No comparison. */
  static Column none() {
    return lit(null).cast("array<struct<comparison:int,equal:double,all:double>>");
  }

  private static Column total() {
    return sum(col("n").cast("double")).as("total");
  }

  /** Pairs within a register, where they do not count. */
  private static Column within(boolean isAcross) {
    Column n = col("n").cast("double");
    return sum(when(lit(isAcross), n.multiply(n.minus(1)).divide(2)).otherwise(0.0)).as("within");
  }

  private static Dataset<Row> pairs(Dataset<Row> totals) {
    Column total = col("total");
    return totals.withColumn(
        "pairs", coalesce(total.multiply(total.minus(1)).divide(2).minus(col("within")), lit(0.0)));
  }
}
