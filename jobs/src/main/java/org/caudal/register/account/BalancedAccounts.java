package org.caudal.register.account;

import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.register.account.ObservedAccount.Entry;
import org.caudal.statistics.ChiSquare;
import org.caudal.statistics.ClosedDecimals;
import org.caudal.statistics.CohortAccount;
import org.caudal.statistics.CohortAccount.Balance;
import org.caudal.statistics.CohortAccount.Link;
import org.caudal.statistics.Normal;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** {@link CohortAccount} as a column. */
final class BalancedAccounts {
  private static final int SCALE = 6;
  private static final DataType PERSONS = DataTypes.createDecimalType(18, SCALE);
  private static final StructType FIGURE =
      new StructType()
          .add("year", DataTypes.IntegerType, false)
          .add("component", DataTypes.StringType, false)
          .add("observed_persons", PERSONS, true)
          .add("observed_error", PERSONS, true)
          .add("sources", DataTypes.IntegerType, false)
          .add("recorded", DataTypes.LongType, true)
          .add("persons", PERSONS, true)
          .add("standard_error", PERSONS, true)
          .add("interval_low", PERSONS, true)
          .add("interval_high", PERSONS, true)
          .add("linked_year", DataTypes.IntegerType, true)
          .add("discrepancy", PERSONS, true)
          .add("discrepancy_error", PERSONS, true)
          .add("discrepancy_z", DataTypes.DoubleType, true)
          .add("chi_square", DataTypes.DoubleType, true)
          .add("degrees", DataTypes.IntegerType, false)
          .add("probability", DataTypes.DoubleType, true)
          .add("is_balanced", DataTypes.BooleanType, false)
          .add("reason", DataTypes.StringType, true);

  /**
   * What is the same for all accounts.
   *
   * @param quantile half the width of an interval in standard errors
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(int firstYear, int lastYear, double[] relative, double[] least, double quantile)
      implements Serializable {
    Frame(BalanceAccounts.Params p) {
      this(
          p.firstYear(),
          p.lastYear(),
          p.relativeErrors().inOrder(),
          p.leastErrors().inOrder(),
          Normal.twoSided(p.intervalLevel().doubleValue()));
    }
  }

  private BalancedAccounts() {}

  /**
   * The figures of an account: an array.
   *
   * @param covered of the area: sorted array of component, year and source
   * @param reported of the cohort: sorted array of component, year, source, persons, error and
   *     persons recorded
   */
  static Column of(Column covered, Column reported, Column birthYear, Frame frame) {
    UDF3<Seq<Row>, Seq<Row>, Integer, List<Row>> balanced =
        (area, cohort, born) -> rows(frame, entries(area), entries(cohort), born);
    return udf(balanced, new ArrayType(FIGURE, false))
        .withName("balanced_account")
        .apply(covered, reported, birthYear);
  }

  private static List<Entry> entries(Seq<Row> rows) {
    return CollectionConverters.asJava(rows).stream()
        .map(
            row ->
                new Entry(
                    row.getString(0),
                    row.getInt(1),
                    row.getString(2),
                    row.size() > 3 ? row.getDecimal(3).doubleValue() : 0,
                    row.size() > 3 && !row.isNullAt(4) ? row.getDecimal(4).doubleValue() : null,
                    row.size() > 3 ? row.<@Nullable Long>getAs(5) : Long.valueOf(0)))
        .toList();
  }

  private static List<Row> rows(
      Frame frame, List<Entry> covered, List<Entry> reported, int birthYear) {
    ObservedAccount observed =
        new ObservedAccount(
            frame.firstYear(),
            frame.lastYear(),
            birthYear,
            covered,
            reported,
            new ObservedAccount.Errors(frame.relative(), frame.least()));
    Balance balance =
        observed.obstacle() == null
            ? new CohortAccount(observed.persons(), observed.errors()).balance()
            : null;
    String reason = reason(observed, balance);
    BigDecimal[] closed =
        balance == null || reason != null
            ? new BigDecimal[0]
            : ClosedDecimals.of(balance.persons(), observed.errors(), SCALE);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < observed.count(); i++) {
      if (!observed.component(i).equals("births") || observed.year(i) == birthYear) {
        rows.add(row(frame, observed, balance, closed, reason, i));
      }
    }
    return rows;
  }

  private static @Nullable String reason(ObservedAccount observed, @Nullable Balance balance) {
    if (balance == null || balance.obstacle() == null) {
      return observed.obstacle();
    }
    return switch (balance.obstacle()) {
      case NO_POPULATION -> "population_missing";
      case CONTRADICTION -> "figures_contradict";
    };
  }

  private static Row row(
      Frame frame,
      ObservedAccount observed,
      @Nullable Balance balance,
      BigDecimal[] closed,
      @Nullable String reason,
      int i) {
    boolean isKnown = !Double.isNaN(observed.persons()[i]);
    @Nullable Object[] cells = new @Nullable Object[FIGURE.size()];
    put(cells, "year", observed.year(i), observed.component(i));
    if (isKnown) {
      put(cells, "observed_persons", decimal(observed.persons()[i]), decimal(observed.errors()[i]));
    }
    put(cells, "sources", observed.sources(i), observed.recorded(i));
    if (balance != null && reason == null) {
      figure(cells, closed[i], balance.errors()[i], frame.quantile());
    }
    if (balance != null) {
      gap(cells, balance, observed, i);
    }
    put(cells, "degrees", balance == null ? 0 : balance.degrees());
    put(cells, "is_balanced", reason == null, reason);
    return RowFactory.create(cells);
  }

  /** Sets the column of a name and those after it. */
  private static void put(@Nullable Object[] cells, String first, @Nullable Object... values) {
    int at = FIGURE.fieldIndex(first);
    for (Object value : values) {
      cells[at++] = value;
    }
  }

  private static void figure(
      @Nullable Object[] cells, BigDecimal persons, double error, double quantile) {
    BigDecimal reach = decimal(quantile * error);
    put(cells, "persons", persons, decimal(error));
    put(cells, "interval_low", persons.subtract(reach).max(decimal(0)), persons.add(reach));
  }

  private static void gap(
      @Nullable Object[] cells, Balance balance, ObservedAccount observed, int i) {
    Link link = link(balance, i);
    if (link != null) {
      put(cells, "linked_year", observed.year(link.start() * CohortAccount.OF_YEAR));
      put(cells, "discrepancy", decimal(link.discrepancy()), decimal(link.error()));
      put(cells, "discrepancy_z", Double.isNaN(link.z()) ? null : link.z());
    }
    if (balance.degrees() > 0) {
      double chiSquare = Math.max(0, balance.chiSquare());
      put(cells, "chi_square", chiSquare);
      put(cells, "probability", ChiSquare.exceeding(chiSquare, balance.degrees()));
    }
  }

  /** The link that ends with a figure. */
  private static @Nullable Link link(Balance balance, int figure) {
    return balance.links().stream()
        .filter(link -> link.end() * CohortAccount.OF_YEAR == figure)
        .findFirst()
        .orElse(null);
  }

  private static BigDecimal decimal(double figure) {
    return new BigDecimal(figure).setScale(SCALE, RoundingMode.HALF_UP);
  }
}
