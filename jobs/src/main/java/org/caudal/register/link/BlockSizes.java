package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.linkage.BlockKeys;
import org.caudal.statistics.linkage.Candidate;
import org.caudal.statistics.linkage.RuleOverlaps;
import org.jspecify.annotations.Nullable;

/** The blocks in which records stand, by the keys of blocking rules, without a pair. */
final class BlockSizes implements Serializable {
  private static final long serialVersionUID = 1;

  private static final StructType ENTRY =
      new StructType()
          .add("set", DataTypes.IntegerType, false)
          .add("key", DataTypes.LongType, false)
          .add("is_left", DataTypes.IntegerType, false)
          .add("is_right", DataTypes.IntegerType, false)
          .add("is_first", DataTypes.IntegerType, false);

  private final LazyComparer comparer;
  private final int fields;
  private final int ordered;
  private final int most;
  private transient @Nullable RuleOverlaps made;

  /**
   * Sets of equalities whose blocks are wanted.
   *
   * @param comparer with the rules
   * @param fields how many values a record has
   * @param ordered how many of the rules have a precedence; 0 where only the rules are wanted
   * @param most most sets
   */
  BlockSizes(LazyComparer comparer, int fields, int ordered, int most) {
    this.comparer = comparer;
    this.fields = fields;
    this.ordered = ordered;
    this.most = most;
  }

  /** What is counted of the rules. */
  synchronized RuleOverlaps overlaps() {
    RuleOverlaps ready = made;
    if (ready == null) {
      ready = new RuleOverlaps(comparer.get().rules(), ordered, most);
      made = ready;
    }
    return ready;
  }

  /**
   * Rows {@code source_id, record_id, set, key, is_left, is_right, is_first}: one a record and
   * block, with 1 for the sides on which it stands there and for the first of the blocks of the
   * set, else 0.
   */
  Dataset<Row> entries(Dataset<Row> values) {
    UDF1<Row, List<Row>> entries = this::entries;
    Column[] texts =
        IntStream.range(0, fields)
            .mapToObj(field -> col(ComparedRecords.value(field)))
            .toArray(Column[]::new);
    return values.select(
        col("source_id"),
        col("record_id"),
        inline(
            udf(entries, DataTypes.createArrayType(ENTRY, false))
                .withName("block_entries")
                .apply(struct(texts))));
  }

  private synchronized List<Row> entries(Row values) {
    @Nullable String[] texts = new @Nullable String[fields];
    for (int i = 0; i < fields; i++) {
      texts[i] = values.getString(i);
    }
    Candidate candidate = comparer.get().candidate(texts);
    List<Row> entries = new ArrayList<>();
    for (int set = 0; set < overlaps().sets(); set++) {
      SortedMap<Long, Integer> keys = overlaps().keys(set).of(candidate);
      for (Map.Entry<Long, Integer> key : keys.entrySet()) {
        entries.add(
            RowFactory.create(
                set,
                key.getKey(),
                key.getValue() & BlockKeys.LEFT,
                key.getValue() / BlockKeys.RIGHT,
                key.getKey().equals(keys.firstKey()) ? 1 : 0));
      }
    }
    return entries;
  }
}
