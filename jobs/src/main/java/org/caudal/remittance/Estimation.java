package org.caudal.remittance;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.functions.Decimals;
import org.caudal.functions.PoissonBootstrap;

/** What the corridor estimates have in common. */
final class Estimation {
  /** Digits after the point of averages: published ones are rounded to fewer only once. */
  static final int AVERAGE_SCALE = 10;

  private static final int END_SCALE = 6;

  private Estimation() {}

  /** Columns estimate, with digits after the point, interval_low, interval_high and level. */
  static Map<String, Column> interval(BigDecimal level, String units, int precision, int scale) {
    int whole = precision - scale;
    Column half =
        PoissonBootstrap.halfWidth(col(PoissonBootstrap.ERROR), col(units), level.doubleValue())
            .cast("decimal(" + (whole + END_SCALE) + "," + END_SCALE + ")");
    Map<String, Column> columns = new LinkedHashMap<>();
    Column estimate = col(PoissonBootstrap.ESTIMATE);
    columns.put("estimate", Decimals.rounded(estimate, precision, scale));
    columns.put(
        "interval_low", Decimals.rounded(estimate.minus(half), whole + END_SCALE, END_SCALE));
    columns.put(
        "interval_high", Decimals.rounded(estimate.plus(half), whole + END_SCALE, END_SCALE));
    columns.put("interval_level", lit(level).cast("decimal(7,6)"));
    return columns;
  }

  /**
   * Share of the largest provider in the transfers of each cell and, which may be another one, in
   * their value; the latter is null where no value is known or all of it rounds to 0. Rounded up,
   * so that what is above a limit stays above it.
   */
  static Dataset<Row> largestProviderShares(Dataset<Row> transfers, String[] cell) {
    Column[] columns = Arrays.stream(cell).map(functions::col).toArray(Column[]::new);
    Column[] withProvider = Arrays.copyOf(columns, columns.length + 1);
    withProvider[columns.length] = col("provider_id");
    return transfers
        .groupBy(withProvider)
        .agg(count(lit(1)).as("provider_transfers"), sum("amount_usd").as("provider_usd"))
        .groupBy(columns)
        .agg(
            largest("provider_transfers").as("largest_provider_share"),
            largest("provider_usd").as("largest_provider_value_share"));
  }

  private static Column largest(String part) {
    Column share = Decimals.ratio(max(part), nullif(sum(part), lit(0)));
    return ceil(share, lit(END_SCALE)).cast("decimal(7,6)");
  }
}
