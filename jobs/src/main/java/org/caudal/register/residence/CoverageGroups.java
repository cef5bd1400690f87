package org.caudal.register.residence;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.functions.AgeBands;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.reference.Codes;
import org.caudal.statistics.CoverageModel;
import org.caudal.statistics.CoverageModel.Group;
import org.caudal.statistics.LogInterval;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The groups by which coverage is estimated, and {@link CoverageModel} and {@link LogInterval} as
 * columns.
 */
public final class CoverageGroups {
  /** What stands between the levels of a group. */
  static final String BETWEEN = "; ";

  private static final StructType FITTED =
      new StructType()
          .add("variance", DataTypes.DoubleType, false)
          .add(
              "groups",
              DataTypes.createArrayType(
                  new StructType()
                      .add("coverage", DataTypes.DoubleType, false)
                      .add("weight", DataTypes.DoubleType, false)
                      .add("variance", DataTypes.DoubleType, false),
                  false),
              false);

  private CoverageGroups() {}

  /** Whether a person is on the list: by the least index, and by a sign of the year after. */
  public static Column isListed(Column leastIndex, Column isConfirmed) {
    return coalesce(
        col("residence_index")
            .geq(leastIndex)
            .and(not(isConfirmed).or(coalesce(col("signs_after"), lit(0)).gt(0))),
        lit(false));
  }

  /** First age of the group, of {@code age}. */
  static Column ageGroup(List<Integer> firstAges) {
    return coalesce(AgeBands.group(col("age"), firstAges).cast("string"), lit(Codes.UNKNOWN));
  }

  /** Citizen or not, of {@code citizenship}. */
  static Column origin(Column country) {
    return when(col("citizenship").equalTo(Codes.UNKNOWN), lit(Codes.UNKNOWN))
        .when(col("citizenship").equalTo(country), lit("national"))
        .otherwise(lit("foreigner"));
  }

  /** Sorted groups: levels, persons on the list, in the count and in both, and other columns. */
  public static Column design(List<String> more) {
    List<String> columns = List.of("levels", "listed", "counted", "matched");
    return array_sort(collect_list(struct(Columns.named(columns, more.toArray(String[]::new)))));
  }

  /**
   * What the model of groups says: {@code variance} of all persons, and by group {@code coverage},
   * {@code weight} and {@code variance}.
   */
  static Column fitted(Column design) {
    UDF3<Seq<Row>, Double, Double, Row> fitted =
        (rows, r, f) -> {
          List<Group> groups = groups(rows);
          CoverageModel model = new CoverageModel(groups, r, f);
          Row[] fits =
              groups.stream()
                  .map(
                      group ->
                          RowFactory.create(
                              model.coverage(group.levels()),
                              model.weight(group.levels()),
                              model.variance(List.of(group))))
                  .toArray(Row[]::new);
          return RowFactory.create(model.variance(groups), fits);
        };
    return udf(fitted, FITTED).withName("coverage_model").apply(linked(design));
  }

  /** The last model of a task: the cells of a day have one. */
  private static final class Latest implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient @Nullable List<Object> of;
    private transient @Nullable CoverageModel model;

    synchronized CoverageModel model(List<Group> groups, double recall, double falseShare) {
      List<Object> asked = List.of(groups, recall, falseShare);
      CoverageModel fitted = model;
      if (fitted == null || !asked.equals(of)) {
        fitted = new CoverageModel(groups, recall, falseShare);
        model = fitted;
        of = asked;
      }
      return fitted;
    }
  }

  /** The variance of the persons of a cell: of groups as in {@link #design} with those of it. */
  public static Column variance(Column design, Column cell) {
    Latest latest = new Latest();
    UDF4<Seq<Row>, Double, Double, Seq<Row>, Double> variance =
        (rows, r, f, some) -> latest.model(groups(rows), r, f).variance(groups(some));
    Column[] all =
        Stream.concat(Arrays.stream(linked(design)), Stream.of(cell)).toArray(Column[]::new);
    return udf(variance, DataTypes.DoubleType).withName("coverage_variance").apply(all);
  }

  private static List<Group> groups(Seq<Row> rows) {
    return CollectionConverters.asJava(rows).stream()
        .map(
            row ->
                new Group(
                    List.of(row.getString(0).split(BETWEEN, -1)),
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3)))
        .toList();
  }

  private static Column[] linked(Column design) {
    return new Column[] {design, number(col("recall")), number(col("false_share"))};
  }

  /**
   * The columns of the log-normal interval of {@code persons}: the whole is an estimate too, so
   * that it is no bound.
   *
   * @param allCounted all persons of the count, whose number less one is the degrees of freedom
   */
  public static Map<String, Column> interval(Column allCounted, BigDecimal level) {
    double share = level.doubleValue();
    UDF3<Double, Double, Integer, double[]> ends =
        (persons, error, degrees) -> LogInterval.of(persons, error, degrees, share);
    Column interval =
        udf(ends, DataTypes.createArrayType(DataTypes.DoubleType, false))
            .withName("coverage_interval")
            .apply(number(col("persons")), number(col("standard_error")), degrees(allCounted));
    Column low = Decimals.rounded(interval.getItem(0), 24, 9);
    Column high = Decimals.rounded(interval.getItem(1), 24, 9);
    return Map.of(
        "interval_low", least(col("persons"), low),
        "interval_high", greatest(col("persons"), high),
        "interval_level", lit(level).cast("decimal(7,6)"));
  }

  /** Degrees of freedom of an error that rests on a count. */
  public static Column degrees(Column allCounted) {
    return greatest(allCounted.minus(1), lit(1)).cast("int");
  }

  private static Column number(Column count) {
    return count.cast("double");
  }
}
