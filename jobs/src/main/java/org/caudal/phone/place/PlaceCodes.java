package org.caudal.phone.place;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.chr;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Places as numbers, so that a record is small while many are put in order. Areas count from 0 in
 * the order of their names, those of all levels together; countries follow, in the order of theirs:
 * those abroad, and areas of the level country whose code is that of one, as both are one place. So
 * no tie between places depends on the order of the rows.
 */
public final class PlaceCodes {
  /** Bits of a number. */
  public static final int BITS = 22;

  /** The least number of a country; the three letters of it are the bits below. */
  private static final int ABROAD = 1 << (BITS - 1);

  private final Dataset<Row> areas;

  private PlaceCodes(Dataset<Row> areas) {
    this.areas = areas;
  }

  /** Numbers for the areas of cells. */
  public static PlaceCodes of(Dataset<Row> cellZones) {
    Column names = array_sort(collect_set("zone_id"));
    Column counted =
        when(size(col("names")).leq(ABROAD), col("names"))
            .otherwise(raise_error(lit("There are more than " + ABROAD + " areas.")));
    return new PlaceCodes(
        cellZones
            .agg(names.as("names"))
            .select(posexplode(counted).as(new String[] {"area_code", "area_name"})));
  }

  /** The areas of cells with a number each as {@code zone_id}. */
  public Dataset<Row> numbered(Dataset<Row> cellZones) {
    Column isCountry = col("level").equalTo("country").and(col("zone_id").rlike("^[A-Z]{3}$"));
    return cellZones
        .join(broadcast(areas), col("zone_id").equalTo(col("area_name")))
        .withColumn("zone_id", when(isCountry, ofCountry("zone_id")).otherwise(col("area_code")))
        .drop("area_code", "area_name");
  }

  /** The number of the country of a row, ISO 3166-1 alpha-3. */
  public static Column ofCountry() {
    return ofCountry("country");
  }

  private static Column ofCountry(String code) {
    return expr("shiftleft(ascii(%1$s), 14) | shiftleft(ascii(substring(%1$s, 2, 1)), 7) | ascii(substring(%1$s, 3, 1))"
            .formatted(code))
        .bitwiseOR(lit(ABROAD));
  }

  /** The same rows with the name of the place in the stead of its number, in a column. */
  public Dataset<Row> named(Dataset<Row> rows, String column) {
    Column country = concat(letter(column, 14), letter(column, 7), letter(column, 0));
    return rows.join(broadcast(areas), col(column).equalTo(col("area_code")), "left_outer")
        .withColumn(column, coalesce(col("area_name"), country))
        .drop("area_code", "area_name");
  }

  private static Column letter(String column, int below) {
    return chr(shiftright(col(column), below).bitwiseAND(lit(127)));
  }
}
