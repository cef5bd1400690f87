package org.caudal.run;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;

/**
 * What jobs do with keys: only what they declare.
 *
 * @param pseudonyms pseudonym of an identifier in a domain
 * @param longTermKeys long-term key of the values of a record by a schema
 */
record Keyed(
    BiFunction<Column, String, Column> pseudonyms,
    BiFunction<Column, String, Column> longTermKeys) {

  /** Reads each key that any of the jobs takes, so that a bad one is found before a write. */
  static Keyed of(List<JobRequest> requests, Keys keys) {
    return new Keyed(
        read(requests, JobRequest::readsIdentifiers, keys.pseudonyms()),
        read(requests, JobRequest::usesExchangeKey, keys.longTermKeys()));
  }

  /** The same for one job: refused is what it does not declare, whatever others of the run do. */
  Keyed of(JobRequest request) {
    return new Keyed(
        request.readsIdentifiers() ? pseudonyms : refused(request.name()),
        request.usesExchangeKey() ? longTermKeys : refused(request.name()));
  }

  private static BiFunction<Column, String, Column> read(
      List<JobRequest> requests,
      Predicate<JobRequest> takes,
      Supplier<BiFunction<Column, String, Column>> function) {
    return requests.stream().anyMatch(takes) ? function.get() : refused("no job of this run");
  }

  private static BiFunction<Column, String, Column> refused(String who) {
    return (value, purpose) -> {
      throw new IllegalStateException("The key is taken, and not declared, by " + who + ".");
    };
  }
}
