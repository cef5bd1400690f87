package org.caudal.register.link;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Guards;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Vintaged;
import org.caudal.table.Doc;

/**
 * Lists what became of persons from the vintage before: who is new, merged, split, moved, gone or
 * back.
 *
 * <p><b>Reads</b> {@link KeptPerson}. <b>Writes</b> {@link PersonChange}: the vintage that was
 * asked for.
 *
 * <p><b>Method.</b> Records are compared with the last vintage before that has them, as {@code
 * keep-persons} does. Records that changed from one person to another are merged where the earlier
 * identifier is used no more, split where the later one is new, else moved.
 *
 * <p><b>Known bias.</b> Records that are not there any more change nothing: of a person of three
 * records of whom one is gone there is no row.
 *
 * <p><b>Example.</b> {@code caudal run log-person-changes --conf conf/linkage.yaml --set
 * jobs.log-person-changes.vintage=2025-12-31}
 */
public final class LogPersonChanges implements Job<LogPersonChanges.Params> {

  /** Parameters. */
  public record Params(@Doc("Day that the later persons are of") LocalDate vintage)
      implements Vintaged {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("log-person-changes", Params.class)
        .summary("Lists what became of persons from the vintage before.")
        .reads(KeptPerson.class)
        .writesVintage(PersonChange.class, "vintage");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column vintage = lit(p.vintage());
    Dataset<Row> kept = in.table(KeptPerson.class);
    Dataset<Row> vintages =
        kept.agg(array_sort(collect_set(col("vintage").cast("string"))).as("vintages"));
    Dataset<Row> before = kept.filter(col("vintage").lt(vintage));
    Dataset<Row> now = kept.filter(col("vintage").equalTo(vintage));
    Dataset<Row> flows =
        now.join(KeptPersons.lastKnown(before), KeptPersons.RECORD, "inner")
            .groupBy(col("earlier_person"), col("person_id").as("later_person"))
            .agg(count(lit(1)).as("records"));
    Dataset<Row> persons = persons(before, now);
    return Guards.guarded(
        changed(flows, persons)
            .unionByName(cameAndWent(flows, persons))
            .withColumn("vintage", vintage),
        vintages,
        array_contains(col("vintages"), p.vintage().toString()),
        concat(
            lit(
                "kept_person has nobody of the vintage "
                    + p.vintage()
                    + " of log-person-changes; it has "),
            array_join(col("vintages"), ", "),
            lit(": name one of them, or run keep-persons for it first")));
  }

  /**
   * All persons so far: whether any vintage before has them, {@code ever}, and their records in the
   * last of these and now.
   */
  private static Dataset<Row> persons(Dataset<Row> before, Dataset<Row> now) {
    Dataset<Row> earlier =
        before
            .groupBy("vintage", "person_id")
            .agg(count(lit(1)).as("records"))
            .groupBy("person_id")
            .agg(max(struct("vintage", "records")).as("last"))
            .crossJoin(broadcast(before.agg(max("vintage").as("previous"))))
            .select(
                col("person_id"),
                when(col("last.vintage").equalTo(col("previous")), col("last.records"))
                    .otherwise(0L)
                    .as("records_before"));
    return earlier
        .join(
            now.groupBy("person_id").agg(count(lit(1)).as("records_now")),
            new String[] {"person_id"},
            "full")
        .select(
            col("person_id"),
            col("records_before").isNotNull().as("ever"),
            coalesce(col("records_before"), lit(0L)).as("records_before"),
            coalesce(col("records_now"), lit(0L)).as("records_now"));
  }

  /** Records that changed from one person to another. */
  private static Dataset<Row> changed(Dataset<Row> flows, Dataset<Row> persons) {
    return flows
        .filter(col("earlier_person").notEqual(col("later_person")))
        .join(
            persons.select(
                col("person_id").as("earlier_person"), col("records_now").gt(0).as("goes_on")),
            new String[] {"earlier_person"})
        .join(
            persons.select(col("person_id").as("later_person"), col("ever")),
            new String[] {"later_person"})
        .select(
            when(col("goes_on").equalTo(false), "merged")
                .when(col("ever"), "moved")
                .otherwise("split")
                .as("kind"),
            col("earlier_person"),
            col("later_person"),
            col("records"));
  }

  /** Persons who came, went or are back; those who were merged or split off are not among them. */
  private static Dataset<Row> cameAndWent(Dataset<Row> flows, Dataset<Row> persons) {
    Column isNow = col("records_now").gt(0);
    Column kind =
        when(isNow.and(not(col("ever"))).and(col("has_earlier").isNull()), "new")
            .when(isNow.and(col("ever")).and(col("records_before").equalTo(0)), "back")
            .when(
                not(isNow).and(col("records_before").gt(0)).and(col("has_later").isNull()), "gone");
    return persons
        .join(ends(flows, "earlier_person", "has_later"), new String[] {"person_id"}, "left")
        .join(ends(flows, "later_person", "has_earlier"), new String[] {"person_id"}, "left")
        .withColumn("kind", kind)
        .filter(col("kind").isNotNull())
        .select(
            col("kind"),
            when(isNow, "").otherwise(col("person_id")).as("earlier_person"),
            when(isNow, col("person_id")).otherwise("").as("later_person"),
            when(isNow, col("records_now")).otherwise(col("records_before")).as("records"));
  }

  private static Dataset<Row> ends(Dataset<Row> flows, String end, String flag) {
    return flows.select(col(end).as("person_id"), lit(true).as(flag)).distinct();
  }
}
