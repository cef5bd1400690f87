package org.caudal.job;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a job may see: its declared tables, its extract, and nothing else. */
public interface Inputs {

  /** The rows of a table that the job declared to read; any other table is refused. */
  Dataset<Row> table(Class<? extends Record> table);

  /**
   * Whether a table that the job declared to read is there; of one that is not, {@link #table} has
   * no rows. Only for leaving out what would compute nothing: the rows must be the same either way.
   */
  boolean isThere(Class<? extends Record> table);

  /**
   * The raw rows of the files to load: {@code source_file}, {@code source_position}, {@code
   * record_problem} (null when the record could be read) and one string column for each mapped
   * column of the source.
   */
  Dataset<Row> extract();

  /**
   * The same rows, for a job that uses them several times: computed once, and to what follows a
   * table like those it reads, so that the plans of Spark stay small.
   */
  Dataset<Row> kept(Dataset<Row> rows);

  /** The whole numbers from 0 up to, not including, {@code count}, in a column {@code id}. */
  Dataset<Row> sequence(long count);

  /**
   * The pseudonym of an identifier: HMAC-SHA-256 under the key of this platform and the domain, as
   * 32 hexadecimal digits; null stays null.
   *
   * @param identifier string column with the raw identifier
   * @param domain the one purpose within which pseudonyms may be compared
   */
  Column pseudonym(Column identifier, String domain);

  /**
   * The long-term key of a record under the key that offices share, as hexadecimal digits; null
   * where no value is there.
   *
   * @param values structure of the texts of the fields of the schema, in its order
   * @param schema a linkage schema of clkhash, JSON
   */
  Column longTermKey(Column values, String schema);
}
