package org.caudal.register.border;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.register.TrueCrossing;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Measures how many pairs of documents are right, and how false migrations and overstays fall.
 *
 * <p><b>Reads</b> {@link BorderCrossing}, {@link DocumentPair} and the truth, {@link TrueCrossing}.
 * <b>Writes</b> {@link DocumentAccuracy}.
 *
 * <p><b>Method.</b> The same crossings three times: each document is a traveller, documents that
 * are paired are one, those of a true person are one. A migration or overstay is false where the
 * crossing is none by the last. Migrations are those of {@code rule}, overstays those of {@link
 * CountBorderEvents} by the admission alone, whatever permits there are. A join is a document that
 * is added to a traveller.
 *
 * <p><b>Known bias.</b> What posts missed or wrote wrongly is so all three times: nothing is said
 * of the errors that it makes. How often two documents are used in turns is made up.
 *
 * <p><b>Example.</b> {@code caudal run measure-documents --conf conf/border.yaml}
 */
public final class MeasureDocuments implements Job<MeasureDocuments.Params> {
  /** Parameters. */
  public record Params(
      @Doc("Rule of migrations: threshold (365) and window (487)") @Default("{}")
          DecideCrossings.Rule rule,
      @Doc("First day of the records, as of decide-crossings") @Example("2021-01-01")
          @Nullable LocalDate recordsFrom) {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("measure-documents", Params.class)
        .summary("Measures pairs of documents against the truth.")
        .reads(BorderCrossing.class, DocumentPair.class, TrueCrossing.class)
        .usesPseudonyms()
        .writesWhole(DocumentAccuracy.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> crossings = crossings(in);
    Dataset<Row> outcomes =
        Journeys.of(crossings, Journeys.until(null))
            .select(
                col("traveller_id"), inline(Journeys.outcomes(List.of(p.rule()), p.recordsFrom())))
            .select(
                col("traveller_id"),
                col("crossing_id"),
                col("answer").equalTo("migration").as("is_migration"));
    Dataset<Row> judged =
        withOverstays(crossings)
            .join(outcomes, new String[] {"traveller_id", "crossing_id"})
            .withColumn("truly_migrates", truly("is_migration"))
            .withColumn("truly_overstays", truly("is_overstay"));
    return counted(judged)
        .withColumn("precision", share(col("right_joins"), col("joins")))
        .withColumn("recall", share(col("right_joins"), col("true_joins")));
  }

  /** Crossings of known persons, each three times: once for each way to tell travellers. */
  private static Dataset<Row> crossings(Inputs in) {
    Dataset<Row> persons =
        in.table(TrueCrossing.class)
            .select(
                in.pseudonym(col("crossing_id"), LoadBorderCrossings.CROSSINGS).as("crossing_id"),
                col("person_id"));
    Dataset<Row> known =
        in.table(BorderCrossing.class)
            .join(persons, new String[] {"crossing_id"})
            .withColumnRenamed("traveller_id", "document")
            .join(
                Travellers.paired(in).withColumnRenamed("traveller_id", "document"),
                new String[] {"document"},
                "left");
    Column ways =
        array(
            way("document", col("document")),
            way("pair", coalesce(col("first_traveller_id"), col("document"))),
            way("person", col("person_id").cast("string")));
    return known.select(col("*"), inline(ways));
  }

  private static Column way(String name, Column traveller) {
    return struct(lit(name).as("way"), concat_ws(" ", lit(name), traveller).as("traveller_id"));
  }

  private static Dataset<Row> withOverstays(Dataset<Row> crossings) {
    return Journeys.withNext(crossings, Journeys.days(crossings, Journeys.until(null)))
        .withColumn(
            "is_overstay",
            col("direction").equalTo("entry").and(Journeys.overstays().equalTo("yes")));
  }

  /** What is so where persons are the travellers. */
  private static Column truly(String flag) {
    return max(when(col("way").equalTo("person"), col(flag)))
        .over(Window.partitionBy("crossing_id"));
  }

  private static Dataset<Row> counted(Dataset<Row> judged) {
    Column documents = count_distinct(col("document"));
    Column migrates = col("is_migration");
    return judged
        .groupBy("way")
        .agg(
            count_distinct(col("traveller_id")).as("travellers"),
            documents.minus(count_distinct(col("traveller_id"))).as("joins"),
            documents
                .minus(count_distinct(col("traveller_id"), col("person_id")))
                .as("right_joins"),
            documents.minus(count_distinct(col("person_id"))).as("true_joins"),
            count_if(migrates).as("migrations"),
            count_if(migrates.and(not(col("truly_migrates")))).as("false_migrations"),
            count_if(not(migrates).and(col("truly_migrates"))).as("missed_migrations"),
            count_if(col("is_overstay")).as("overstays"),
            count_if(col("is_overstay").and(not(col("truly_overstays")))).as("false_overstays"));
  }

  private static Column share(Column part, Column whole) {
    return Decimals.rounded(Decimals.ratio(part, nullif(whole, lit(0))), 7, 6);
  }
}
