package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.problem.ProblemException;
import org.caudal.statistics.KeyedHash;
import org.caudal.statistics.linkage.BlockKeys;
import org.caudal.statistics.linkage.BlockingRule;
import org.caudal.statistics.linkage.Blocks;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.Candidate;
import org.caudal.statistics.linkage.Comparer;
import org.caudal.statistics.linkage.LinkageModel;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of records that blocking rules find, compared.
 *
 * <p>Every record is sent to the blocks of its keys as bytes, sorted by key: a record makes pairs
 * with those of its block that came before it. One that is alone in its block is never read.
 */
final class CandidatePairs implements Serializable {
  private static final long serialVersionUID = 1;

  private static final StructType KEY =
      new StructType()
          .add("key", DataTypes.LongType, false)
          .add("place", DataTypes.IntegerType, false);

  /** The place of a record is its rule, the sides of the block on which it stands, and its age. */
  private static final int SIDES = 8;

  /** Beside the sides: whether the record is new, so that its pairs are wanted. */
  private static final int NEW = 4;

  private final LinkageModel.Link link;
  private final Rules rules;
  private final RecordCodec codec;
  private final LazyComparer comparer;
  private final Pair pair;

  /** What the last record was sent to. */
  private transient @Nullable Block block;

  private CandidatePairs(
      LinkageModel.Link link, Rules rules, RecordCodec codec, LazyComparer comparer, Pair pair) {
    this.link = link;
    this.rules = rules;
    this.codec = codec;
    this.comparer = comparer;
    this.pair = pair;
  }

  /**
   * Blocking rules.
   *
   * @param conditions in the order of their precedence
   * @param first number of the first rule that takes pairs away from those behind it
   * @param mostBlock most records of a block; more end the run
   */
  record Rules(List<String> conditions, int first, int mostBlock) implements Serializable {}

  /** What becomes of a pair. */
  interface Pair extends Serializable {
    /** The row of a pair, null for none; {@code given} is the same for all pairs. */
    @Nullable Row row(int rule, Member left, Member right, Comparer comparer, byte[] given);
  }

  /**
   * The rows of pairs of which at least one record is new.
   *
   * @param given bytes that each pair is given
   * @param pair what makes rows of pairs
   * @param type of these rows
   */
  static Dataset<Row> of(
      ComparedRecords records,
      LinkageModel model,
      Rules rules,
      Column given,
      Pair pair,
      StructType type) {
    CandidatePairs pairs =
        new CandidatePairs(
            model.link(),
            rules,
            records.codec(),
            records.comparer(model, rules.conditions()),
            pair);
    UDF2<byte[], Boolean, List<Row>> keys = pairs::keys;
    UDF4<Long, Integer, byte[], byte[], List<Row>> paired = pairs::paired;
    Column keysOfRecord =
        udf(keys, DataTypes.createArrayType(KEY, false))
            .withName("blocking_keys")
            .apply(col("record"), col(ComparedRecords.IS_NEW));
    Column pairsOfRecord =
        udf(paired, DataTypes.createArrayType(type, false))
            .asNondeterministic() // it knows the block: once a row, in their order
            .withName("pairs_in_block")
            .apply(col("key"), col("place"), col("record"), given);
    return RecordChecks.passed(records.rows(), RecordChecks.sources(records.values(), model.link()))
        .select(pairs.codec.encoded().as("record"), col(ComparedRecords.IS_NEW))
        .select(col("record"), inline(keysOfRecord))
        .repartition(col("key"))
        .sortWithinPartitions("key")
        .select(inline(pairsOfRecord));
  }

  private synchronized List<Row> keys(byte[] record, boolean isNew) {
    Candidate candidate = codec.decode(record, comparer.get()).candidate();
    List<BlockingRule> blocking = comparer.get().rules();
    List<Row> keys = new ArrayList<>();
    int age = isNew ? NEW : 0;
    for (int rule = 0; rule < blocking.size(); rule++) {
      for (Map.Entry<Long, Integer> key : blocking.get(rule).keys().of(candidate).entrySet()) {
        int place = rule * SIDES + (age | key.getValue());
        keys.add(RowFactory.create(block(key.getKey(), rule), place));
      }
    }
    return keys;
  }

  private static long block(long key, int rule) {
    return KeyedHash.bits(key, rule, 0);
  }

  /** Pairs of a record with those before it that have its key. */
  private synchronized List<Row> paired(long key, int place, byte[] record, byte[] given) {
    Block known = block;
    if (known == null || known.key != key) {
      known = new Block(key);
      block = known;
    }
    Entry entry = new Entry(place, record);
    List<Row> rows = List.of();
    int rule = place / SIDES;
    for (Entry earlier : known.entries) {
      if (earlier.place / SIDES == rule && ((earlier.place | place) & NEW) != 0) {
        rows = rows.isEmpty() ? new ArrayList<>() : rows;
        add(rows, key, earlier, entry, given);
      }
    }
    known.entries.add(entry);
    if (known.entries.size() > rules.mostBlock()) {
      throw tooLarge(rules.conditions().get(rule), rules.mostBlock());
    }
    return rows;
  }

  private void add(List<Row> rows, long key, Entry one, Entry other, byte[] given) {
    int rule = one.place / SIDES;
    Member first = one.member();
    Member second = other.member();
    boolean isInOrder = first.compareTo(second) < 0;
    Member left = isInOrder ? first : second;
    Member right = isInOrder ? second : first;
    if (((isInOrder ? one : other).place & BlockKeys.LEFT) != 0
        && ((isInOrder ? other : one).place & BlockKeys.RIGHT) != 0
        && Blocks.isPair(
            link, comparer.get().rules(), Math.min(rules.first(), rule), rule, left, right)
        && isFirst(key, rule, left, right)) {
      Row row = pair.row(rule, left, right, comparer.get(), given);
      if (row != null) {
        rows.add(row);
      }
    }
  }

  /** Whether the block is the first of those in which both records stand: it makes the pair. */
  private boolean isFirst(long block, int number, Member left, Member right) {
    BlockingRule rule = comparer.get().rules().get(number);
    return !rule.sharesElements()
        || rule.keys().first(left.candidate(), right.candidate()).stream()
            .anyMatch(key -> block(key, number) == block);
  }

  private static ProblemException tooLarge(String rule, int most) {
    return RecordChecks.refused(
        String.format(
            Locale.ROOT,
            "has more than %,d records in one block of the rule %s, as many as most-block allows.",
            most,
            rule),
        "Add an equality to the rule, empty a value that stands for nothing, or raise most-block; count-blocks has the largest blocks of each rule.");
  }

  /** The records of one key that came so far; keys of two rules may collide. */
  private static final class Block {
    private final long key;
    private final List<Entry> entries = new ArrayList<>();

    Block(long key) {
      this.key = key;
    }
  }

  /** A record in a block, read when it is compared. */
  private final class Entry {
    private final int place;
    private final byte[] record;
    private @Nullable Member read;

    Entry(int place, byte[] record) {
      this.place = place;
      this.record = record;
    }

    Member member() {
      Member known = read;
      if (known == null) {
        known = codec.decode(record, comparer.get());
        read = known;
      }
      return known;
    }
  }
}
