package org.caudal.register.residence;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.reference.Codes;
import org.caudal.register.link.LinkedPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.register.TrueLink;

/**
 * Compares the list of registers, its links with the count and the estimate with the truth.
 *
 * <p><b>Reads</b> {@link PersonResidence}, {@link CoverageEstimate}, {@link LifeSign}, {@link
 * LinkedPerson}, {@link TrueLink} and {@link SyntheticResidence}. <b>Writes</b> {@link
 * CoverageAccuracy}.
 *
 * <p><b>Method.</b> A person on the list is truly whoever most of the records are of. Of those who
 * are truly on the list and in the count, the share whose record of the count was linked with
 * somebody on the list, were it another person, is the recall that estimate-coverage asks for,
 * because that counts such links too; of those in the count alone, the same share is the false
 * share.
 *
 * <p><b>Known bias.</b> None: it is a count. In life a sample of links that clerks review takes the
 * place of the truth.
 *
 * <p><b>Example.</b> {@code caudal run measure-coverage --conf conf/residence.yaml}
 */
public final class MeasureCoverage implements Job<MeasureCoverage.Params> {

  /** No parameters. */
  public record Params() {}

  private static final String[] LIST = {"reference_date", "least_index"};

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("measure-coverage", Params.class)
        .summary("Compares the list of registers, its links and the estimate with the truth.")
        .reads(
            PersonResidence.class,
            CoverageEstimate.class,
            LifeSign.class,
            LinkedPerson.class,
            TrueLink.class,
            SyntheticResidence.class)
        .usesPseudonyms()
        .writesWhole(CoverageAccuracy.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> estimates =
        in.table(CoverageEstimate.class).filter(col("sex").equalTo(Codes.TOTAL));
    Dataset<Row> residents = residents(in, estimates);
    Dataset<Row> records = TrueList.records(in);
    Dataset<Row> listed = TrueList.of(in, estimates, records);
    return estimates
        .join(lists(listed, residents), LIST)
        .join(links(counted(in, estimates, records), listed), LIST)
        .join(
            residents.groupBy("reference_date").agg(count(lit(1)).as("residents")),
            "reference_date")
        .withColumn("is_held", col("residents").between(col("interval_low"), col("interval_high")));
  }

  private static Dataset<Row> lists(Dataset<Row> listed, Dataset<Row> residents) {
    return listed
        .join(
            residents.withColumn("lives_here", lit(true)),
            new String[] {"reference_date", "true_person"},
            "left")
        .groupBy(col("reference_date"), col("least_index"))
        .agg(
            count(when(col("lives_here").isNull(), 1)).as("elsewhere"),
            count(lit(1)).minus(count_distinct(col("true_person"))).as("doubled"));
  }

  /** One row a list and true person of the count, with the person that its record was linked to. */
  private static Dataset<Row> counted(Inputs in, Dataset<Row> estimates, Dataset<Row> records) {
    return in.table(LifeSign.class)
        .join(
            broadcast(
                estimates.select(
                    col("reference_date"),
                    col("least_index"),
                    col("count_source").as("source_id"))),
            "source_id")
        .filter(CountedPersons.livesThere())
        .join(records, ListedPersons.RECORD)
        .select("reference_date", "least_index", "person_id", "true_person")
        .distinct();
  }

  private static Dataset<Row> links(Dataset<Row> counted, Dataset<Row> listed) {
    Dataset<Row> truly =
        listed
            .select("reference_date", "least_index", "true_person")
            .distinct()
            .withColumn("is_on_list", lit(true));
    Dataset<Row> linked =
        listed
            .select("reference_date", "least_index", "person_id")
            .withColumn("is_linked", lit(true));
    Column isBoth = coalesce(max("is_on_list"), lit(false));
    return counted
        .join(truly, new String[] {LIST[0], LIST[1], "true_person"}, "left")
        .join(linked, new String[] {LIST[0], LIST[1], "person_id"}, "left")
        .groupBy("reference_date", "least_index", "true_person")
        .agg(isBoth.as("is_both"), coalesce(max("is_linked"), lit(false)).as("is_linked"))
        .groupBy("reference_date", "least_index")
        .agg(
            count(when(col("is_both"), 1)).as("both"),
            count(when(col("is_both").and(col("is_linked")), 1)).as("linked"),
            count(when(not(col("is_both")), 1)).as("counted_only"),
            count(when(not(col("is_both")).and(col("is_linked")), 1)).as("falsely_linked"));
  }

  /** True residents of the reference dates. */
  private static Dataset<Row> residents(Inputs in, Dataset<Row> estimates) {
    Dataset<Row> dates = estimates.select("reference_date", "country").distinct();
    return in.table(SyntheticResidence.class)
        .join(broadcast(dates), "country")
        .filter(
            col("start_date")
                .lt(col("reference_date"))
                .and(col("end_date").geq(col("reference_date"))))
        .select(col("reference_date"), col("person_id").as("true_person"));
  }
}
