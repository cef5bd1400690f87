package org.caudal.register.link;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
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
import org.apache.spark.sql.api.java.UDF2;
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

  /** The place of a record is its rule, the sides of the block on which it stands, and its age. */
  private static final int SIDES = 8;

  private static final int LEFT = 1;
  private static final int RIGHT = 2;

  /** Beside the sides: whether the record is new, so that its pairs are wanted. */
  private static final int NEW = 4;

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
   * right_shares}; a share is NaN where there is no value. At least one record of a pair is new.
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
    UDF2<byte[], Boolean, List<Row>> keys = pairs::keys;
    UDF1<Seq<Row>, List<Row>> paired = block -> pairs.paired(CollectionConverters.asJava(block));
    Column keysOfRecord =
        udf(keys, DataTypes.createArrayType(KEY, false))
            .withName("blocking_keys")
            .apply(col("record"), col(ComparedRecords.IS_NEW));
    Column pairsOfBlock =
        udf(paired, DataTypes.createArrayType(PAIR, false))
            .withName("pairs_of_block")
            .apply(col("block"));
    Dataset<Row> ofSources =
        RecordChecks.passed(records.rows(), RecordChecks.sources(records.values(), model.link()));
    return RecordChecks.passed(ofSources, check)
        .select(pairs.codec.encoded().as("record"), col(ComparedRecords.IS_NEW))
        .select(col("record"), inline(keysOfRecord))
        .groupBy("key")
        .agg(
            collect_list(struct("place", "record")).as("block"),
            bit_or(col("place")).bitwiseAND(lit(NEW)).as("new"))
        .filter(size(col("block")).gt(1).and(col("new").gt(0)))
        .select(inline(pairsOfBlock));
  }

  private synchronized List<Row> keys(byte[] record, boolean isNew) {
    Candidate candidate = codec.decode(record, comparer.get()).candidate();
    List<BlockingRule> rules = comparer.get().rules();
    List<Row> keys = new ArrayList<>();
    int age = isNew ? NEW : 0;
    for (int rule = 0; rule < rules.size(); rule++) {
      BlockingRule blocking = rules.get(rule);
      if (blocking.isSymmetric()) {
        add(keys, rule, blocking.leftKey(candidate), age | LEFT | RIGHT);
      } else {
        add(keys, rule, blocking.leftKey(candidate), age | LEFT);
        add(keys, rule, blocking.rightKey(candidate), age | RIGHT);
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
    Map<Integer, Sides> byRule = new TreeMap<>(); // keys of two rules may collide
    for (Row row : block) {
      int place = row.getInt(0);
      byRule
          .computeIfAbsent(place / SIDES, rule -> new Sides())
          .add(place, codec.decode(row.getAs(1), comparer.get()));
    }
    List<Row> pairs = new ArrayList<>();
    byRule.forEach(
        (rule, sides) -> {
          paired(rule, sides.newLeft, sides.right(), pairs);
          paired(rule, sides.knownLeft, sides.newRight, pairs);
        });
    return pairs;
  }

  private void paired(int rule, List<Member> left, List<Member> right, List<Row> pairs) {
    Blocks.pairs(
        link,
        comparer.get().rules(),
        once ? 0 : rule,
        rule,
        left,
        right,
        (first, second) -> pairs.add(pair(rule, first, second)));
  }

  /** The records of a block, by side and age. */
  private static final class Sides {
    private final List<Member> newLeft = new ArrayList<>();
    private final List<Member> knownLeft = new ArrayList<>();
    private final List<Member> newRight = new ArrayList<>();
    private final List<Member> knownRight = new ArrayList<>();

    void add(int place, Member member) {
      boolean isNew = (place & NEW) != 0;
      if ((place & LEFT) != 0) {
        (isNew ? newLeft : knownLeft).add(member);
      }
      if ((place & RIGHT) != 0) {
        (isNew ? newRight : knownRight).add(member);
      }
    }

    List<Member> right() {
      List<Member> all = new ArrayList<>(newRight);
      all.addAll(knownRight);
      return all;
    }
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
