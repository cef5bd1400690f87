package org.caudal.register.hidden;

import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.capture.Captures;
import org.caudal.statistics.capture.HiddenPersons;
import org.caudal.statistics.capture.HiddenPersons.Estimate;
import org.caudal.statistics.capture.HiddenPersons.Result;
import org.caudal.statistics.capture.HiddenPersons.Settings;
import org.caudal.statistics.capture.HiddenPersons.Status;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** {@link HiddenPersons} as a column. */
final class HiddenEstimates {
  private static final List<String> METHODS =
      List.of("independent", "all_pairs", "stepwise", "best", "averaged");

  private static final StructType ESTIMATE =
      new StructType()
          .add("lists", DataTypes.IntegerType, false)
          .add("method", DataTypes.StringType, false)
          .add("status", DataTypes.StringType, false)
          .add("persons", DataTypes.DoubleType)
          .add("standard_error", DataTypes.DoubleType)
          .add("interval_low", DataTypes.DoubleType)
          .add("interval_high", DataTypes.DoubleType)
          .add("deviance", DataTypes.DoubleType)
          .add("aic", DataTypes.DoubleType)
          .add("bic", DataTypes.DoubleType)
          .add("parameters", DataTypes.IntegerType)
          .add("terms", DataTypes.StringType, false)
          .add("models", DataTypes.IntegerType, false)
          .add("models_lowest", DataTypes.DoubleType)
          .add("models_highest", DataTypes.DoubleType);

  private HiddenEstimates() {}

  /**
   * Array of estimates.
   *
   * @param histories sorted array of lists, joined by +, and persons
   */
  static Column of(Column histories, Settings settings) {
    UDF1<Seq<Row>, List<Row>> estimates =
        rows -> estimates(CollectionConverters.asJava(rows), settings);
    return udf(estimates, DataTypes.createArrayType(ESTIMATE, false))
        .withName("hidden_persons")
        .apply(histories);
  }

  private static List<Row> estimates(List<Row> histories, Settings settings) {
    List<String> lists =
        List.copyOf(
            new TreeSet<>(
                histories.stream()
                    .flatMap(history -> Arrays.stream(history.getString(0).split("[+]")))
                    .toList()));
    if (lists.size() < 2 || lists.size() > Captures.MOST_LISTS) {
      Status status = lists.size() < 2 ? Status.NOT_IDENTIFIABLE : Status.TOO_MANY_LISTS;
      return METHODS.stream()
          .map(
              method ->
                  RowFactory.create(
                      lists.size(),
                      method,
                      status.code(),
                      null,
                      null,
                      null,
                      null,
                      null,
                      null,
                      null,
                      null,
                      "",
                      0,
                      null,
                      null))
          .toList();
    }
    long[] counts = new long[1 << lists.size()];
    for (Row history : histories) {
      int pattern = 0;
      for (String list : history.getString(0).split("[+]")) {
        pattern |= 1 << lists.indexOf(list);
      }
      counts[pattern] += history.getLong(1);
    }
    Result result = HiddenPersons.of(new Captures(lists, counts), settings);
    List<Row> rows = new ArrayList<>();
    for (Estimate estimate : result.estimates()) {
      rows.add(row(lists.size(), estimate, result));
    }
    return rows;
  }

  private static Row row(int lists, Estimate e, Result result) {
    return RowFactory.create(
        lists,
        e.method(),
        e.status().code(),
        e.total(),
        e.error(),
        e.low(),
        e.high(),
        e.deviance(),
        e.aic(),
        e.bic(),
        e.parameters(),
        e.terms(),
        result.models(),
        result.lowest(),
        result.highest());
  }
}
