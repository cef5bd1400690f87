package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.KeyedHash;
import org.caudal.statistics.linkage.BlockingRule;
import org.caudal.statistics.linkage.Blocks;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.Comparer;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of records that blocking rules find, compared.
 *
 * <p>Every record is sent to the blocks of its keys as bytes; those of a block of one are never
 * read.
 */
final class CandidatePairs {
  private static final ArrayType SHARES = DataTypes.createArrayType(DataTypes.DoubleType, false);

  private static final StructType KEYED =
      new StructType()
          .add("key", DataTypes.LongType, false)
          .add("place", DataTypes.IntegerType, false)
          .add("record", DataTypes.BinaryType, false);

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

  private CandidatePairs() {}

  /**
   * Pairs {@code rule, left_source, left_record, right_source, right_record, pattern, left_shares,
   * right_shares}; a share is NaN where there is no value.
   *
   * @param records of {@link ComparedRecords}
   * @param fields names of their values, in order
   * @param shares how many shares they have
   * @param rules blocking rules
   * @param once whether a pair is given for the first rule that holds only
   */
  static Dataset<Row> of(
      Dataset<Row> records,
      LinkageModel model,
      List<String> fields,
      int shares,
      List<String> rules,
      boolean once,
      Symbols.Unit unit) {
    int values = fields.size();
    MapPartitionsFunction<Row, Row> keyed =
        rows -> {
          RecordCodec codec = new RecordCodec(values, shares);
          Comparer comparer = new Comparer(model, fields, rules, unit);
          return new Expanding(rows, (row, out) -> keys(row, codec, comparer, out));
        };
    MapPartitionsFunction<Row, Row> paired =
        rows ->
            new BlockPairs(
                rows,
                model.link(),
                new RecordCodec(values, shares),
                new Comparer(model, fields, rules, unit),
                once);
    return records
        .mapPartitions(keyed, Encoders.row(KEYED))
        .repartition(col("key"))
        .sortWithinPartitions("key")
        .mapPartitions(paired, Encoders.row(PAIR));
  }

  private static void keys(Row row, RecordCodec codec, Comparer comparer, Consumer<Row> out) {
    var candidate = comparer.candidate(codec.values(row));
    byte[] record = codec.encode(row);
    for (int rule = 0; rule < comparer.rules().size(); rule++) {
      BlockingRule blocking = comparer.rules().get(rule);
      if (blocking.isSymmetric()) {
        emit(record, rule, blocking.leftKey(candidate), LEFT | RIGHT, out);
      } else {
        emit(record, rule, blocking.leftKey(candidate), LEFT, out);
        emit(record, rule, blocking.rightKey(candidate), RIGHT, out);
      }
    }
  }

  private static void emit(
      byte[] record, int rule, OptionalLong key, int sides, Consumer<Row> out) {
    if (key.isPresent()) {
      long block = KeyedHash.bits(key.getAsLong(), rule, 0);
      out.accept(RowFactory.create(block, rule * SIDES + sides, record));
    }
  }

  /** Pairs block by block: rows come sorted by key. */
  private static final class BlockPairs implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final LinkageModel.Link link;
    private final RecordCodec codec;
    private final Comparer comparer;
    private final boolean once;
    private final List<Row> pairs = new ArrayList<>();
    private int next;
    private @Nullable Row ahead;

    BlockPairs(
        Iterator<Row> rows,
        LinkageModel.Link link,
        RecordCodec codec,
        Comparer comparer,
        boolean once) {
      this.rows = rows;
      this.link = link;
      this.codec = codec;
      this.comparer = comparer;
      this.once = once;
      ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      for (Row row = ahead; next == pairs.size() && row != null; row = ahead) {
        block(row);
      }
      return next < pairs.size();
    }

    @Override
    public Row next() {
      return pairs.get(next++);
    }

    private void block(Row first) {
      pairs.clear();
      next = 0;
      long key = first.getLong(0);
      Row row = rows.hasNext() ? rows.next() : null;
      if (row == null || row.getLong(0) != key) {
        ahead = row; // alone: nothing to compare
        return;
      }
      TreeMap<Integer, List<List<Member>>> byRule =
          new TreeMap<>(); // keys of two rules may collide
      add(first, byRule);
      while (row != null && row.getLong(0) == key) {
        add(row, byRule);
        row = rows.hasNext() ? rows.next() : null;
      }
      ahead = row;
      byRule.forEach(
          (rule, sides) ->
              Blocks.pairs(
                  link,
                  comparer.rules(),
                  once ? 0 : rule,
                  rule,
                  sides.get(0),
                  sides.get(1),
                  (left, right) -> pairs.add(pair(rule, left, right))));
    }

    private void add(Row row, Map<Integer, List<List<Member>>> byRule) {
      int place = row.getInt(1);
      List<List<Member>> sides =
          byRule.computeIfAbsent(
              place / SIDES, rule -> List.of(new ArrayList<>(), new ArrayList<>()));
      Member member = codec.decode(row.getAs(2), comparer);
      if ((place & LEFT) != 0) {
        sides.get(0).add(member);
      }
      if ((place & RIGHT) != 0) {
        sides.get(1).add(member);
      }
    }

    private Row pair(int rule, Member left, Member right) {
      return RowFactory.create(
          rule,
          left.source(),
          left.id(),
          right.source(),
          right.id(),
          comparer.pattern(left.candidate(), right.candidate()),
          left.frequencies(),
          right.frequencies());
    }
  }
}
