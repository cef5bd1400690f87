package org.caudal.register.link;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.job.Inputs;
import org.caudal.statistics.linkage.BlockingRule;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.RuleOverlaps;

/** Pairs of blocking rules, counted from the records of their blocks. */
final class BlockCosts {
  private static final String DOMAIN = "link-block";

  private static final String TERMS = "array<struct<set:int,times:int>>";

  private BlockCosts() {}

  /**
   * Rows of {@link BlockCost}.
   *
   * @param sizes of the rules
   * @param rules the rules by their numbers
   * @param largest how many blocks of each rule are given
   */
  static Dataset<Row> of(
      Inputs in,
      Dataset<Row> values,
      LinkageModel.Link link,
      BlockSizes sizes,
      List<BlockingRule> rules,
      int largest) {
    Dataset<Row> blocks = blocks(sizes.entries(values), link);
    Dataset<Row> named = rules(in, rules, sizes.overlaps());
    Column ofRule = col("totals").getItem(col("rule"));
    Column newPairs =
        aggregate(
            col("terms"),
            lit(0L),
            (all, term) ->
                all.plus(
                    term.getField("times")
                        .multiply(
                            number(
                                col("totals").getItem(term.getField("set")).getField("pairs")))));
    Dataset<Row> whole =
        named
            .crossJoin(totals(blocks))
            .crossJoin(values.agg(count(lit(1)).as("all")))
            .select(
                col("rule"),
                col("condition"),
                lit(0).as("rank"),
                lit(null).cast("string").as("block"),
                number(ofRule.getField("records")).as("records"),
                number(ofRule.getField("pairs")).as("pairs"),
                col("exact"),
                when(col("counted"), newPairs).as("new_pairs"),
                col("all").minus(number(ofRule.getField("records"))).as("missing"));
    return whole.unionByName(
        largest(in, blocks.filter(col("set").lt(rules.size())), largest)
            .join(named, new String[] {"rule"}, "inner")
            .select(
                col("rule"),
                col("condition"),
                col("rank"),
                col("block"),
                col("records"),
                col("pairs"),
                col("exact"),
                lit(null).cast("bigint").as("new_pairs"),
                lit(null).cast("bigint").as("missing")));
  }

  /** Blocks {@code set, key} with their records and pairs: a pair has its first record left. */
  private static Dataset<Row> blocks(Dataset<Row> entries, LinkageModel.Link link) {
    WindowSpec before =
        Window.partitionBy("set", "key")
            .orderBy("source_id", "record_id")
            .rowsBetween(Window.unboundedPreceding(), -1);
    WindowSpec ofSource =
        Window.partitionBy("set", "key", "source_id")
            .orderBy("record_id")
            .rowsBetween(Window.unboundedPreceding(), -1);
    Column within =
        link == LinkageModel.Link.LINK_ONLY ? number(sum("is_left").over(ofSource)) : lit(0L);
    return entries
        .withColumn("others", number(sum("is_left").over(before)).minus(within))
        .groupBy("set", "key")
        .agg(
            count(lit(1)).as("records"),
            sum("is_first").as("first"),
            sum(col("is_right").multiply(col("others"))).as("pairs"));
  }

  /** One row: records with a key and pairs of each set. */
  private static Dataset<Row> totals(Dataset<Row> blocks) {
    return blocks
        .groupBy("set")
        .agg(sum("first").as("records"), sum("pairs").as("pairs"))
        .agg(
            map_from_entries(collect_list(struct(col("set"), struct("records", "pairs"))))
                .as("totals"));
  }

  private static Dataset<Row> rules(Inputs in, List<BlockingRule> rules, RuleOverlaps overlaps) {
    List<Column> rows = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      int number = rule;
      Column[] terms =
          overlaps.terms().stream()
              .filter(term -> term.rule() == number)
              .map(term -> struct(lit(term.set()).as("set"), lit(term.times()).as("times")))
              .toArray(Column[]::new);
      rows.add(
          struct(
              lit(rule).as("rule"),
              lit(rules.get(rule).sql()).as("condition"),
              lit(rules.get(rule).isWhole()).as("exact"),
              lit(rule < overlaps.counted()).as("counted"),
              (terms.length == 0 ? lit(null) : array(terms)).cast(TERMS).as("terms")));
    }
    return in.sequence(1)
        .select(inline(array(rows.toArray(Column[]::new))))
        .withColumn("terms", coalesce(col("terms"), array().cast(TERMS)));
  }

  private static Dataset<Row> largest(Inputs in, Dataset<Row> blocks, int most) {
    WindowSpec byPairs =
        Window.partitionBy("set").orderBy(col("pairs").desc(), col("records").desc(), col("key"));
    return blocks
        .filter(col("pairs").gt(0))
        .withColumn("rank", row_number().over(byPairs))
        .filter(col("rank").leq(most))
        .withColumnRenamed("set", "rule")
        .withColumn("block", in.pseudonym(concat_ws(":", col("rule"), col("key")), DOMAIN));
  }

  private static Column number(Column count) {
    return coalesce(count, lit(0L));
  }
}
