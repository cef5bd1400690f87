package org.caudal.register.account;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.hypot;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.register.border.BorderCrossing;
import org.caudal.register.border.CrossingOutcome;
import org.caudal.register.border.ImputedCrossing;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.residence.CoverageEstimate;
import org.caudal.register.residence.CoveredPersons;
import org.caudal.register.residence.LifeSign;
import org.caudal.register.residence.PersonResidence;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Makes the figures of a country's population account from its linked registers and its border.
 *
 * <p><b>Reads</b> {@link CoverageEstimate}, {@link PersonResidence}, {@link LifeSign}, {@link
 * LinkedPerson}, {@link CrossingOutcome}, {@link BorderCrossing} and, where it is there, {@link
 * ImputedCrossing}. <b>Writes</b> {@link RegisterComponent}.
 *
 * <p><b>Method.</b> The population of each reference date that has a coverage estimate: persons on
 * the list, each standing for as many as the model of coverage says, with the error of coverage and
 * linkage, as in stocks from registers. Births in the country and deaths: persons of the registers,
 * without those of the counts, whatever the number of their records; births of those alone whom a
 * register of {@code birth-sources} has, where some are named. Arrivals and departures: crossings
 * that are migrations by the rule, and for those of which nothing will tell the probability. Who
 * died on several days by several registers died on the first. A year has no births, or no deaths,
 * where its first or last months have none and all n of it would be in the other m months by chance
 * in fewer than one of 148 years, (m / 12)ⁿ &lt; e⁻⁵: a register that begins in July, or a delivery
 * that ends in June. A year of which some answers are to come has no arrivals and departures, nor
 * has one that begins before the first month with a crossing, nor one of which more than one for a
 * hundred migrations never will and have no probability, as of who was first seen in the first
 * window of {@code records-from}; of fewer each is half a migration. Where crossings are missing
 * that could be imputed and none of the rule was, the job ends. A move within the country is none.
 *
 * <p>Of a flow of T recorded, or expected among the recorded, N = T / (c k) happened: c is how many
 * are recorded for one that happens, by {@code recorded} (above 1 where the rule finds more
 * migrations than usual residence knows), and k that of the T of a year whose sex and year of birth
 * are known. The variance is that of T, Σ p (1 − p) / (c k)², of who is recorded, T (1 − c k) / (c
 * k)² for one person at least and none where c k is above 1, and of c, (N × error of c / c)².
 * Persons of unknown sex or year of birth are thus spread over the others, and so they are in the
 * population; who was born 110 years before or more is of unknown year. Where there are no others
 * from the year of the first population on, the job ends.
 *
 * <p>What is not known of c is wrong the same way in all cells of a component, and does not cancel
 * out in their sum: error of c / c is the share that publish-indicators asks for as {@code
 * account.common-errors}, of the population {@code recall-error} / ({@code recall} − {@code
 * false-share}) of the linkage.
 *
 * <p><b>Known bias.</b> That of c: what posts miss and registers never learn has to come from
 * elsewhere, such as a survey. Births and deaths of people who do not live in the country are
 * counted, those of residents abroad are not. Where a register begins or ends within a year in
 * which another goes on, or in a year of few, the year counts as whole. A person whose records were
 * not linked is born twice, but for {@code birth-sources}. Who moves is counted as often as moving.
 * Populations of two dates rest on one linkage and mostly on the same persons, and where residence
 * reads the border on the crossings that migrations are counted from: their errors are not
 * independent, as balancing takes them to be.
 *
 * <p><b>Example.</b> {@code caudal run count-register-components --conf
 * conf/register-accounts.yaml}
 */
public final class CountRegisterComponents implements Job<CountRegisterComponents.Params> {
  private static final List<String> CELL =
      List.of("source_id", "component", "year", "sex", "birth_year");
  private static final List<String> CELL_OF_DATE =
      Stream.concat(Stream.of("reference_date"), CELL.stream()).toList();

  /** Parameters. */
  public record Params(
      @Doc("Rule of migrations at the border, as in crossing_outcome") @Default("365/487")
          String rule,
      @Doc(
              "Of each flow, how many are recorded for one that happens: births and deaths by the registers, migrations by the posts, also those that the rule takes for one")
          @Example("{births: 0.95, deaths: 0.9, arrivals: 1.1, departures: 0.8}")
          FlowRates recorded,
      @Doc("Standard errors of these rates")
          @Example("{births: 0.01, deaths: 0.02, arrivals: 0.03, departures: 0.05}")
          FlowRates recordedErrors,
      @Doc(
              "Registers by a record of which a birth is counted, such as a population register; empty, by any. A person in pieces, as one whose visits were not linked, has one birth with it and several without")
          @Default("[]")
          List<String> birthSources,
      @Doc("Country of the account, ISO 3166-1 alpha-3") @Example("MEX") String country) {

    /** Refuses flows of which nothing is recorded. */
    public Params {
      birthSources = List.copyOf(birthSources);
      if (recorded.hasNone()) {
        throw new IllegalArgumentException("recorded must be above 0 for every flow");
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-register-components", Params.class)
        .summary("Makes the figures of a population account from linked registers and the border.")
        .reads(
            CoverageEstimate.class,
            PersonResidence.class,
            LifeSign.class,
            LinkedPerson.class,
            CrossingOutcome.class,
            BorderCrossing.class)
        .readsIfThere(ImputedCrossing.class)
        .writesWhole(RegisterComponent.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> events =
        RegisterEvents.births(in, p.country(), p.birthSources())
            .unionByName(RegisterEvents.moves(in, p.rule()));
    return population(in)
        .unionByName(flows(in, events, p))
        .crossJoin(broadcast(RegisterEvents.decided(in, p.rule())))
        .filter(col("is_decided"))
        .select(
            col("source_id"),
            col("component"),
            col("year"),
            lit(p.country()).as("area_id"),
            col("sex").try_cast("int").as("sex"),
            col("birth_year"),
            col("recorded"),
            Decimals.rounded(col("persons"), 18, 6).as("persons"),
            Decimals.rounded(col("standard_error"), 18, 6).as("standard_error"));
  }

  private static Dataset<Row> population(Inputs in) {
    Dataset<Row> persons =
        CoveredPersons.of(in)
            .withColumn("source_id", lit(RegisterComponent.REGISTERS))
            .withColumn("component", lit("population"))
            .withColumn("year", year(col("reference_date")));
    return ofKnown(in, CoveredPersons.cells(in, persons, CELL_OF_DATE), "persons")
        .withColumn("standard_error", col("standard_error").divide(col("known")))
        .withColumn("persons", col("persons").divide(col("known")))
        .withColumnRenamed("listed", "recorded")
        .select(Columns.named(CELL, "recorded", "persons", "standard_error"));
  }

  private static Dataset<Row> flows(Inputs in, Dataset<Row> events, Params p) {
    Column chance = col("probability");
    Column total = col("total").cast("double");
    Column share = col("share");
    Column chosen =
        col("variance")
            .cast("double")
            .plus(greatest(total, lit(1)).multiply(greatest(lit(1).minus(share), lit(0))));
    Dataset<Row> cells =
        events
            .groupBy(Columns.named(CELL))
            .agg(
                count(lit(1)).as("recorded"),
                sum(chance).as("total"),
                sum(chance.multiply(lit(1).minus(chance))).as("variance"));
    return ofKnown(in, cells, "total")
        .withColumn("share", p.recorded().ofComponent().multiply(col("known")))
        .withColumn("persons", total.divide(share))
        .withColumn(
            "standard_error",
            hypot(
                sqrt(chosen).divide(share),
                col("persons")
                    .multiply(p.recordedErrors().ofComponent())
                    .divide(p.recorded().ofComponent())))
        .select(Columns.named(CELL, "recorded", "persons", "standard_error"));
  }

  /**
   * The cells of known sex and year of birth, with {@code known}, the share that they are of the
   * component and year. From the first population on it is a failure where that is none.
   */
  private static Dataset<Row> ofKnown(Inputs in, Dataset<Row> cells, String figure) {
    WindowSpec year = Window.partitionBy("source_id", "component", "year");
    Column known = sum(when(isKnown(), col(figure)).otherwise(lit(0))).over(year);
    Column none =
        raise_error(
                concat(
                    lit("of the "),
                    col("component"),
                    lit(" of "),
                    col("year"),
                    lit(" none has a sex and a year of birth that can be, over which the "),
                    lit("others could be spread: give those of some, or leave all out")))
            .cast("double");
    return cells
        .crossJoin(
            broadcast(
                in.table(CoverageEstimate.class).agg(year(min("reference_date")).as("first_year"))))
        .withColumn("known_figure", known)
        .withColumn("figure", sum(figure).over(year))
        .withColumn(
            "known",
            when(
                    col("known_figure").gt(0),
                    col("known_figure").cast("double").divide(col("figure")))
                .when(col("year").geq(col("first_year")), none)
                .otherwise(0.0))
        .filter(isKnown().or(col("known").lt(0))); // asks also where there are no others
  }

  /** A birth 110 years before or more, such as in 1900, stands for one that is not known. */
  private static Column isKnown() {
    Column born = col("birth_year");
    Column isBorn =
        when(col("component").equalTo("population"), born.lt(col("year")))
            .when(col("component").equalTo("births"), born.equalTo(col("year")))
            .otherwise(born.leq(col("year")));
    Column isPossible = isBorn.and(born.gt(col("year").minus(110)));
    return coalesce(col("sex").isin("1", "2").and(isPossible), lit(false));
  }
}
