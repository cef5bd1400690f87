package org.caudal.register.link;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.Comparer;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.MeanLinkage;
import org.caudal.statistics.linkage.PersonGroups;
import org.caudal.statistics.linkage.Scorer;
import org.caudal.statistics.linkage.Symbols;
import org.jspecify.annotations.Nullable;

/** Records that hang together, and the persons among them. */
final class RecordGroups {
  private static final StructType TOGETHER =
      new StructType()
          .add("source_id", DataTypes.StringType, false)
          .add("record_id", DataTypes.StringType, false)
          .add("component", DataTypes.IntegerType, false);

  private static final StructType GROUPED =
      new StructType()
          .add("source_id", DataTypes.StringType, false)
          .add("record_id", DataTypes.StringType, false)
          .add("first_source", DataTypes.StringType, false)
          .add("first_record", DataTypes.StringType, false)
          .add("records", DataTypes.IntegerType, false)
          .add("weight", DataTypes.DoubleType, true);

  private RecordGroups() {}

  /**
   * When records are of one person.
   *
   * @param leastWeight lowest weight of a pair that brings records together
   * @param meanWeight lowest mean weight at which groups are joined
   * @param floor weight that no pair is below in a mean
   * @param oneRecordSources registers in which a person has one record at most
   * @param mostRecords most records that are looked at together
   * @param text what distances count
   */
  record Limits(
      double leastWeight,
      double meanWeight,
      double floor,
      List<String> oneRecordSources,
      int mostRecords,
      Symbols.Unit text)
      implements Serializable {}

  /** A record by its source and pseudonym. */
  private record Key(String source, String record) {}

  /** Records {@code source_id, record_id} of a pair with the {@code component} they are in. */
  static Dataset<Row> together(Dataset<Row> pairs, Limits limits) {
    double least = limits.leastWeight();
    int most = limits.mostRecords();
    MapPartitionsFunction<Row, Row> components = rows -> components(rows, least, most);
    return pairs
        .filter(col("weight").geq(least))
        .select("left_source", "left_record", "right_source", "right_record", "weight")
        .coalesce(1)
        .mapPartitions(components, Encoders.row(TOGETHER));
  }

  /**
   * Records with their persons.
   *
   * @param records of {@link ComparedRecords} with {@code component}, below zero for records
   *     without a pair, and {@code model}
   */
  static Dataset<Row> of(
      Dataset<Row> records,
      Dataset<Row> model,
      LinkageModel settings,
      List<String> fields,
      int shares,
      Limits limits) {
    int values = fields.size();
    MapPartitionsFunction<Row, Row> grouped =
        rows -> new Components(rows, settings, fields, new RecordCodec(values, shares), limits);
    return records
        .repartition(col("component"))
        .sortWithinPartitions("component", "source_id", "record_id")
        .crossJoin(broadcast(model)) // keeps the order of the records
        .mapPartitions(grouped, Encoders.row(GROUPED));
  }

  private static Iterator<Row> components(Iterator<Row> rows, double least, int most) {
    Map<Key, Integer> numbers = new HashMap<>();
    List<Key> keys = new ArrayList<>();
    List<int[]> pairs = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      int[] pair = new int[2];
      for (int side = 0; side < 2; side++) {
        Key key = new Key(row.getString(2 * side), row.getString(2 * side + 1));
        pair[side] =
            numbers.computeIfAbsent(
                key,
                k -> {
                  keys.add(k);
                  return keys.size() - 1;
                });
      }
      pairs.add(pair);
      weights.add(row.getDouble(4));
    }
    int[] component = PersonGroups.components(keys.size(), pairs, weights, least, most);
    List<Row> out = new ArrayList<>();
    for (int i = 0; i < component.length; i++) {
      out.add(RowFactory.create(keys.get(i).source(), keys.get(i).record(), component[i]));
    }
    return out.iterator();
  }

  /** Component by component: rows come sorted. */
  private static final class Components implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final RecordCodec codec;
    private final Limits limits;
    private final Comparer comparer;
    private final PairScores scores;
    private final List<Row> grouped = new ArrayList<>();
    private int next;
    private @Nullable Row ahead;

    Components(
        Iterator<Row> rows,
        LinkageModel settings,
        List<String> fields,
        RecordCodec codec,
        Limits limits) {
      this.codec = codec;
      this.rows = rows;
      this.limits = limits;
      comparer = new Comparer(settings, fields, List.of(), limits.text());
      scores = new PairScores(settings);
      ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      for (Row row = ahead; next == grouped.size() && row != null; row = ahead) {
        grouped.clear();
        next = 0;
        if (row.<Integer>getAs("component") < 0) {
          String source = row.getAs("source_id");
          String record = row.getAs("record_id");
          grouped.add(RowFactory.create(source, record, source, record, 1, null));
          ahead = rows.hasNext() ? rows.next() : null;
        } else {
          component(row.getAs("component"), scores.scorer(row.getAs("model")));
        }
      }
      return next < grouped.size();
    }

    @Override
    public Row next() {
      return grouped.get(next++);
    }

    private void component(int component, Scorer scorer) {
      List<Member> members = new ArrayList<>();
      for (Row row = ahead;
          row != null && row.<Integer>getAs("component") == component;
          row = ahead) {
        members.add(codec.member(row, comparer));
        ahead = rows.hasNext() ? rows.next() : null;
      }
      double[][] weights =
          MeanLinkage.weights(
              members.size(), (i, j) -> weight(members.get(i), members.get(j), scorer));
      double[][] kept = new double[weights.length][];
      for (int i = 0; i < weights.length; i++) {
        kept[i] = weights[i].clone();
      }
      int[] groups = MeanLinkage.groups(weights, limits.meanWeight());
      int[] sizes = new int[groups.length];
      for (int group : groups) {
        sizes[group]++;
      }
      for (int i = 0; i < groups.length; i++) {
        Member member = members.get(i);
        Member first = members.get(groups[i]);
        grouped.add(
            RowFactory.create(
                member.source(),
                member.id(),
                first.source(),
                first.id(),
                sizes[groups[i]],
                MeanLinkage.meanWithin(kept, groups, i)));
      }
    }

    private double weight(Member first, Member second, Scorer scorer) {
      if (first.source().equals(second.source())
          && limits.oneRecordSources().contains(first.source())) {
        return Double.NEGATIVE_INFINITY;
      }
      double weight =
          scorer.weight(
              comparer.pattern(first.candidate(), second.candidate()),
              first.frequencies(),
              second.frequencies());
      return Math.max(weight, limits.floor());
    }
  }
}
