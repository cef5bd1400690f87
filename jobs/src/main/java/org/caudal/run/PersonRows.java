package org.caudal.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.load.DuplicateRow;
import org.caudal.run.ErasureReport.Found;
import org.caudal.run.PersonColumns.Among;
import org.caudal.store.DeltaStore;
import org.caudal.store.Removal;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.TableColumn;
import org.caudal.table.TableSchema;

/**
 * The rows of some persons in one table and among its duplicates, and the rows of others, there
 * too, that mention them.
 *
 * @param isLoaded whether the table is loaded from files
 * @param marks of the persons and, where it is not, of what is theirs
 */
record PersonRows(DeltaStore store, TableSchema table, boolean isLoaded, Set<PersonMark> marks) {
  private static final TableSchema DUPLICATE = TableSchema.of(DuplicateRow.class);
  private static final String RECORD = "record";

  private PersonColumns persons() {
    return new PersonColumns(table);
  }

  private Set<Of> kinds() {
    return isLoaded ? PersonColumns.OWN : PersonColumns.OWN_OR_PART;
  }

  private Column isTheirs(Among among) {
    return persons().has(marks, kinds(), among);
  }

  private Column isTheirDuplicate(Among among) {
    return isDuplicate(kinds(), among);
  }

  /** Whether a duplicate mentions any of the persons; those of a person's own go whole. */
  private Column mentionsInDuplicate(Among among) {
    return isDuplicate(PersonColumns.MENTIONED, among).and(not(isTheirDuplicate(among)));
  }

  private Column isDuplicate(Set<Of> kinds, Among among) {
    return col("source_table")
        .equalTo(table.name())
        .and(persons().has(col(RECORD), marks, kinds, among));
  }

  private Dataset<Row> rows() {
    return store.read(table).filter(isTheirs(PersonColumns.LISTED));
  }

  private Dataset<Row> duplicates() {
    return store.read(DUPLICATE).filter(isTheirDuplicate(PersonColumns.LISTED));
  }

  private long mentionsInDuplicates() {
    return isLoaded && !persons().columns(PersonColumns.MENTIONED).isEmpty()
        ? store.read(DUPLICATE).filter(mentionsInDuplicate(PersonColumns.LISTED)).count()
        : 0;
  }

  /** Where the rows and duplicates of a loaded table are in their files. */
  Dataset<Row> places() {
    Column[] place = {
      lit(table.name()).as("source_table"), col("source_file"), col("source_position")
    };
    return rows().select(place).union(duplicates().select(place)).distinct();
  }

  /** Counts them; all are left. */
  Found found() {
    if (!persons().mayHave(marks, kinds()) && !persons().mayHave(marks, PersonColumns.MENTIONED)) {
      return new Found(table.name(), 0, 0, 0, 0);
    }
    long rows = rows().count();
    long duplicates = isLoaded ? duplicates().count() : 0;
    long mentions =
        persons().columns(PersonColumns.MENTIONED).stream()
                .mapToLong(
                    column ->
                        store
                            .read(table)
                            .filter(PersonColumns.has(marks, column, PersonColumns.LISTED))
                            .filter(not(isTheirs(PersonColumns.LISTED)))
                            .count())
                .sum()
            + mentionsInDuplicates();
    return new Found(table.name(), rows, duplicates, mentions, rows + duplicates + mentions);
  }

  /** Takes out those that were found. */
  void takeOut(Removal removal, Found found) {
    if (found.duplicates() > 0) {
      removal.delete(DUPLICATE, isTheirDuplicate(PersonColumns.HIDDEN));
    }
    if (found.rows() > 0) {
      removal.delete(table, inTheirPartitions().and(isTheirs(PersonColumns.HIDDEN)));
    }
    if (found.mentions() > 0) {
      for (TableColumn column : persons().columns(PersonColumns.MENTIONED)) {
        removal.set(
            table,
            column.name(),
            lit(null),
            PersonColumns.has(marks, column, PersonColumns.HIDDEN));
      }
      if (mentionsInDuplicates() > 0) {
        removal.set(
            DUPLICATE,
            RECORD,
            persons().withoutMentions(col(RECORD), marks),
            mentionsInDuplicate(PersonColumns.HIDDEN));
      }
    }
  }

  /** Whether a row is in a partition with any of theirs, so that others are not read again. */
  private Column inTheirPartitions() {
    String[] partition = table.declaration().partitionedBy();
    if (partition.length == 0) {
      return lit(true);
    }
    Column name = col(partition[0]).cast("string");
    Object[] theirs =
        rows().select(name).distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .sorted()
            .toArray();
    return name.isin(theirs);
  }
}
