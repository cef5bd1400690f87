package org.caudal.synthetic.register;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;

/** A register of the fictional country: a job that generates its files. */
interface Register extends Job<RegisterParams> {

  /**
   * Every line that the register should hold, with the columns of its sheet and these, which are
   * kept apart:
   *
   * <ul>
   *   <li>{@code register}, {@code record_key} (the record_id before any defect), {@code person_id}
   *       and {@code difference} (codes of {@link Slip}, apart by spaces)
   *   <li>{@code is_delivered}: false for lines that an incomplete delivery lacks
   *   <li>{@code is_repeated}: true for the first of two equal lines
   *   <li>{@code defects}: an array of structs of {@code kind} (a code of {@link RegisterDefect})
   *       and {@code detail}
   * </ul>
   */
  Dataset<Row> lines(Inputs inputs, RegisterParams params);

  @Override
  default Dataset<Row> transform(Inputs inputs, RegisterParams params) {
    return RegisterLines.delivered(lines(inputs, params));
  }
}
