package org.caudal.register.stock;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.functions.NameSets;
import org.caudal.job.Inputs;
import org.caudal.load.Pseudonyms;
import org.caudal.reference.Codes;
import org.caudal.statistics.PerturbationTable;

/**
 * The cells of a stock, of residents or emigrants: characteristics crossed with each other, {@code
 * _T} in all others.
 */
final class StockCells {
  /** All, in SDMX. */
  static final String TOTAL = Codes.TOTAL;

  /** Not known, in SDMX. */
  static final String UNKNOWN = Codes.UNKNOWN;

  /** Not applicable, in SDMX. */
  static final String NONE = "_Z";

  /** What a configuration may leave out. */
  static final String USUAL =
      "[area_id, sex, age_band, sex age_band, birth_country, citizenship, migration_status, area_id migration_status, migration_status sex, migration_status age_band, ethnicity, migration_status ethnicity, disability, migration_status disability, education, migration_status education, occupation, migration_status occupation, length_of_stay]";

  /** Domain of the pseudonyms of which record keys are made. */
  private static final String RECORD_KEYS = "record-key";

  private StockCells() {}

  /** Refuses crosses of what is no characteristic, or of one with itself. */
  static void requireKnown(List<String> crosses, List<String> characteristics) {
    NameSets.requireDifferent("crosses", crosses, characteristics);
  }

  /**
   * One row a row and cross, the total of all among them: {@code crossed_by}, all characteristics,
   * and the columns kept.
   */
  static Dataset<Row> of(
      Dataset<Row> persons, List<String> crosses, List<String> characteristics, String... kept) {
    List<Column> cells = new ArrayList<>();
    cells.add(cell("", characteristics));
    crosses.forEach(cross -> cells.add(cell(cross, characteristics)));
    Column[] columns =
        Stream.concat(
                Arrays.stream(kept).map(name -> col(name)),
                Stream.of(inline(array(cells.toArray(Column[]::new)))))
            .toArray(Column[]::new);
    return persons.select(columns);
  }

  /** Bands of five completed years. */
  static Column ageBand(Column age) {
    return coalesce(AgeBands.ofFive(age), lit(UNKNOWN));
  }

  /**
   * The record key of a person, of whom all have one of {@link PerturbationTable#KEYS}: under the
   * key of the platform, so that who has only the pseudonyms cannot compute it.
   *
   * @param person string column that stays the same for a person
   */
  static Column recordKey(Inputs in, Column person) {
    return ofKeys(Pseudonyms.number(in.pseudonym(person, RECORD_KEYS)));
  }

  /** The key of a cell, of the sum of the record keys of its persons: in any order the same. */
  static Column cellKey(Column recordKeys) {
    return ofKeys(recordKeys);
  }

  private static Column ofKeys(Column number) {
    return pmod(number, lit(PerturbationTable.KEYS));
  }

  private static Column cell(String cross, List<String> characteristics) {
    List<String> names = NameSets.names(cross);
    return struct(
        Stream.concat(
                Stream.of(lit(ordered(names, characteristics)).as("crossed_by")),
                characteristics.stream()
                    .map(name -> (names.contains(name) ? col(name) : lit(TOTAL)).as(name)))
            .toArray(Column[]::new));
  }

  private static String ordered(List<String> names, List<String> characteristics) {
    return String.join(" ", characteristics.stream().filter(names::contains).toList());
  }
}
