package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.KeyedHash;
import org.caudal.statistics.linkage.BlockingRule;
import org.caudal.statistics.linkage.Blocks;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.Candidate;
import org.caudal.statistics.linkage.LinkageModel;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The pairs of records that blocking rules find, compared.
 *
 * <p>Every record is sent to the blocks of its keys as bytes; those of a block of one are never
 * read.
 */
final class CandidatePairs implements Serializable {
  private static final long serialVersionUID = 1;
  private static final ArrayType SHARES = DataTypes.createArrayType(DataTypes.DoubleType, false);

  private static final StructType KEY =
      new StructType()
          .add("key", DataTypes.LongType, false)
          .add("place", DataTypes.IntegerType, false);

  /** The place of a record is its rule and the sides of the block on which it stands. */
  private static final int SIDES = 4;

  private static final int LEFT = 1;
  private static final int RIGHT = 2;

  private static final StructType PAIR =
      new StructType()
          .add("rule", DataTypes.IntegerType, false)
          .add("left_source", DataTypes.StringType, false)
          .add("left_record", DataTypes.StringType, false)
          .add("right_source", DataTypes.StringType, false)
          .add("right_record", DataTypes.StringType, false)
          .add("pattern", DataTypes.LongType, false)
          .add("left_shares", SHARES, false)
          .add("right_shares", SHARES, false);

  private final LinkageModel.Link link;
  private final boolean once;
  private final RecordCodec codec;
  private final LazyComparer comparer;

  private CandidatePairs(
      LinkageModel.Link link, boolean once, RecordCodec codec, LazyComparer comparer) {
    this.link = link;
    this.once = once;
    this.codec = codec;
    this.comparer = comparer;
  }

  /**
   * Pairs {@code rule, left_source, left_record, right_source, right_record, pattern, left_shares,
   * right_shares}; a share is NaN where there is no value.
   *
   * @param rules blocking rules
   * @param once whether a pair is given for the first rule that holds only
   * @param mostBlock most records of a block; more end the run before a pair is made
   */
  static Dataset<Row> of(
      ComparedRecords records,
      LinkageModel model,
      List<String> rules,
      boolean once,
      int mostBlock) {
    LazyComparer comparer = records.comparer(model, rules);
    BlockSizes sizes = new BlockSizes(comparer, records.fields().size(), 0, rules.size());
    Dataset<Row> check = RecordChecks.blocks(sizes.entries(records.values()), rules, mostBlock);
    CandidatePairs pairs = new CandidatePairs(model.link(), once, records.codec(), comparer);
    UDF1<byte[], List<Row>> keys = pairs::keys;
    UDF1<Seq<Row>, List<Row>> paired = block -> pairs.paired(CollectionConverters.asJava(block));
    Column keysOfRecord =
        udf(keys, DataTypes.createArrayType(KEY, false))
            .withName("blocking_keys")
            .apply(col("record"));
    Column pairsOfBlock =
        udf(paired, DataTypes.createArrayType(PAIR, false))
            .withName("pairs_of_block")
            .apply(col("block"));
    Dataset<Row> ofSources =
        RecordChecks.passed(records.rows(), RecordChecks.sources(records.values(), model.link()));
    return RecordChecks.passed(ofSources, check)
        .select(pairs.codec.encoded().as("record"))
        .select(col("record"), inline(keysOfRecord))
        .groupBy("key")
        .agg(collect_list(struct("place", "record")).as("block"))
        .filter(size(col("block")).gt(1))
        .select(inline(pairsOfBlock));
  }

  private synchronized List<Row> keys(byte[] record) {
    Candidate candidate = codec.decode(record, comparer.get()).candidate();
    List<BlockingRule> rules = comparer.get().rules();
    List<Row> keys = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      BlockingRule blocking = rules.get(rule);
      if (blocking.isSymmetric()) {
        add(keys, rule, blocking.leftKey(candidate), LEFT | RIGHT);
      } else {
        add(keys, rule, blocking.leftKey(candidate), LEFT);
        add(keys, rule, blocking.rightKey(candidate), RIGHT);
      }
    }
    return keys;
  }

  private static void add(List<Row> keys, int rule, OptionalLong key, int sides) {
    if (key.isPresent()) {
      long block = KeyedHash.bits(key.getAsLong(), rule, 0);
      keys.add(RowFactory.create(block, rule * SIDES + sides));
    }
  }

  private synchronized List<Row> paired(List<Row> block) {
    Map<Integer, List<List<Member>>> byRule = new TreeMap<>(); // keys of two rules may collide
    for (Row row : block) {
      int place = row.getInt(0);
      List<List<Member>> sides =
          byRule.computeIfAbsent(
              place / SIDES, rule -> List.of(new ArrayList<>(), new ArrayList<>()));
      Member member = codec.decode(row.getAs(1), comparer.get());
      if ((place & LEFT) != 0) {
        sides.get(0).add(member);
      }
      if ((place & RIGHT) != 0) {
        sides.get(1).add(member);
      }
    }
    List<Row> pairs = new ArrayList<>();
    byRule.forEach(
        (rule, sides) ->
            Blocks.pairs(
                link,
                comparer.get().rules(),
                once ? 0 : rule,
                rule,
                sides.get(0),
                sides.get(1),
                (left, right) -> pairs.add(pair(rule, left, right))));
    return pairs;
  }

  private Row pair(int rule, Member left, Member right) {
    return RowFactory.create(
        rule,
        left.source(),
        left.id(),
        right.source(),
        right.id(),
        comparer.get().pattern(left.candidate(), right.candidate()),
        left.frequencies(),
        right.frequencies());
  }
}
