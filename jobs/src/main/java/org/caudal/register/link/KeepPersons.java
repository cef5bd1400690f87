package org.caudal.register.link;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.left;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.udf;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Vintaged;
import org.caudal.problem.ProblemException;
import org.caudal.table.Doc;

/**
 * Keeps the identifiers of persons from one linkage to the next.
 *
 * <p><b>Reads</b> {@link LinkedPerson} and, where they are there, the earlier vintages of {@link
 * KeptPerson}.
 *
 * <p><b>Writes</b> {@link KeptPerson}: the vintage that was asked for; no other changes.
 *
 * <p><b>Method.</b> An earlier person hands the identifier to the group of records that holds most
 * of the records, and a group takes that of the earlier person of whom it holds most. Those that
 * are each the best of the other come first, then those that are among the rest; of equal numbers
 * the smaller identifier. The earlier person of a record is that of the last vintage that has the
 * record, so that a register that is not delivered once takes no identifier away. A group that
 * takes over none has a new one, of its first record and the vintage. Identifiers that were given
 * up never come back.
 *
 * <p>A vintage is written again only while it is the last: one that later vintages were made from
 * stays as it is, and between two vintages there can be no new one.
 *
 * <p><b>Known bias.</b> Records count, not how sure they are: a person with many records in one
 * register keeps the identifier there. All groups that overlap with several earlier persons, or the
 * other way round, are held in memory at once.
 *
 * <p><b>Example.</b> {@code caudal run keep-persons --conf conf/linkage.yaml --set
 * jobs.keep-persons.vintage=2025-12-31}
 */
public final class KeepPersons implements Job<KeepPersons.Params> {
  private static final String PASSED = "passed";

  /** Parameters. */
  public record Params(
      @Doc("Day that the persons are of; later than that of any vintage that is to be looked at")
          LocalDate vintage)
      implements Vintaged {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("keep-persons", Params.class)
        .summary("Keeps the identifiers of persons from one linkage to the next.")
        .reads(LinkedPerson.class)
        .readsIfThere(KeptPerson.class)
        .writesVintage(KeptPerson.class, "vintage");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column vintage = lit(p.vintage());
    Dataset<Row> kept = in.table(KeptPerson.class);
    Dataset<Row> linked =
        in.table(LinkedPerson.class)
            .select(col("source_id"), col("record_id"), col("person_id").as("group"));
    Dataset<Row> earlier = KeptPersons.lastKnown(kept.filter(col("vintage").lt(vintage)));
    Dataset<Row> handed = KeptPersons.handover(linked.join(earlier, KeptPersons.RECORD, "inner"));
    Dataset<Row> persons =
        linked
            .join(handed, new String[] {"group"}, "left")
            .select(
                vintage.as("vintage"),
                col("source_id"),
                col("record_id"),
                coalesce(col("earlier_person"), fresh(vintage, col("group"))).as("person_id"));
    Dataset<Row> written = kept.filter(col("vintage").equalTo(vintage));
    return RecordChecks.passed(persons, isOpen(kept, p.vintage()))
        .unionByName(RecordChecks.passed(written, isBuiltOn(kept, vintage)));
  }

  /** An identifier that nobody had: a group has one first record, and a vintage is made once. */
  private static Column fresh(Column vintage, Column group) {
    return left(Columns.digest(vintage.cast("string"), group), lit(32));
  }

  private static Dataset<Row> isBuiltOn(Dataset<Row> kept, Column vintage) {
    return kept.agg(coalesce(max("vintage").gt(vintage), lit(false)).as(PASSED));
  }

  /** Whether no later vintage is there; where one is, this one must be there too. */
  private static Dataset<Row> isOpen(Dataset<Row> kept, LocalDate vintage) {
    UDF3<String, Boolean, Boolean, Boolean> check =
        (last, isLater, isThere) -> {
          if (isLater && !isThere) {
            throw ProblemException.data(
                "kept_person",
                "has the vintage " + last + ", which is later than " + vintage + ".",
                "Ask for a later vintage; for one in between, take the later ones out first.");
          }
          return !isLater;
        };
    Column is = col("vintage").equalTo(lit(vintage));
    return kept.agg(
            max("vintage").cast("string").as("last"),
            coalesce(max("vintage").gt(lit(vintage)), lit(false)).as("is_later"),
            coalesce(bool_or(is), lit(false)).as("is_there"))
        .select(
            udf(check, DataTypes.BooleanType)
                .withName("is_open")
                .apply(col("last"), col("is_later"), col("is_there"))
                .as(PASSED));
  }
}
