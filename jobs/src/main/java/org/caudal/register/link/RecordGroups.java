package org.caudal.register.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.PersonGroups;
import org.caudal.statistics.linkage.PersonGroups.Link;
import org.caudal.statistics.linkage.Persons;
import org.caudal.statistics.linkage.Persons.Person;
import org.caudal.statistics.linkage.Scorer;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Records that hang together, and the persons among them. */
final class RecordGroups {
  private static final String MARK = "mark";

  private static final StructType COMPONENT =
      new StructType()
          .add(MARK, DataTypes.LongType, false)
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
   * Which records are looked at together, and which of them are of one person.
   *
   * @param leastWeight lowest weight of a pair that brings records together
   * @param mostRecords most records that are looked at together
   * @param rule of one person
   */
  record Limits(double leastWeight, int mostRecords, Persons.Rule rule) implements Serializable {}

  /**
   * Records with their persons.
   *
   * @param pairs of {@link RecordPair}
   * @param separate of {@link SeparatePair}
   * @param model of {@link PairScores#model}
   */
  static Dataset<Row> of(
      ComparedRecords records,
      Dataset<Row> pairs,
      Dataset<Row> separate,
      Column model,
      LinkageModel settings,
      Limits limits) {
    RecordCodec codec = records.codec();
    Together together =
        new Together(
            codec, records.comparer(settings, List.of()), new PairScores(settings), limits.rule());
    UDF5<Integer, Long, byte[], @Nullable Seq<Row>, byte[], List<Row>> group = together::persons;
    return records
        .rows()
        .withColumn(MARK, mark(col("source_id"), col("record_id")))
        .join(components(pairs, limits).hint("shuffle_hash"), new String[] {MARK}, "left")
        .select(
            coalesce(col("component"), alone()).as("component"),
            col(MARK),
            codec.encoded().as("record"))
        .join(others(separate), new String[] {MARK}, "left")
        .withColumn("records", count(lit(1)).over(Window.partitionBy("component")))
        .select(
            inline(
                udf(group, DataTypes.createArrayType(GROUPED, false))
                    .asNondeterministic() // it holds a component: once a row, in their order
                    .withName("persons")
                    .apply(col("component"), col("records"), col("record"), col("others"), model)));
  }

  /** What stands for a record where many are held in memory. */
  private static Column mark(Column source, Column record) {
    return xxhash64(source, record);
  }

  /** Records, by their mark, with the {@code others} that are of another person. */
  private static Dataset<Row> others(Dataset<Row> separate) {
    Column left = struct(col("left_source").as("source"), col("left_record").as("record"));
    Column right = struct(col("right_source").as("source"), col("right_record").as("record"));
    Column both =
        array(struct(left.as("one"), right.as("other")), struct(right.as("one"), left.as("other")));
    return separate
        .select(inline(both))
        .groupBy(mark(col("one.source"), col("one.record")).as(MARK))
        .agg(collect_list("other").as("others"));
  }

  /** A number below zero: records without a pair are spread over many. */
  private static Column alone() {
    return hash(col("source_id"), col("record_id")).bitwiseOR(lit(Integer.MIN_VALUE));
  }

  /** Records, by their mark, of a pair with the {@code component} they are in. */
  private static Dataset<Row> components(Dataset<Row> pairs, Limits limits) {
    UDF1<Seq<Row>, List<Row>> components =
        rows -> components(CollectionConverters.asJava(rows), limits);
    Column link =
        struct(
            mark(col("left_source"), col("left_record")),
            mark(col("right_source"), col("right_record")),
            col("weight"));
    return pairs
        .filter(col("weight").geq(limits.leastWeight()))
        .agg(collect_list(link).as("links"))
        .select(
            inline(
                udf(components, DataTypes.createArrayType(COMPONENT, false))
                    .withName("components")
                    .apply(col("links"))));
  }

  private static List<Row> components(List<Row> rows, Limits limits) {
    Map<Long, Integer> numbers = new LinkedHashMap<>();
    List<Link> links = new ArrayList<>();
    for (Row row : rows) {
      links.add(
          new Link(
              numbers.computeIfAbsent(row.getLong(0), mark -> numbers.size()),
              numbers.computeIfAbsent(row.getLong(1), mark -> numbers.size()),
              row.getDouble(2)));
    }
    int[] component =
        PersonGroups.components(numbers.size(), links, limits.leastWeight(), limits.mostRecords());
    List<Row> components = new ArrayList<>();
    numbers.forEach((mark, number) -> components.add(RowFactory.create(mark, component[number])));
    return components;
  }

  /** The records of a component, as they come one after the other. */
  private static final class Together implements Serializable {
    private static final long serialVersionUID = 1;

    private final RecordCodec codec;
    private final LazyComparer comparer;
    private final PairScores scores;
    private final Persons.Rule rule;
    private final List<Member> members = new ArrayList<>();
    private final Set<List<String>> apart = new HashSet<>();

    Together(RecordCodec codec, LazyComparer comparer, PairScores scores, Persons.Rule rule) {
      this.codec = codec;
      this.comparer = comparer;
      this.scores = scores;
      this.rule = rule;
    }

    /** All of a component with its last record; records of one below zero are alone. */
    synchronized List<Row> persons(
        int component, long records, byte[] record, @Nullable Seq<Row> others, byte[] model) {
      Member member = codec.decode(record, comparer.get());
      if (component < 0) {
        return List.of(row(member, new Person(member, 1, null)));
      }
      members.add(member);
      if (others != null) {
        for (Row other : CollectionConverters.asJava(others)) {
          apart.add(List.of(member.source(), member.id(), other.getString(0), other.getString(1)));
        }
      }
      return members.size() < records ? List.of() : persons(scores.scorer(model));
    }

    private List<Row> persons(Scorer scorer) {
      Collections.sort(members); // the order of arrival must not matter
      Persons.Apart known =
          (first, second) ->
              !apart.isEmpty()
                  && apart.contains(
                      List.of(first.source(), first.id(), second.source(), second.id()));
      List<Person> persons = Persons.of(members, rule, known, comparer.get(), scorer);
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < persons.size(); i++) {
        rows.add(row(members.get(i), persons.get(i)));
      }
      members.clear();
      apart.clear();
      return rows;
    }

    private static Row row(Member member, Person person) {
      return RowFactory.create(
          member.source(),
          member.id(),
          person.first().source(),
          person.first().id(),
          person.records(),
          person.weight());
    }
  }
}
