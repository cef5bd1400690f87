package org.caudal.register.link;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF3;
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
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Records that hang together, and the persons among them. */
final class RecordGroups {
  private static final StructType TOGETHER =
      new StructType()
          .add("mark", DataTypes.LongType, false)
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

  /** What stands for a record where many are held in memory. */
  static Column mark(Column source, Column record) {
    return xxhash64(source, record);
  }

  /** Records, by their {@code mark}, of a pair with the {@code component} they are in. */
  static Dataset<Row> together(Dataset<Row> pairs, Limits limits) {
    UDF1<Seq<Row>, List<Row>> components =
        rows -> components(CollectionConverters.asJava(rows), limits);
    Column held =
        struct(
            mark(col("left_source"), col("left_record")),
            mark(col("right_source"), col("right_record")),
            col("weight"));
    return pairs
        .filter(col("weight").geq(limits.leastWeight()))
        .agg(collect_list(held).as("pairs"))
        .select(
            inline(
                udf(components, DataTypes.createArrayType(TOGETHER, false))
                    .withName("components")
                    .apply(col("pairs"))));
  }

  /**
   * Records with their persons.
   *
   * @param records of {@link ComparedRecords} with {@code component}, below zero for records
   *     without a pair
   * @param model of {@link PairScores#model}
   * @param shares how many shares the records have
   */
  static Dataset<Row> of(
      Dataset<Row> records,
      Dataset<Row> model,
      LinkageModel settings,
      List<String> fields,
      int shares,
      Limits limits) {
    RecordCodec codec = new RecordCodec(fields.size(), shares);
    Persons persons = new Persons(settings, fields, codec, limits);
    UDF3<Integer, Seq<byte[]>, String, List<Row>> group =
        (component, encoded, text) ->
            persons.of(component, CollectionConverters.asJava(encoded), text);
    return records
        .select(col("component"), codec.encoded().as("record"))
        .groupBy("component")
        .agg(collect_list("record").as("records"))
        .crossJoin(broadcast(model))
        .select(
            inline(
                udf(group, DataTypes.createArrayType(GROUPED, false))
                    .withName("persons")
                    .apply(col("component"), col("records"), col("model"))));
  }

  private static List<Row> components(List<Row> rows, Limits limits) {
    Map<Long, Integer> numbers = new HashMap<>();
    List<Long> marks = new ArrayList<>();
    List<int[]> pairs = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (Row row : rows) {
      int[] pair = new int[2];
      for (int side = 0; side < 2; side++) {
        pair[side] =
            numbers.computeIfAbsent(
                row.getLong(side),
                mark -> {
                  marks.add(mark);
                  return marks.size() - 1;
                });
      }
      pairs.add(pair);
      weights.add(row.getDouble(2));
    }
    int[] component =
        PersonGroups.components(
            marks.size(), pairs, weights, limits.leastWeight(), limits.mostRecords());
    List<Row> together = new ArrayList<>();
    for (int i = 0; i < component.length; i++) {
      together.add(RowFactory.create(marks.get(i), component[i]));
    }
    return together;
  }

  /** Persons among the records of a component. */
  private static final class Persons implements Serializable {
    private static final long serialVersionUID = 1;

    private final LinkageModel settings;
    private final List<String> fields;
    private final RecordCodec codec;
    private final Limits limits;
    private final PairScores scores;
    private transient @Nullable Comparer comparer;

    Persons(LinkageModel settings, List<String> fields, RecordCodec codec, Limits limits) {
      this.settings = settings;
      this.fields = fields;
      this.codec = codec;
      this.limits = limits;
      scores = new PairScores(settings);
    }

    /** Records of components below zero are alone. */
    synchronized List<Row> of(int component, List<byte[]> encoded, String model) {
      Comparer ready = comparer;
      if (ready == null) {
        ready = new Comparer(settings, fields, List.of(), limits.text());
        comparer = ready;
      }
      List<Member> members = new ArrayList<>();
      for (byte[] bytes : encoded) {
        members.add(codec.decode(bytes, ready));
      }
      Collections.sort(members); // the order of arrival must not matter
      if (component < 0) {
        return members.stream().map(member -> row(member, member, 1, null)).toList();
      }
      return grouped(members, ready, scores.scorer(model));
    }

    private List<Row> grouped(List<Member> members, Comparer ready, Scorer scorer) {
      double[][] weights =
          MeanLinkage.weights(
              members.size(), (i, j) -> weight(members.get(i), members.get(j), ready, scorer));
      double[][] kept = new double[weights.length][];
      Arrays.setAll(kept, i -> weights[i].clone());
      int[] groups = MeanLinkage.groups(weights, limits.meanWeight());
      int[] sizes = new int[groups.length];
      for (int group : groups) {
        sizes[group]++;
      }
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < groups.length; i++) {
        rows.add(
            row(
                members.get(i),
                members.get(groups[i]),
                sizes[groups[i]],
                MeanLinkage.meanWithin(kept, groups, i)));
      }
      return rows;
    }

    private static Row row(Member member, Member first, int records, @Nullable Double weight) {
      return RowFactory.create(
          member.source(), member.id(), first.source(), first.id(), records, weight);
    }

    private double weight(Member first, Member second, Comparer ready, Scorer scorer) {
      if (first.source().equals(second.source())
          && limits.oneRecordSources().contains(first.source())) {
        return Double.NEGATIVE_INFINITY;
      }
      double weight =
          scorer.weight(
              ready.pattern(first.candidate(), second.candidate()),
              first.frequencies(),
              second.frequencies());
      return Math.max(weight, limits.floor());
    }
  }
}
