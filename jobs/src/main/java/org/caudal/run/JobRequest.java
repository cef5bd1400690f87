package org.caudal.run;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.Monthly;
import org.caudal.job.Months;
import org.caudal.job.Write;
import org.caudal.load.Field;
import org.jspecify.annotations.Nullable;

/**
 * A job with the parameters it is to run with.
 *
 * @param job the job
 * @param params its parameters
 * @param parametersJson the same, as JSON in a fixed order
 */
public record JobRequest(Job<?> job, Record params, String parametersJson) {

  /** The job's name. */
  public String name() {
    return job.spec().name();
  }

  /** The months that a run replaces; null for the whole output. */
  public @Nullable Months replaced() {
    if (params instanceof Monthly monthly
        && monthly.months() != null
        && job.spec().write() instanceof Write.Span span) {
      return span.replaced(monthly.months());
    }
    return null;
  }

  /** The months as text, or {@code all}. */
  public String scope() {
    Months months = replaced();
    return months == null ? "all" : months.toString();
  }

  /** Whether the job reads identifiers, which takes the key of pseudonyms. */
  public boolean readsIdentifiers() {
    return job.spec().write() instanceof Write.Load load
        && load.plan().fields().stream().anyMatch(field -> field.kind() == Field.Kind.IDENTIFIER);
  }

  /** The rows of the output. */
  public Dataset<Row> transform(Inputs inputs) {
    return transform(job, inputs);
  }

  private <P extends Record> Dataset<Row> transform(Job<P> typed, Inputs inputs) {
    return typed.transform(inputs, typed.spec().paramsType().cast(params));
  }
}
