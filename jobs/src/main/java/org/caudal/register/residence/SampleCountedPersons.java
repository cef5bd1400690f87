package org.caudal.register.residence;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Shares;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.register.link.LinkRecord;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.link.ReviewDraw;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Draws persons of a count for clerks to look for on the list of registers.
 *
 * <p><b>Reads</b> {@link PersonResidence}, {@link LifeSign}, {@link LinkedPerson} and {@link
 * LinkRecord}. <b>Writes</b> {@link ReviewPerson}.
 *
 * <p><b>Method.</b> Persons of the count as {@code estimate-coverage} counts them, in two strata:
 * those whom linkage linked with somebody on the list, and the others. Of each so many as asked
 * for, or all where there are no more, are drawn by the lowest hash of their first record of the
 * count under the seed: whoever was drawn is drawn again when records are linked anew. Beside them
 * are the fields of that record, and nothing of the registers.
 *
 * <p>The recall is told by how many of the unlinked are on the list, the false share by how many of
 * the linked are not: few of either, so that each wants some hundred. The list is that of {@code
 * least-index}; the shares are used for all indices at which {@code estimate-coverage} cuts it off.
 *
 * <p><b>Known bias.</b> Of two people whom the count has and linkage takes for one, only the first
 * record is looked for.
 *
 * <p><b>Example.</b> {@code caudal run sample-counted-persons --conf conf/residence.yaml}
 */
public final class SampleCountedPersons implements Job<SampleCountedPersons.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Register with the records of the count, left out of estimate-residence")
          @Example("census")
          String countSource,
      @Doc("Day of the count: a first of January, as that of estimate-coverage")
          @Example("2024-01-01")
          LocalDate referenceDate,
      @Doc("Index of residence from which persons are on the list, above 0") @Default("0.1")
          BigDecimal leastIndex,
      @Doc("Whether only those count as on the list who have a sign of the year after too")
          @Default("false")
          boolean confirmed,
      @Doc("Persons to draw of those who were linked with somebody on the list") @Default("300")
          int linked,
      @Doc("Persons to draw of those who were not") @Default("300") int unlinked,
      @Doc("Seed of the draw") @Default("1") long seed) {

    /** Refuses a list of everybody and samples of nobody. */
    public Params {
      Shares.requireWithin("least-index", leastIndex);
      if (leastIndex.signum() == 0) {
        throw new IllegalArgumentException("least-index must be above 0, was " + leastIndex);
      }
      if (linked < 1 || unlinked < 1) {
        throw new IllegalArgumentException(
            "linked and unlinked must be 1 or more, were " + linked + " and " + unlinked);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("sample-counted-persons", Params.class)
        .summary("Draws persons of a count for clerks to look for on the list of registers.")
        .reads(PersonResidence.class, LifeSign.class, LinkedPerson.class, LinkRecord.class)
        .writesWhole(ReviewPerson.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column isLinked = CoverageGroups.isListed(lit(p.leastIndex()), lit(p.confirmed()));
    Dataset<Row> counted =
        CountedPersons.ofSource(in, p.countSource(), p.referenceDate())
            .filter("in_count")
            .select(
                lit(p.countSource()).as("source_id"),
                col("count_record").as("record_id"),
                isLinked.as("is_linked"));
    Column size = when(col("is_linked"), p.linked()).otherwise(p.unlinked());
    return ReviewDraw.of(
            counted, "is_linked", size, p.seed(), "persons", col("source_id"), col("record_id"))
        .join(
            in.table(LinkRecord.class).select("source_id", "record_id", "fields"),
            ListedPersons.RECORD)
        .withColumn("reference_date", lit(p.referenceDate()))
        .withColumn("least_index", lit(p.leastIndex()).cast("decimal(7,6)"))
        .withColumn("is_confirmed", lit(p.confirmed()));
  }
}
