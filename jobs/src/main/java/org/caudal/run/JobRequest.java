package org.caudal.run;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Daily;
import org.caudal.job.Days;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.Monthly;
import org.caudal.job.Period;
import org.caudal.job.Vintaged;
import org.caudal.job.Write;
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

  /** The months or days that a run replaces; null for the whole output. */
  public @Nullable Period replaced() {
    if (!(job.spec().write() instanceof Write.Span span)) {
      return null;
    }
    if (params instanceof Monthly monthly && monthly.months() != null) {
      return span.replaced(monthly.months());
    }
    if (params instanceof Vintaged dated) {
      return new Days(dated.vintage(), dated.vintage());
    }
    return params instanceof Daily daily ? daily.days() : null;
  }

  /** The months or days as text, or {@code all}. */
  public String scope() {
    Period period = replaced();
    return period == null ? "all" : period.toString();
  }

  /** Whether the job reads identifiers, which takes the key of pseudonyms. */
  public boolean readsIdentifiers() {
    return job.spec().usesPseudonyms()
        || (job.spec().write() instanceof Write.Load load
            && load.plan().fields().stream().anyMatch(field -> !field.domain().isEmpty()));
  }

  /** Whether the job makes long-term keys, which takes the key that offices share. */
  public boolean usesExchangeKey() {
    return job.spec().usesExchangeKey();
  }

  /** The rows of the output. */
  public Dataset<Row> transform(Inputs inputs) {
    return transform(job, inputs);
  }

  /** What the run warns of beside. */
  List<String> warnings(Inputs inputs) {
    return warnings(job, inputs)
        .map(said -> said.collectAsList().stream().map(row -> row.getString(0)).toList())
        .orElse(List.of());
  }

  private <P extends Record> Optional<Dataset<Row>> warnings(Job<P> typed, Inputs inputs) {
    return typed.warnings(inputs, typed.spec().paramsType().cast(params));
  }

  private <P extends Record> Dataset<Row> transform(Job<P> typed, Inputs inputs) {
    return typed.transform(inputs, typed.spec().paramsType().cast(params));
  }
}
