package org.caudal.register.residence;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.link.Verdicts;

/**
 * Estimates how well a count was linked with the list of registers, from what clerks found.
 *
 * <p><b>Reads</b> {@link ReviewPerson}, {@link PersonLabel}, {@link LinkedPerson} and {@link
 * PersonResidence}. <b>Writes</b> {@link CountLinkage}.
 *
 * <p><b>Method.</b> With N<sub>1</sub> persons linked with somebody on the list and N<sub>2</sub>
 * not, and p<sub>1</sub> and p<sub>2</sub> the shares that clerks found on the list of the
 * n<sub>1</sub> and n<sub>2</sub> decided: the recall is N<sub>1</sub>p<sub>1</sub> /
 * (N<sub>1</sub>p<sub>1</sub> + N<sub>2</sub>p<sub>2</sub>), the false share the same with 1 - p in
 * place of p. Either is a ratio R of totals of a stratified sample, with the variance (Cochran
 * 1977, sections 5.6 and 6.11) ((1 - R)² N<sub>1</sub>² v<sub>1</sub> + R² N<sub>2</sub>²
 * v<sub>2</sub>) over the square of the denominator, where v = (1 - n/N) p (1 - p) / (n - 1). Where
 * all or none of a stratum were found, of which that says 0, v = (1 - n/N) / n², as if p had an
 * error of 1/n. The two shares are taken for independent; they lean against each other, so that
 * what follows from both is rather too wide.
 *
 * <p>A person is what most of the clerks who decide say; where as many say the one as the other, or
 * none decides, the person is left out, as if by chance. Where a clerk names a record, whoever it
 * is linked to must be on the list; else the person was not found there. A record that is in no
 * register says nothing: the answer is undecided.
 *
 * <p><b>Known bias.</b> Errors of the clerks: of many linked rightly, one error in a hundred makes
 * more false links than there are.
 *
 * <p><b>Example.</b> {@code caudal run estimate-count-linkage --conf conf/residence.yaml}
 */
public final class EstimateCountLinkage implements Job<EstimateCountLinkage.Params> {

  /** No share has a larger standard error; the linear formula has where few are left over. */
  private static final Column LARGEST = lit(0.5);

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-count-linkage", Params.class)
        .summary("Estimates how well a count was linked with the list, from what clerks found.")
        .reads(ReviewPerson.class, PersonLabel.class, LinkedPerson.class, PersonResidence.class)
        .writesWhole(CountLinkage.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> drawn = in.table(ReviewPerson.class);
    Dataset<Row> verdicts =
        Verdicts.of(answers(in, drawn), "found", "not-found", Arrays.asList(ListedPersons.RECORD));
    Column isLinked = col("is_linked");
    Column isFound = col("verdict").equalTo("found");
    Column isDecided = isFound.or(col("verdict").equalTo("not-found"));
    return drawn
        .join(verdicts, ListedPersons.RECORD, "left")
        .groupBy(
            col("source_id").as("count_source"),
            col("reference_date"),
            col("least_index"),
            col("is_confirmed"))
        .agg(
            coalesce(max(when(isLinked, col("persons"))), lit(0)).as("linked"),
            number(isLinked.and(isDecided)).as("linked_decided"),
            number(isLinked.and(isFound)).as("linked_found"),
            coalesce(max(when(not(isLinked), col("persons"))), lit(0)).as("unlinked"),
            number(not(isLinked).and(isDecided)).as("unlinked_decided"),
            number(not(isLinked).and(isFound)).as("unlinked_found"),
            number(coalesce(not(isDecided), lit(true))).as("undecided"))
        .withColumn("recall", ratio(true))
        .withColumn("recall_error", error("recall", true))
        .withColumn("false_share", ratio(false))
        .withColumn("false_share_error", error("false_share", false))
        .withColumns(
            Map.of(
                "recall", share(col("recall")),
                "recall_error", share(least(orNone(col("recall_error")), LARGEST)),
                "false_share", share(col("false_share")),
                "false_share_error", share(least(orNone(col("false_share_error")), LARGEST))));
  }

  /** The labels with {@code decision} by whether the person of a named record is on the list. */
  private static Dataset<Row> answers(Inputs in, Dataset<Row> drawn) {
    Dataset<Row> records =
        in.table(LinkedPerson.class)
            .select(
                col("source_id").as("found_source"),
                col("record_id").as("found_record"),
                col("person_id"));
    Dataset<Row> list =
        in.table(PersonResidence.class)
            .select("reference_date", "person_id", "residence_index", "signs_after");
    Column isNamed = col("found_record").isNotNull();
    Column isListed = CoverageGroups.isListed(col("least_index"), col("is_confirmed"));
    return in.table(PersonLabel.class)
        .join(
            broadcast(
                drawn.select(
                    "source_id", "record_id", "reference_date", "least_index", "is_confirmed")),
            ListedPersons.RECORD)
        .join(records, new String[] {"found_source", "found_record"}, "left")
        .join(list, new String[] {"reference_date", "person_id"}, "left")
        .withColumn(
            "decision",
            when(isNamed.and(col("person_id").isNull()), Verdicts.UNDECIDED)
                .when(isNamed.and(not(isListed)), "not-found")
                .otherwise(col("decision")));
  }

  private static Column number(Column condition) {
    return count(when(condition, 1));
  }

  /** Of the persons whom clerks found, or did not find, the share that was linked. */
  private static Column ratio(boolean areFound) {
    Column all = total("linked", areFound).plus(total("unlinked", areFound));
    return total("linked", areFound).divide(nullif(all, lit(0)));
  }

  private static Column error(String ratio, boolean areFound) {
    Column all = total("linked", areFound).plus(total("unlinked", areFound));
    Column linked = lit(1).minus(col(ratio)).multiply(spread("linked"));
    Column unlinked = col(ratio).multiply(spread("unlinked"));
    return sqrt(linked.multiply(linked).plus(unlinked.multiply(unlinked)))
        .divide(nullif(all, lit(0)));
  }

  /** Persons of a stratum who were found, or were not. */
  private static Column total(String stratum, boolean areFound) {
    Column part = found(stratum);
    return orNone(col(stratum).multiply(areFound ? part : lit(1).minus(part)));
  }

  /** The error of {@link #total}. */
  private static Column spread(String stratum) {
    Column decided = col(stratum + "_decided");
    Column part = found(stratum);
    Column seen = part.multiply(lit(1).minus(part)).divide(nullif(decided.minus(1), lit(0)));
    Column variance =
        when(part.isin(0, 1), lit(1).divide(decided.multiply(decided))).otherwise(seen);
    Column left = lit(1).minus(decided.divide(nullif(col(stratum), lit(0))));
    return orNone(col(stratum).multiply(sqrt(left.multiply(variance))));
  }

  private static Column found(String stratum) {
    return col(stratum + "_found").divide(nullif(col(stratum + "_decided"), lit(0)));
  }

  /**
   * A stratum of nobody, or of which nobody was decided, adds nothing; the table refuses the
   * latter.
   */
  private static Column orNone(Column value) {
    return coalesce(value, lit(0));
  }

  private static Column share(Column value) {
    return Decimals.rounded(orNone(value), 10, 9);
  }
}
