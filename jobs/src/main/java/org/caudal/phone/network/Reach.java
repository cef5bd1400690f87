package org.caudal.phone.network;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** Reach of cells that are listed without one. */
public record Reach(
    @Doc("Metres of a macrocell") @Default("10000") int macrocellM,
    @Doc("Metres of a microcell") @Default("1000") int microcellM,
    @Doc("Metres of a picocell") @Default("200") int picocellM,
    @Doc("Metres of any other cell") @Default("5000") int otherM) {

  /** Refuses cells that reach nowhere. */
  public Reach {
    if (Math.min(Math.min(macrocellM, microcellM), Math.min(picocellM, otherM)) < 1) {
      throw new IllegalArgumentException("every reach must be at least 1 metre");
    }
  }

  /** Metres of a row of {@link Cell}, by its type. */
  Column byType() {
    Column type = col("cell_type");
    return when(type.equalTo("macrocell"), macrocellM)
        .when(type.equalTo("microcell"), microcellM)
        .when(type.equalTo("picocell"), picocellM)
        .otherwise(otherM)
        .cast("double");
  }
}
