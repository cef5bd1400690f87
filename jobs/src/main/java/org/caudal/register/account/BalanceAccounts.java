package org.caudal.register.account;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Guards;
import org.caudal.functions.Shares;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.caudal.table.TableSchema;

/**
 * Balances population accounts: each birth cohort of each area and sex, year by year.
 *
 * <p><b>Reads</b> {@link AccountComponent} and {@link RegisterComponent}, where they are there: at
 * least one. <b>Writes</b> {@link CohortAccount}.
 *
 * <p><b>Method.</b> Population at the start + births − deaths + arrivals − departures = population
 * at the end. Sources disagree; of all figures that close, those are taken that move least, each
 * measured by its own variance (generalised least squares; Stone, Champernowne and Meade 1942,
 * Byron 1978: {@link org.caudal.statistics.CohortAccount}). None falls below zero. Populations that
 * no source has follow from the others. The discrepancies before balancing, by their errors, test
 * whether the errors stated are large enough: their chi-square has a {@code probability}.
 *
 * <p>A source knows a component in a year and area if it has any row of the component in that year
 * and any in that area: cells without a row are then none, with the error {@code least-errors}. An
 * area that has no row at all in the year, and five persons or more on average in the years in
 * which it has, was not delivered: nobody would be there by chance in fewer than one of 148 years
 * (e⁻⁵). If no source knows the deaths, arrivals or departures of a year, or the births of the
 * cohort, the account is not balanced ({@code component_missing}). A figure without a stated error
 * has the root of {@code least-errors}² + ({@code relative-errors} × persons)². Several sources of
 * one figure count by the inverse of their variances, as independent; exact ones alone. Exact
 * figures that contradict each other are not spread: the account is not balanced. A cohort of which
 * no source has any row in an area and sex has no account there.
 *
 * <p>Persons recorded are those of all sources of a figure together: none of a source that knows
 * the component, year and area and has no row; not known where one that has a row does not say.
 *
 * <p>Balanced figures are decimals that close exactly: populations and flows are rounded half up,
 * and what is then open goes to the flow of the year with the largest error.
 *
 * <p><b>Known bias.</b> What all sources miss is missed. Errors of cells are taken as independent
 * and as normal: intervals of figures of few persons are rough, and sums over cells have larger
 * errors where one coverage was assumed for all. Arrivals and departures of areas are not brought
 * to each other.
 *
 * <p><b>Example.</b> {@code caudal run balance-accounts --conf conf/accounts.yaml}
 */
public final class BalanceAccounts implements Job<BalanceAccounts.Params> {
  /** Persons a year of an area of whom it is no chance that there are none in another. */
  private static final int USUAL = 5;

  /** Parameters. */
  public record Params(
      @Doc("First calendar year that is accounted") @Example("2021") int firstYear,
      @Doc("Last calendar year that is accounted") @Example("2024") int lastYear,
      @Doc("Standard errors of figures that state none, as shares of the persons")
          @Default("{population: 0.01, births: 0.01, deaths: 0.02, arrivals: 0.1, departures: 0.2}")
          ComponentErrors relativeErrors,
      @Doc("Standard errors, in persons, of cells without a row where the source knows the area")
          @Default("{population: 1, births: 0.5, deaths: 0.5, arrivals: 1, departures: 1}")
          ComponentErrors leastErrors,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal intervalLevel) {

    /** Refuses years that do not follow and impossible levels. */
    public Params {
      if (lastYear < firstYear) {
        throw new IllegalArgumentException(
            "last-year must not be before first-year, were " + lastYear + " and " + firstYear);
      }
      Shares.requireBetween("interval-level", intervalLevel);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("balance-accounts", Params.class)
        .summary("Balances population accounts by area, sex and birth cohort.")
        .readsWhatIsThere(AccountComponent.class, RegisterComponent.class)
        .writesWhole(CohortAccount.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column[] read = Columns.named(TableSchema.of(RegisterComponent.class).columnNames());
    Dataset<Row> components =
        in.table(AccountComponent.class)
            .select(read)
            .unionByName(in.table(RegisterComponent.class).select(read));
    components = ofYears(components, p).filter(isAccounted(p));
    Column figure =
        struct(
            col("component"),
            col("year"),
            col("source_id"),
            col("persons"),
            col("standard_error"),
            col("recorded"));
    return components
        .groupBy("area_id", "sex", "birth_year")
        .agg(array_sort(collect_list(figure)).as("reported"))
        .join(broadcast(covered(components)), "area_id")
        .withColumn(
            "figure",
            explode(
                BalancedAccounts.of(
                    col("covered"),
                    col("reported"),
                    col("birth_year"),
                    new BalancedAccounts.Frame(p))))
        .select(
            col("area_id"),
            col("sex"),
            col("birth_year"),
            col("figure.*"),
            lit(p.intervalLevel()).cast("decimal(7,6)").as("interval_level"));
  }

  /** All components; the run ends where all are of other years. */
  private static Dataset<Row> ofYears(Dataset<Row> components, Params p) {
    Dataset<Row> years =
        components.agg(
            min("year").as("first"), max("year").as("last"), max(isAccounted(p)).as("any"));
    return Guards.guarded(
        components,
        years,
        coalesce(col("any"), lit(true)),
        concat(
            lit("The components are of the years "),
            col("first"),
            lit(" to "),
            col("last"),
            lit(
                ", none of those from first-year "
                    + p.firstYear()
                    + " to last-year "
                    + p.lastYear()
                    + " of balance-accounts: give years of which there are some")));
  }

  /** What sources know of an area. */
  private static Dataset<Row> covered(Dataset<Row> components) {
    Dataset<Row> years = components.select("source_id", "component", "year").distinct();
    Column isUsual = col("persons").divide(size(col("delivered"))).geq(USUAL);
    return components
        .groupBy("source_id", "component", "area_id")
        .agg(collect_set("year").as("delivered"), sum("persons").as("persons"))
        .join(broadcast(years), new String[] {"source_id", "component"})
        .filter(array_contains(col("delivered"), col("year")).or(not(isUsual)))
        .groupBy("area_id")
        .agg(
            array_sort(collect_list(struct(col("component"), col("year"), col("source_id"))))
                .as("covered"));
  }

  /** Populations also at the end of the last year. */
  private static Column isAccounted(Params p) {
    Column last =
        when(col("component").equalTo("population"), lit(p.lastYear() + 1))
            .otherwise(lit(p.lastYear()));
    return col("year").between(lit(p.firstYear()), last);
  }
}
